public import Flows
public import Queues
public import Telephony

/// Something that happened, and when.
public struct CentreInput: Equatable, Sendable {
    /// What happened.
    public enum Happening: Equatable, Sendable {
        /// Something happened to a call. For the arrival of one that is replayed from its log,
        /// `hidden` is what came of its secrets.
        case call(CallID, CallInput, hidden: FlowState.Hidden?)
        /// Something happened to an agent, or they want something.
        case agent(AgentID, AgentInput)
        /// Something happened to somebody who accepted a callback, named by the call in which they
        /// did. Once they have answered, it happens to a call of its own.
        case callback(CallID, CallbackInput)
        /// Something happened to a consultation, by a name that no call has.
        case consultation(CallID, ConsultationInput)
        /// Something happened to a letter or an e-mail, by a name that no call has.
        case written(CallID, WrittenInput)
        /// A timer of the queues ran out.
        case timerFired(QueueTimer)
        /// No more calls are taken, and nobody is called back any more who is not yet.
        case draining
        /// Nobody is to be rung for now, or again: agents keep their states, callers wait on.
        case ringing(isAllowed: Bool)
        /// In a rehearsal or a replay, in which nobody is logged in: what the queues did for a call,
        /// as ringing an agent, to be written down.
        case noted(CallID, CallEvent)
    }

    /// What happened.
    public var happening: Happening
    /// The monotonic clock of the process; never earlier than at the input before.
    public var now: Duration

    /// Describes what happened.
    public init(_ happening: Happening, now: Duration) {
        self.happening = happening
        self.now = now
    }

    /// Describes what happened to a call.
    public init(
        call: CallID, input: CallInput, now: Duration, hidden: FlowState.Hidden? = nil
    ) {
        self.init(.call(call, input, hidden: hidden), now: now)
    }
}

/// What the centre wants done.
public enum CentreEffect: Equatable, Sendable {
    /// Write this down. What follows and can be seen outside waits until it is durable.
    case journal(JournalRecord)
    /// Do this for a call.
    case act(CallID, CallAct)
    /// The call is over; nothing follows for it.
    case over(CallID)
    /// Do this for an agent.
    case agent(AgentID, AgentAct)
    /// Do this for somebody who is called back.
    case callback(CallID, CallbackAct)
    /// Do this for an agent who called a colleague or a queue.
    case consultation(CallID, ConsultationAct)
    /// Start a timer of the queues, or start it anew.
    case setTimer(QueueTimer, Duration)
    /// Stop a timer of the queues, which then never fires.
    case cancelTimer(QueueTimer)
}
