/// How callers of one queue wait and whom they wait for.
public struct QueueRules: Equatable, Sendable {
    /// The name of the queue.
    public var name: String
    /// The level at which its callers are served.
    public var level: String
    /// Who goes first over all queues: the higher one.
    public var priority: Int
    /// Which of the agents who are free is rung.
    public var strategy: RingStrategy
    /// How long an agent is rung.
    public var ring: Duration
    /// What an agent must be able to do, with the least level of each skill.
    public var skills: [String: Int]
    /// The most who may stand in the queue, ghosts included; nil where there is no limit.
    ///
    /// Who finds a free agent is let in whatever the length; so 0 means: nobody waits.
    public var maxLength: Int?
    /// Who must be there for callers to wait.
    public var needsAgents: AgentsNeeded

    /// Describes a queue.
    public init(
        name: String, level: String, priority: Int = 0, strategy: RingStrategy = .longestIdle,
        ring: Duration = .seconds(20), skills: [String: Int] = [:], maxLength: Int? = nil,
        needsAgents: AgentsNeeded = .never
    ) {
        self.name = name
        self.level = level
        self.priority = priority
        self.strategy = strategy
        self.ring = ring
        self.skills = skills
        self.maxLength = maxLength
        self.needsAgents = needsAgents
    }
}

/// Which of the agents who are free and able is rung; among equals the one who is free longest.
public enum RingStrategy: String, Hashable, Sendable, CaseIterable {
    /// Who has been free longest.
    case longestIdle = "longest-idle"
    /// All of them at once; the first to answer gets the caller.
    case ringAll = "ring-all"
    /// In the order that the centre file declares.
    case fixedOrder = "fixed-order"
    /// Who has taken the fewest calls since they logged in.
    case leastCalls = "least-calls"
    /// Who is best at what the queue asks for: the greatest sum of the levels of its skills.
    case bestSkilled = "best-skilled"
}

/// Who must be there for callers to wait in a queue; where nobody is, they flow out as `empty`.
public enum AgentsNeeded: String, Hashable, Sendable, CaseIterable {
    /// Nobody: callers wait for whoever logs in.
    case never
    /// An able agent who is logged in.
    case loggedIn = "logged-in"
    /// An able agent who is logged in and not away.
    case ready
}
