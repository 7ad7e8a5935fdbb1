/// Why a text is no opening hours.
public struct SpanError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// There is nothing there.
        case empty
        /// This is no time of day.
        case badTime(String)
        /// Between two times or two spans something else stands than `-` or `,`.
        case unexpected(String)
        /// A span whose end is its start.
        case noLength
        /// Two spans that overlap.
        case overlap
        /// This is no day of the week.
        case badWeekday(String)
        /// The same day twice.
        case repeatedWeekday(String)
    }

    /// What is wrong.
    public let reason: Reason
    /// Where, in Unicode scalars from the start of the text.
    public let offset: Int
}

extension SpanError: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch reason {
        case .empty: "a span as in 09:00-12:30 is missing here"
        case .badTime(let text): "‘\(text)’ is no time of day; write it as 09:00 or 9h30"
        case .unexpected(let text):
            "‘\(text)’ can't stand here; write spans as 09:00-12:30, 14:00-18:00"
        case .noLength: "the span ends when it begins; a whole day is 00:00-24:00"
        case .overlap: "the span overlaps with one before it"
        case .badWeekday(""): "a day of the week is missing here"
        case .badWeekday(let text): "‘\(text)’ is no day of the week, monday to sunday"
        case .repeatedWeekday(let text): "‘\(text)’ is named twice"
        }
    }
}
