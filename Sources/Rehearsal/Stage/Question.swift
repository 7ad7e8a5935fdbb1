public import Telephony

/// Something that a call on the stage asks of the outside, and waits for.
public struct Question: Equatable, Sendable {
    /// What is asked.
    public enum Kind: Equatable, Sendable {
        /// The line of a customer file whose column holds a value.
        case lookUp(RequestID, directory: String, column: String, value: String)
        /// An answer of an endpoint.
        case request(RequestID, WebRequest)
        /// That a destination takes the call, which is transferred or waits in a queue.
        case reach(destination: String)
    }

    /// The call.
    public var call: CallID
    /// What is asked.
    public var kind: Kind

    init(_ call: CallID, _ kind: Kind) {
        self.call = call
        self.kind = kind
    }
}
