import Synchronization
import Telephony
import Transcripts

/// Prints the lines of all calls as they become durable, each with the beginning of its call's name
/// before it.
final class LiveTranscripts: Sendable {
    private let printers = Mutex<[CallID: TranscriptPrinter]>([:])

    func see(_ records: [JournalRecord]) {
        var lines = ""
        printers.withLock { printers in
            for record in records {
                let line = printers[record.call, default: TranscriptPrinter()].line(for: record)
                if let line { lines += "\(record.call.rawValue.prefix(8)) \(line)\n" }
                if case .ended = record.event { printers[record.call] = nil }
            }
        }
        if !lines.isEmpty { Output.text(lines) }
    }
}
