public import Telephony

/// What is to be done or written down, in order.
///
/// Every offer is followed by exactly one of `connect`, `noAnswer` and `withdraw` for the same caller
/// and agent.
public enum QueueEffect: Hashable, Sendable {
    /// Ring the agent for the caller. For a ghost the agent is rung first, then the person called.
    case offer(CallID, to: AgentID, within: Duration)
    /// Stop ringing the agent for the caller, who has gone or is taken: `withdrawn`. After an answer
    /// that came too late it says to part from the agent.
    case withdraw(CallID, from: AgentID)
    /// The agent did not take the caller; what still rings is to be stopped.
    case noAnswer(CallID, AgentID, CallEvent.NoAnswerReason)
    /// The agent has the caller.
    case connect(CallID, AgentID)
    /// The caller is out of the queue: `full`, `empty` or `closed`.
    case flowOut(CallID, CallEvent.FlowOutReason)
    /// The state of an agent changed.
    case agent(AgentID, AgentState)
    /// The agent is done with what the call left to do; every talk is followed by it.
    case wrapUpEnded(AgentID, CallID)
    /// What the caller may be told: the place in their queue, and how long it may yet take; nil while
    /// nobody is there who could take them. Neither grows from one time to the next.
    case estimated(CallID, position: Int, WaitBand?)
    /// The agent, for whom no caller waits, is to answer the written contact. Calls go on to ring
    /// for them.
    case giveWritten(CallID, to: AgentID)
    /// The agent goes or is away: the written contact waits again.
    case returnWritten(CallID, from: AgentID)
    /// Let ``QueueEvent/timerFired(_:)`` come after a span; a timer of the same name is replaced.
    case setTimer(QueueTimer, Duration)
    /// Let it not come.
    case cancelTimer(QueueTimer)
}

/// The deadlines that the queues wait for.
public enum QueueTimer: Hashable, Sendable {
    /// How long an agent is rung.
    case ring(AgentID)
    /// How long an agent wraps up.
    case wrapUp(AgentID)
    /// The pause before an agent is rung again who was busy or refused.
    case rest(AgentID)
    /// The pause before somebody is called back again.
    case callback(CallID)
    /// How long somebody waits for one colleague alone.
    case colleague(CallID)
}
