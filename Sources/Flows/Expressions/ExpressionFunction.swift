/// The functions of expressions: the one table that the parser, the checker and the docs read.
public enum ExpressionFunction: String, CaseIterable, Hashable, Sendable {
    case contains
    case date
    case digits
    case empty
    case endsWith = "ends-with"
    case greatest = "max"
    case join
    case least = "min"
    case length
    case number
    case round
    case startsWith = "starts-with"
    case text

    /// How many arguments it takes.
    public var arguments: ClosedRange<Int> {
        switch self {
        case .date, .empty, .length, .number, .text: 1...1
        case .round: 1...2
        case .contains, .endsWith, .startsWith: 2...2
        case .digits: 3...3
        case .join, .greatest, .least: 2...32
        }
    }

    /// How it is written, as in `round(x, places)`.
    public var signature: String {
        switch self {
        case .contains: "contains(x, part)"
        case .date: "date(x)"
        case .digits: "digits(x, from, count)"
        case .empty: "empty(x)"
        case .endsWith: "ends-with(x, end)"
        case .join: "join(x, y, …)"
        case .length: "length(x)"
        case .greatest: "max(x, y, …)"
        case .least: "min(x, y, …)"
        case .number: "number(x)"
        case .round: "round(x, places)"
        case .startsWith: "starts-with(x, start)"
        case .text: "text(x)"
        }
    }

    /// What it gives, in one sentence.
    public var summary: String {
        switch self {
        case .contains: "Whether a text has another text in it."
        case .date: "The day written as 2026-07-14; nothing where the text is no day."
        case .digits: "So many characters of a text from a place in it, the first being 1."
        case .empty: "Whether it is nothing, or a text, a secret or a record with nothing in it."
        case .endsWith: "Whether a text ends with another text."
        case .join: "The texts one after the other."
        case .length: "How many characters a text has, or keys a secret; 0 for nothing."
        case .greatest: "The greatest of several numbers or days."
        case .least: "The least of several numbers or days."
        case .number: "The number that a text looks like; nothing where it looks like none."
        case .round:
            "The nearest number with so many places (0 if not said); half goes away from 0."
        case .startsWith: "Whether a text starts with another text."
        case .text: "The value as a text: 12.5, true, 2026-07-14, 14:30."
        }
    }

    /// Whether what it gives is a truth.
    var yieldsTruth: Bool {
        switch self {
        case .contains, .empty, .endsWith, .startsWith: true
        case .date, .digits, .join, .length, .greatest, .least, .number, .round, .text: false
        }
    }
}
