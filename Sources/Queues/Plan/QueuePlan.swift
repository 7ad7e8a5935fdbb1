public import Telephony

/// The queues and agents of a centre, and by which rules they meet.
public struct QueuePlan: Equatable, Sendable {
    /// The queues by name.
    public var queues: [String: QueueRules]
    /// The agents who may log in.
    public var agents: [AgentID: AgentRules]
    /// Who came so long ago is next for any agent who can take them, whatever their priority. Nobody
    /// waits longer in a queue for one colleague alone.
    public var starvationBound: Duration

    /// Describes a centre.
    public init(
        queues: [String: QueueRules] = [:], agents: [AgentID: AgentRules] = [:],
        starvationBound: Duration = .seconds(600)
    ) {
        self.queues = queues
        self.agents = agents
        self.starvationBound = starvationBound
    }
}
