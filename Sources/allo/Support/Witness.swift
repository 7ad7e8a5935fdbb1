import Synchronization
import Telephony
import Transcripts

/// Sees every record once it is durable, and prints its line.
final class Witness: Sendable {
    private let seen = Mutex<(records: [JournalRecord], printer: TranscriptPrinter)>(
        ([], TranscriptPrinter()))

    var records: [JournalRecord] { seen.withLock(\.records) }

    func see(_ records: [JournalRecord]) {
        seen.withLock { seen in
            seen.records += records
            for record in records {
                if let line = seen.printer.line(for: record) { Output.line(line) }
            }
        }
    }
}
