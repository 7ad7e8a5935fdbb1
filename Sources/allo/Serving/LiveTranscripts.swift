import Dispatch
import Synchronization
import Telephony
import Transcripts

/// Prints the lines of all calls as they become durable, each with the beginning of its call's name
/// before it.
///
/// On a thread of its own: whoever reads the lines slowly holds up no call. Where too much waits to
/// be read, records are left out, and that is said.
final class LiveTranscripts: Sendable {
    /// How many records may wait.
    private static let longest = 100_000

    private struct Backlog {
        var count = 0
        var dropped = 0
    }

    private let queue = DispatchQueue(label: "allo.transcripts")
    private let backlog = Mutex(Backlog())
    private let printers = Mutex<[CallID: TranscriptPrinter]>([:])

    /// Prints records once those before them are.
    func see(_ records: [JournalRecord]) {
        let isTaken = backlog.withLock { backlog in
            guard backlog.count < LiveTranscripts.longest else {
                backlog.dropped += records.count
                return false
            }
            backlog.count += records.count
            return true
        }
        if isTaken { queue.async { self.show(records) } }
    }

    /// Returns once all is printed, and after a while if nobody reads it.
    func finish(within limit: Duration = Output.patience) async {
        await queue.finish(within: limit)
    }

    private func show(_ records: [JournalRecord]) {
        var lines = ""
        printers.withLock { printers in
            for record in records {
                let line = printers[record.call, default: TranscriptPrinter()].line(for: record)
                if let line { lines += "\(record.call.rawValue.prefix(8)) \(line)\n" }
                switch record.event {
                case .ended, .agent(.logout): printers[record.call] = nil
                default: break
                }
            }
        }
        if !lines.isEmpty { Output.text(lines) }
        let dropped = backlog.withLock { backlog in
            backlog.count -= records.count
            defer { backlog.dropped = 0 }
            return backlog.dropped
        }
        if dropped > 0 {
            Output.message("\(dropped) records were not printed: the lines are read too slowly")
        }
    }
}
