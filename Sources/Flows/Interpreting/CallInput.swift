public import Telephony

/// What happens to a call from outside its flow.
public enum CallInput: Equatable, Sendable {
    /// The call came in and is to be answered.
    case arrived(Arrival)
    /// Somebody who was to be called back and an agent hear each other: the call begins with that.
    case calledBack(CalledBack)
    /// The caller pressed a key.
    case digit(Digit)
    /// A playback was heard to its end.
    case promptEnded(PlaybackID)
    /// A timer ran out.
    case timerFired(CallTimer)
    /// The customer file or an endpoint answered.
    case answered(RequestID, OutsideAnswer)
    /// The call has its place in the queue it asked for: the answer to ``CallEffect/enqueue``.
    case queueJoined
    /// The queue does not take the call, or has it no longer, for this reason.
    case queueRefused(CallEvent.FlowOutReason)
    /// Where the call stands in its queue, and how long it may yet wait: the answer to
    /// ``CallEffect/wantEstimate``; nil for what nobody knows.
    case estimated(position: Int?, WaitBand?)
    /// Whether the place is kept for a callback: the answer to ``CallEffect/callBack``.
    case callbackTaken(Bool)
    /// What came of an agent's wish: the answer to ``CallEffect/agent(_:)``.
    case agentDone(AgentOutcome)
    /// An agent took the call that waits in a queue.
    case agentAnswered(agent: String)
    /// The agent put the caller on hold.
    case held
    /// The agent took the caller back from hold.
    case retrieved
    /// The agent sends the caller on.
    case agentTransferred(to: TransferTarget, CallEvent.TransferKind = .blind)
    /// The agent, or the destination of a transfer, hung up.
    case agentHungUp
    /// The destination of a transfer took the call.
    case transferAnswered
    /// The destination of a transfer did not take the call.
    case transferFailed(reason: String)
    /// The caller hung up.
    case hungUp
    /// The one who runs Allo ends the call.
    case stopped
    /// In a rehearsal: the flow can't go on, as if something in it were broken. Heeded while the
    /// flow speaks or listens.
    case troubled
}

extension CallInput {
    /// The agent sends the caller on to a queue.
    public static func agentTransferred(queue: String) -> CallInput {
        .agentTransferred(to: .queue(queue))
    }
}

/// How a call comes in.
public struct Arrival: Equatable, Sendable {
    /// The flow that takes it.
    public var flow: String
    /// The person who calls.
    public var caller: CallerID
    /// The caller's number; nil where it is withheld.
    public var from: PhoneNumber?
    /// What was called.
    public var to: String
    /// When the call came in, in milliseconds since 1970-01-01 00:00:00 UTC.
    public var unixMilliseconds: Int64
    /// The user of the centre's telephones who calls, as that telephone has proved; nil for
    /// everybody else.
    public var phone: String?

    /// Describes an arrival.
    public init(
        flow: String, caller: CallerID, from: PhoneNumber?, to: String, unixMilliseconds: Int64,
        phone: String? = nil
    ) {
        self.phone = phone
        self.flow = flow
        self.caller = caller
        self.from = from
        self.to = to
        self.unixMilliseconds = unixMilliseconds
    }
}

/// The timers of a call; each runs once at a time.
public enum CallTimer: Hashable, Sendable, CaseIterable {
    /// The caller may press nothing until then.
    case noInput
    /// The next key must come until then.
    case interDigit
    /// The term key may come until then.
    case term
    /// The recording ends then.
    case recording
    /// The wait in the queue ends then.
    case maximumWait
    /// Callers who wait are told something then.
    case announcement
    /// Callers who have waited so long are offered something.
    case offer
    /// The destination that takes the calls of a queue is rung again then.
    case nextTry
}
