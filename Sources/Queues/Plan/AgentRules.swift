/// What one agent serves, and how.
public struct AgentRules: Equatable, Sendable {
    /// The levels whose queues the agent serves.
    public var levels: Set<String>
    /// Queues that the agent serves whatever their level.
    public var queues: Set<String>
    /// What the agent is able to do, and how well.
    public var skills: [String: Int]
    /// The time after a talk for what it left to do.
    public var wrapUp: Duration
    /// The place of the agent where agents are rung in a fixed order: the lower first.
    public var order: Int
    /// So many calls missed in a row make the agent away, `no-answer`; at least 1.
    public var missedCalls: Int

    /// Describes an agent.
    public init(
        levels: Set<String> = [], queues: Set<String> = [], skills: [String: Int] = [:],
        wrapUp: Duration = .seconds(15), order: Int = 0, missedCalls: Int = 2
    ) {
        self.levels = levels
        self.queues = queues
        self.skills = skills
        self.wrapUp = wrapUp
        self.order = order
        self.missedCalls = missedCalls
    }

    /// Whether the agent can take callers of a queue.
    public func serves(_ queue: QueueRules) -> Bool {
        (levels.contains(queue.level) || queues.contains(queue.name))
            && queue.skills.allSatisfy { skills[$0.key, default: 0] >= $0.value }
    }
}
