import Telephony

/// An agent who is free, as one queue sees them; the lesser is rung first.
struct Candidate: Hashable, Comparable, Sendable {
    /// Whether they have a written contact in hand: who has none is rung before.
    var isWriting = false
    /// What the strategy of the queue goes by.
    let rank: Int
    /// Since when the agent is free.
    let idleSince: Duration
    /// The declared order, then the name, so that it is never left to chance.
    let order: Int
    let agent: AgentID

    static func < (left: Self, right: Self) -> Bool {
        if left.isWriting != right.isWriting { return right.isWriting }
        if left.rank != right.rank { return left.rank < right.rank }
        if left.idleSince != right.idleSince { return left.idleSince < right.idleSince }
        if left.order != right.order { return left.order < right.order }
        return left.agent.rawValue < right.agent.rawValue
    }
}
