/// A text that is not an event as the journal writes them.
public struct EventFormatError: Error, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// The text is not JSON; the words say why and where.
        case notJSON(String)
        /// There is no such kind of event: it was written by a later Allo, or not by Allo.
        case unknownKind(String)
        /// The event lacks a field.
        case missing(field: String)
        /// A field holds what it can't.
        case wrongValue(field: String)
        /// The event has a field that its kind has not.
        case unknown(field: String)
    }

    /// What is wrong.
    public let reason: Reason
    /// The kind of the event, or nil where it isn't known.
    public let kind: EventKind?

    init(_ reason: Reason, kind: EventKind? = nil) {
        self.reason = reason
        self.kind = kind
    }

    /// One sentence with the kind of the event and its field.
    public var description: String {
        let event = kind.map { "the event '\($0.rawValue)'" } ?? "the event"
        switch reason {
        case .notJSON(let why): return "\(event) can't be read: \(why)"
        case .unknownKind(let name): return "there is no kind of event named '\(name)'"
        case .missing(let field): return "\(event) lacks '\(field)'"
        case .wrongValue(let field): return "\(event) has a wrong value in '\(field)'"
        case .unknown(let field): return "\(event) has an unknown field '\(field)'"
        }
    }
}
