import Dispatch
import Foundation
import Synchronization
public import Telephony

/// Records calls into the files of a folder: the recording that `Switchboard` asks for.
///
/// Threads of sound put packets into memory of a bounded size and never wait; a serial queue of this
/// type's own takes them from there four times a second, puts them in order and writes. A file ends
/// in `.part` until it is whole. A disk that stands still for more than two seconds costs packets,
/// which are counted, and nothing else.
///
/// ```swift
/// let recorder = CallRecorder(folder: "recordings", format: .opus)
/// let recording = recorder.begin("2026-11-23/call-1", of: .both)
/// ```
public final class CallRecorder: CallRecording {
    private struct State {
        var running: [ObjectIdentifier: RunningRecording] = [:]
        var timer: (any DispatchSourceTimer)?
    }

    /// Where the files lie.
    public let folder: String
    /// How they are kept.
    public let format: RecordingFormat
    let now: @Sendable () -> ContinuousClock.Instant
    private let queue = DispatchQueue(label: "allo.recorder")
    private let state = Mutex(State())

    /// Records into a folder, which is made where it is not there.
    public convenience init(folder: String, format: RecordingFormat) {
        self.init(folder: folder, format: format, now: { .now })
    }

    /// Goes by another clock.
    init(
        folder: String, format: RecordingFormat,
        now: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
        self.folder = folder
        self.format = format
        self.now = now
    }

    /// Begins a recording of 8,000 Hz.
    public func begin(_ name: String, of sides: RecordedSides) -> any Recording {
        let file = RecordingFile(name, in: folder, as: format)
        let recording = RunningRecording(file, of: sides, by: self)
        state.withLock { state in
            state.running[ObjectIdentifier(recording)] = recording
            guard state.timer == nil else { return }
            let timer = DispatchSource.makeTimerSource(queue: queue)
            timer.schedule(deadline: .now() + .milliseconds(250), repeating: .milliseconds(250))
            timer.setEventHandler { [weak self] in self?.advance() }
            timer.resume()
            state.timer = timer
        }
        queue.async { recording.open() }
        return recording
    }

    /// How many recordings run.
    public var count: Int { state.withLock { $0.running.count } }

    /// Gives the files that a crash left behind their names: they can be heard up to the crash.
    /// Called before the first recording begins.
    ///
    /// - Returns: the names, in the folder.
    public func salvage() -> [String] {
        let names =
            FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(RecordingFile.growing) }.sorted().compactMap { name in
            let whole = String(name.dropLast(RecordingFile.growing.count))
            // One that can't be renamed stays what it is.
            guard rename("\(folder)/\(name)", "\(folder)/\(whole)") == 0 else { return nil }
            return whole
        }
    }

    /// Writes what is old enough, of all recordings.
    func advance() {
        let running = state.withLock { Array($0.running.values) }
        for recording in running { recording.advance() }
    }

    /// Lets the queue end a recording.
    func finish<Result: Sendable>(
        _ recording: RunningRecording, _ act: @escaping @Sendable () -> Result
    ) async -> Result {
        await withCheckedContinuation { continuation in
            queue.async {
                self.state.withLock { state in
                    state.running[ObjectIdentifier(recording)] = nil
                    guard state.running.isEmpty else { return }
                    state.timer?.cancel()
                    state.timer = nil
                }
                continuation.resume(returning: act())
            }
        }
    }
}
