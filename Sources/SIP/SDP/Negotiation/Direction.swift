/// Which way a stream flows, as seen from one side.
public enum Direction: Hashable, Sendable {
    /// `sendrecv`.
    case both
    /// `sendonly`.
    case sendOnly
    /// `recvonly`.
    case receiveOnly
    /// `inactive`.
    case none

    /// The direction of a side that sends or not and takes or not.
    public init(sends: Bool, receives: Bool) {
        self = sends ? (receives ? .both : .sendOnly) : (receives ? .receiveOnly : .none)
    }

    /// Whether this side sends.
    public var sends: Bool { self == .both || self == .sendOnly }

    /// Whether this side takes what comes.
    public var receives: Bool { self == .both || self == .receiveOnly }

    /// The same stream as seen from the other side.
    public var reversed: Direction { Direction(sends: receives, receives: sends) }

    /// The attribute's name (RFC 8866 §6.7).
    public var attribute: String {
        switch self {
        case .both: "sendrecv"
        case .sendOnly: "sendonly"
        case .receiveOnly: "recvonly"
        case .none: "inactive"
        }
    }

    /// The direction an attribute means; nil for another attribute.
    init?(attribute: String) {
        switch attribute {
        case "sendrecv": self = .both
        case "sendonly": self = .sendOnly
        case "recvonly": self = .receiveOnly
        case "inactive": self = .none
        default: return nil
        }
    }
}
