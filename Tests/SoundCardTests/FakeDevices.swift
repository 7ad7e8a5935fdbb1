import Synchronization
import Telephony

@testable import SoundCard

/// A speaker that keeps what it is given, and breaks when told.
final class FakeSpeaker: Speaker {
    private struct State {
        var samples: [Int16] = []
        var framesLeft: Int
        var isClosed = false
    }

    private let state: Mutex<State>
    private let latency: Duration

    init(frames: Int = .max, latency: Duration = .zero) {
        state = Mutex(State(framesLeft: frames))
        self.latency = latency
    }

    var samples: [Int16] { state.withLock { $0.samples } }
    var isClosed: Bool { state.withLock { $0.isClosed } }

    func play(_ frame: [Int16]) throws(DeviceLost) {
        let isBroken = state.withLock { state in
            guard state.framesLeft > 0 else { return true }
            state.framesLeft -= 1
            state.samples += frame
            return false
        }
        if isBroken { throw DeviceLost(reason: "the speaker broke") }
    }

    func delay() -> Duration { latency }

    func close() { state.withLock { $0.isClosed = true } }
}

/// A microphone that hears what it is given, frame by frame, then breaks.
final class FakeMicrophone: Microphone {
    private let frames: Mutex<[[Int16]]>

    init(frames: [[Int16]]) { self.frames = Mutex(frames) }

    func read() throws(DeviceLost) -> [Int16] {
        let frame = frames.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        guard let frame else { throw DeviceLost(reason: "the microphone broke") }
        return frame
    }

    func close() {}
}

/// Takes each sample for a key.
struct FakeDetector: DigitDetector {
    mutating func digits(in samples: [Int16]) -> [Digit] {
        samples.compactMap { Digit(rawValue: UInt8(clamping: $0)) }
    }
}
