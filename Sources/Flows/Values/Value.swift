public import Telephony

/// What a variable of a flow holds.
public enum Value: Hashable, Sendable {
    /// Nothing yet: a variable that no step has set.
    case nothing
    /// A text; keys typed by the caller are a text (`"0042"` keeps its zeros).
    case text(String)
    /// A number.
    case number(Number)
    /// Yes or no.
    case truth(Bool)
    /// A day.
    case date(CivilDate)
    /// A time of day, in seconds since midnight.
    case time(secondOfDay: Int)
    /// A span of time.
    case duration(Duration)
    /// Named values, as a customer's line of the customer file.
    case record([String: Value])
    /// Keys that no log may show.
    case secret(Secret)
}

/// Keys that no log, transcript, trace, address, recording or test output can print.
///
/// It has no text of its own: `"\(secret)"` and a dump show stars. Only a comparison and the body
/// of a request reach what is in it.
public struct Secret: Hashable, Sendable {
    /// What is known of the keys: a call that is replayed from its log knows only how many.
    package enum Content: Hashable, Sendable {
        case known(String)
        case hidden(count: Int)
    }

    package let content: Content

    /// What logs show in place of a secret that came from outside.
    static let stars = "****"

    /// Keeps what was typed.
    public init(_ digits: String) { content = .known(digits) }

    /// Stands for so many keys that are not known any more.
    public init(hiddenCount count: Int) { content = .hidden(count: count) }

    /// What was typed, for a comparison or the body of a request only; nil where it is not known
    /// any more.
    var digits: String? {
        switch content {
        case .known(let digits): digits
        case .hidden: nil
        }
    }

    /// How many keys there are.
    public var count: Int {
        switch content {
        case .known(let digits): digits.count
        case .hidden(let count): count
        }
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// As many stars as there are keys.
    public var description: String { String(repeating: "*", count: count) }
    /// As many stars as there are keys.
    public var debugDescription: String { description }
    /// Nothing to look into.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
