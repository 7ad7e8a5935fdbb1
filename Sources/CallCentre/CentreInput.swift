public import Flows
public import Telephony

/// What happened to one of the calls.
public struct CentreInput: Equatable, Sendable {
    /// The call.
    public var call: CallID
    /// What happened.
    public var input: CallInput
    /// The monotonic clock of the process; never earlier than at the input before.
    public var now: Duration
    /// For the arrival of a call that is replayed from its log: what came of its secrets.
    public var hidden: FlowState.Hidden?

    /// Describes what happened.
    public init(
        call: CallID, input: CallInput, now: Duration, hidden: FlowState.Hidden? = nil
    ) {
        self.call = call
        self.input = input
        self.now = now
        self.hidden = hidden
    }
}

/// What the centre wants done for a call.
public struct CentreEffect: Equatable, Sendable {
    /// What is to be done.
    public enum Kind: Equatable, Sendable {
        /// Write this down. What follows and can be seen outside waits until it is durable.
        case journal(JournalRecord)
        /// Do this.
        case act(CallAct)
        /// The call is over; nothing follows for it.
        case over
    }

    /// The call.
    public var call: CallID
    /// What is to be done.
    public var kind: Kind

    /// Describes what is to be done.
    public init(call: CallID, kind: Kind) {
        self.call = call
        self.kind = kind
    }
}
