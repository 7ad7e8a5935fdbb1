import Flows
public import Queues
public import Telephony

/// An agent who is there, and what they do.
public struct AgentStanding: Equatable, Sendable {
    /// The agent.
    public var agent: AgentID
    /// The telephone that rings for them.
    public var phone: String
    /// What they do.
    public var state: AgentState
    /// The consultation that they dialled or answered, beside what they do; nil for none.
    public var consultation: CallID?
    /// The written contact that they have in hand, whatever else they do; nil for none.
    public var writing: CallID?
}

/// A queue, and how many wait in it.
public struct QueueStanding: Equatable, Sendable {
    /// The name.
    public var queue: String
    /// How many callers wait, those included who are to be called back.
    public var waiting: Int
    /// How many written contacts wait, those that agents have in hand not among them.
    public var written = 0
}

extension CallCentre.State {
    /// Who waits and who answers, to look at.
    package var queueState: Queues.State { queues }

    /// The agents who are logged in, by name.
    public var agents: [AgentStanding] {
        desks.sorted { $0.key.rawValue < $1.key.rawValue }.map { agent, desk in
            AgentStanding(
                agent: agent, phone: desk.phone, state: queues.state(of: agent),
                consultation: consultation(of: agent), writing: queues.written(of: agent))
        }
    }

    /// The queues of the centre, by name.
    public var standings: [QueueStanding] {
        (centre?.queues.keys.sorted() ?? []).map {
            QueueStanding(
                queue: $0, waiting: queues.length(of: $0), written: queues.writtenLength(of: $0))
        }
    }
}
