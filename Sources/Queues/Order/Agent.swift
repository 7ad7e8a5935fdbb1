import Telephony

/// An agent who is at work.
struct Agent: Equatable, Sendable {
    /// The rules they follow; who is gone from the plan finishes by the old ones.
    var rules: AgentRules
    /// Whether they are gone from the plan: they are logged out once they have no call.
    var isRetired = false
    /// The queues whose callers they can take.
    var services: [Service] = []
    var state: AgentState
    /// Since when they are free: unlike the time in `ready` it outlasts a ring that was withdrawn.
    var idleSince: Duration
    /// Whether they are ready but not to be rung for a moment.
    var isResting = false
    /// Whether they are on the telephone with a colleague, and not to be rung.
    var isEngaged = false
    /// How many calls they missed in a row.
    var misses = 0
    /// How many calls they took since they logged in.
    var calls = 0
    /// What was asked in mid-call and is done after it.
    var afterwards: Afterwards?
    /// The call that keeps them, wrap-up included.
    var talk: Talk?
    /// The written contact that they have in hand.
    var writing: CallID?
    /// The callers for whom only they are rung, by line.
    var personal: [Int: SortedRow<Place>] = [:]

    /// What becomes of an agent after a call.
    enum Afterwards: Equatable, Sendable {
        case away(reason: String)
        case loggedOut
    }

    /// What a call keeps an agent for.
    struct Talk: Equatable, Sendable {
        let queue: String
        let began: Duration
    }

    init(rules: AgentRules, state: AgentState, now: Duration) {
        self.rules = rules
        self.state = state
        idleSince = now
    }

    /// Whether they can be rung now.
    var isFree: Bool {
        if case .ready = state { !isResting && !isEngaged } else { false }
    }

    /// Whether somebody may wait for them alone.
    var isAwaited: Bool { state.isPresent && goal == nil }

    /// Where they go when they have no call.
    var goal: Afterwards? { isRetired ? .loggedOut : afterwards }
}

/// That an agent can take the callers of a line.
struct Service: Equatable, Sendable {
    let line: Int
    /// The sum of the agent's levels in what the queue asks for.
    let skill: Int
}
