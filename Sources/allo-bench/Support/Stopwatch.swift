import Synchronization
import Telephony

/// Notes when steps were entered and when the first sample of each playback went out.
final class Stopwatch: Sendable {
    private struct Seen {
        var steps: [Duration] = []
        var sounds: [Duration] = []
    }

    private let start: ContinuousClock.Instant
    private let seen = Mutex(Seen())

    /// - Parameter start: the zero of the times in the journal.
    init(start: ContinuousClock.Instant) { self.start = start }

    /// Takes the times of steps from their records.
    func see(_ records: [JournalRecord]) {
        seen.withLock { seen in
            for record in records {
                if case .stepEntered = record.event { seen.steps.append(record.time) }
            }
        }
    }

    /// A sound has just begun; the first one of each step, in the order of steps.
    func hear() {
        let now = ContinuousClock.now - start
        seen.withLock { $0.sounds.append(now) }
    }

    /// From each step to its sound.
    var latencies: [Duration] {
        seen.withLock { seen in zip(seen.steps, seen.sounds).map { $1 - $0 } }
    }
}
