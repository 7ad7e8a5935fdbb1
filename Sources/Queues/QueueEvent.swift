public import Telephony

/// What happens to callers and agents. One that does not fit changes nothing.
public enum QueueEvent: Hashable, Sendable {
    /// Somebody begins to wait. Who stands or talks already leaves there first; said twice it is
    /// harmless. A queue that is not in the plan lets nobody in: they flow out as `closed`.
    case enqueued(Waiting)
    /// The caller has gone (hang-up, key, timeout, transfer), or a callback is given up: everything
    /// of theirs is gone within this step.
    case left(CallID)
    /// The caller leaves the queue for a menu and keeps the place; nobody is rung meanwhile.
    case steppedAside(CallID)
    /// The caller is back from the menu.
    case cameBack(CallID)
    /// It is the turn of people outside to take the caller, or of the agents, who share the calls.
    /// Who waits for one colleague, or is to be called back, goes on doing so.
    case turnGiven(CallID, toOutside: Bool)
    /// The caller accepted a callback: a ghost keeps the place. From here on the name of the call
    /// means the ghost; that the line of the call ends is not told.
    case becameCallback(CallID)
    /// The attempt to call somebody back failed, told in place of ``talkEnded(_:_:)``: the agent is
    /// free, the ghost is due again at its place after the pause.
    case callbackPaused(CallID, for: Duration)
    /// Somebody who is called back has answered, and talks with the agent: from here on they go by
    /// the name of a call of their own, and are a caller like any other.
    case calledBack(CallID, as: CallID)
    /// An agent came to work. For one who is there already it only takes back a logout asked for in
    /// mid-call.
    case loggedIn(AgentID, ready: Bool)
    /// An agent goes: at once; in mid-call after it and its wrap-up.
    case loggedOut(AgentID)
    /// An agent can be rung. It ends wrap-up and rest, and takes back what was asked in mid-call.
    case ready(AgentID)
    /// An agent is not to be rung: at once; in mid-call after it and its wrap-up.
    case away(AgentID, reason: String)
    /// The agent answered the ring for a caller: talk begins. Told too late, or to a ring that was
    /// never asked for, it is answered by ``QueueEffect/withdraw(_:from:)``.
    case answered(AgentID, CallID)
    /// The agent did not answer the ring for a caller; `withdrawn`: they were not rung after all.
    case notAnswered(AgentID, CallID, CallEvent.NoAnswerReason)
    /// Agent and caller, who have heard each other, have parted: wrap-up begins.
    case talkEnded(AgentID, CallID)
    /// Agent and caller have parted before they heard each other, told in place of
    /// ``talkEnded(_:_:)``: the agent has nothing to wrap up, the caller is back at their place, in a
    /// menu where `isAside`. `wasMissed`: it was the agent who hung up, which counts as a call that
    /// they let ring.
    case givenBack(CallID, isAside: Bool, wasMissed: Bool)
    /// The agent is done with wrap-up before its time.
    case wrapUpEnded(AgentID)
    /// An agent is on the telephone with a colleague: whatever else they are, they are not rung.
    case engaged(AgentID)
    /// An agent is on the telephone with a colleague no more.
    case disengaged(AgentID)
    /// Somebody comes straight to an agent who is engaged, and ready or away otherwise: talk begins,
    /// and nobody is rung. To any other agent it is as if they were to wait for them.
    case handedOver(Waiting, to: AgentID)
    /// A written contact begins to wait for an agent. A queue that is not in the plan keeps it until
    /// one of its name is; told twice it is harmless.
    case writtenEntered(WrittenWaiting)
    /// A written contact is answered, or needs no answer: it waits no longer and nobody has it.
    case writtenLeft(CallID)
    /// A timer that was set has fired.
    case timerFired(QueueTimer)
    /// How long has this caller yet to wait?
    case estimateWanted(CallID)
    /// ``Queues/plan`` was changed and is to be followed from now on.
    case planChanged
    /// Nobody is to be rung for now, or again: whoever rings already goes on ringing, callers keep
    /// their places.
    case ringing(isAllowed: Bool)
}
