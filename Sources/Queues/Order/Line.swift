import Telephony

/// One queue at work: its callers by their places, and the agents who are free for them.
struct Line: Equatable, Sendable {
    let rules: QueueRules
    /// Whether it is gone from the plan: those who stand in it are served, nobody else enters.
    var isRetired = false
    /// All who stand in it.
    var everyone = SortedRow<Place>()
    /// Those to be offered to anybody able.
    var open = SortedRow<Place>()
    /// Those for whom all agents are rung: who gets free may join.
    var joinable = SortedRow<Place>()
    /// The agents who can be rung now, in the order of the strategy.
    var free = SortedRow<Candidate>()
    /// The written contacts that wait.
    var written = SortedRow<WrittenPlace>()
    /// How many are logged in who can take its callers.
    var loggedIn = 0
    /// How long its callers keep an agent.
    var handleTime = HandleTime()

    init(rules: QueueRules) { self.rules = rules }
}

/// Those of one line who are offered to the same agents: to anybody able, or to one colleague.
struct Group: Hashable {
    let line: Int
    let colleague: AgentID?
}
