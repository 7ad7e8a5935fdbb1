public import Telephony

/// Prints the transcript of one call while it goes on.
public struct TranscriptPrinter: Sendable {
    private var builder: TranscriptBuilder

    /// Begins to print.
    public init(numbers: TranscriptBuilder.Numbers = .full) {
        builder = TranscriptBuilder(numbers: numbers)
    }

    /// The line that the next event of the call makes, without a newline; nil for one that makes
    /// none.
    public mutating func line(for record: JournalRecord) -> String? {
        switch builder.add(record) {
        case .header(let header): header.description
        case .line(let line): line.description
        case nil: nil
        }
    }
}
