import Synchronization

/// A sound device that the caller hears through: one channel of 16-bit samples.
///
/// It holds about 40 ms of sound ahead, so that it doesn't run dry when this thread comes late.
/// When it does run dry, or the machine slept, it goes on by itself. May be used by one thread at
/// a time, which a lock enforces; no call waits for the device.
public final class PlaybackDevice: Speaker {
    /// The name that it was opened by.
    public let name: String
    /// Samples per second, in hertz. ALSA converts where the hardware has another rate.
    public let rate: Int
    private let state: Mutex<State>

    /// The silence that a device is given before it starts.
    private static let reserve = Duration.milliseconds(40)
    /// The sound that it must refuse in a row before it counts as lost.
    private static let patience = Duration.seconds(2)

    /// Opens a device.
    ///
    /// - Parameters:
    ///   - name: a name from ``SoundDevice/all()``, or any other that ALSA understands.
    ///   - rate: the line's rate in hertz; positive.
    /// - Throws: ``SoundDeviceError`` when it is not there or can't be used.
    public init(_ name: String = "default", rate: Int) throws(SoundDeviceError) {
        let pcm = try PCM(
            name, for: .playback, rate: rate,
            buffer: .milliseconds(160), period: .milliseconds(10))
        self.name = name
        self.rate = rate
        state = Mutex(State(pcm: pcm, reserve: Self.reserve.samples(at: rate), rate: rate))
    }

    func play(_ frame: [Int16]) throws(DeviceLost) {
        let outcome = state.withLock { $0.play(frame) }
        if case .failure(let lost) = outcome {
            throw DeviceLost(reason: "the sound device '\(name)' was lost: \(lost.reason)")
        }
    }

    func delay() -> Duration {
        .samples(state.withLock { $0.delay() }, at: rate)
    }

    func close() {
        state.withLock { $0.close() }
    }
}

extension PlaybackDevice {
    /// What the device is at. Closed: no `pcm`. Dry: not primed, nothing plays until it holds its
    /// reserve again. Playing: primed.
    private struct State: ~Copyable {
        private var pcm: PCM?
        private var isPrimed = false
        private var refused = 0
        private var control: LatencyControl
        private let reserve: [Int16]
        private let refusalLimit: Int

        init(pcm: consuming PCM, reserve: Int, rate: Int) {
            self.pcm = consume pcm
            self.reserve = [Int16](repeating: 0, count: reserve)
            refusalLimit = PlaybackDevice.patience.samples(at: rate)
            control = LatencyControl(wanted: reserve / 4...reserve * 3 / 2, window: 100)
        }

        mutating func play(_ frame: [Int16]) -> Result<Void, DeviceLost> {
            // Twice at most: once more after the device was made ready again.
            for _ in 0..<2 {
                switch attempt(frame) {
                case .moved(let count):
                    refused = count > 0 ? 0 : refused + frame.count
                    guard refused < refusalLimit else {
                        return lose("it takes no more sound")
                    }
                    return .success(())
                case .restarted:
                    isPrimed = false
                case .lost(let reason):
                    return lose(reason)
                }
            }
            return .success(())
        }

        private mutating func attempt(_ frame: [Int16]) -> PCM.Outcome {
            guard let capacity = pcm?.capacity else { return .moved(frame.count) }
            if !isPrimed {
                let primed = prime()
                guard case .moved = primed else { return primed }
            }
            guard let available = pcm?.available() else { return .moved(frame.count) }
            guard case .moved(let room) = available else { return available }
            let isSilent = frame.allSatisfy { $0 == 0 }
            var outcome = PCM.Outcome.moved(frame.count)
            for _ in 0..<control.copies(held: capacity - room, isSilent: isSilent) {
                outcome = write(frame)
                guard case .moved = outcome else { return outcome }
            }
            return outcome
        }

        private mutating func prime() -> PCM.Outcome {
            let written = write(reserve)
            guard case .moved = written else { return written }
            guard let started = pcm?.start() else { return written }
            if case .moved = started { isPrimed = true }
            return started
        }

        private func write(_ samples: [Int16]) -> PCM.Outcome {
            samples.withUnsafeBufferPointer { buffer in
                pcm?.write(buffer) ?? .moved(samples.count)
            }
        }

        func delay() -> Int { pcm?.delay() ?? 0 }

        mutating func close() { pcm = nil }

        private mutating func lose(_ reason: String) -> Result<Void, DeviceLost> {
            if let lost = pcm.take() { lost.closeAside() }
            return .failure(DeviceLost(reason: reason))
        }
    }
}
