public import Telephony

/// Somebody who begins to wait in a queue.
///
/// Times lie on the clock of `now`; after a restart, which begins a new clock, they may lie before
/// its zero.
public struct Waiting: Hashable, Sendable {
    /// The call. For a callback it is the call in which it was accepted.
    public var call: CallID
    /// The name of the queue.
    public var queue: String
    /// When the call came to its first queue: order and starvation go by it.
    public var since: Duration
    /// When it came to this queue.
    public var entered: Duration
    /// The colleague for whom the caller is meant. Nobody else gets them while that agent is logged
    /// in and not away, and has not missed them; for as long as ``QueuePlan/starvationBound`` from
    /// ``entered`` on.
    public var preferred: AgentID?
    /// Whether nobody is on the line: a ghost that keeps the place of somebody to be called back.
    public var isCallback: Bool
    /// Whether it is the turn of people outside to take the caller: no agent is rung for them, until
    /// ``QueueEvent/turnGiven(_:toOutside:)`` says otherwise.
    public var isOutside: Bool

    /// Describes who waits; without a time of entry they came just now.
    public init(
        call: CallID, queue: String, since: Duration, entered: Duration? = nil,
        preferred: AgentID? = nil, isCallback: Bool = false, isOutside: Bool = false
    ) {
        self.call = call
        self.queue = queue
        self.since = since
        self.entered = entered ?? since
        self.preferred = preferred
        self.isCallback = isCallback
        self.isOutside = isOutside
    }
}
