import CallLog
import Telephony
import Transcripts

/// How lines of a transcript look to many: without numbers, names and what else is personal.
enum ShownLines {
    /// The lines of records by what they are in full; those that show nobody are left out.
    static func shortened(_ records: [JournalRecord]) -> [String: String] {
        var full = TranscriptPrinter()
        var short = TranscriptPrinter(numbers: .shortened)
        var shown: [String: String] = [:]
        for record in records {
            var hidden = record
            hidden.event = record.event.shortened
            guard let line = full.line(for: record), let other = short.line(for: hidden),
                line != other
            else { continue }
            shown[line] = other
        }
        return shown
    }
}
