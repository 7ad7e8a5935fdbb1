import SoundCard
import Synchronization
import Telephony

/// A line at this machine on which a click of 20 ms stands for each sound, so that nobody waits for
/// a prompt to be heard out. It tells a stopwatch when the first sample of each goes out.
struct ClickLine: Line {
    private let line: LocalLine

    init(rate: Int, stopwatch: Stopwatch) {
        let heard = Mutex(Int16.zero)
        line = LocalLine(
            rate: rate,
            tap: { samples in
                guard let first = samples.first, first != 0 else { return }
                let isNew = heard.withLock { heard in
                    defer { heard = first }
                    return first != heard
                }
                if isNew { stopwatch.hear() }
            })
    }

    var events: AsyncStream<LineEvent> { line.events }

    func answer() { line.answer() }

    func reach(_ address: String, within patience: Duration) {
        line.reach(address, within: patience)
    }

    func release() { line.release() }

    func play(_ sound: Sound, as playback: PlaybackID, loops: Bool) {
        // Each click has a loudness of its own, to be told from the one before.
        let click = [Int16](repeating: Int16(clamping: playback.rawValue), count: sound.rate / 50)
        line.play(Sound(samples: click, rate: sound.rate), as: playback, loops: loops)
    }

    func stop(_ playback: PlaybackID) { line.stop(playback) }

    func close() async { await line.close() }
}
