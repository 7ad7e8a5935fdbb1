/// Whoever takes callers of queues: an agent, or a group of them in a simulation.
public protocol QueueServing {
    /// The levels whose queues they serve.
    var levels: [String] { get }
    /// Queues that they serve whatever their level.
    var queues: [String] { get }
    /// What they can do, each with how well.
    var skills: [String: Int] { get }
}

extension QueueServing {
    /// Whether they are there for a queue, by its level or by its name.
    public func serves(_ queue: Centre.Queue) -> Bool {
        levels.contains(queue.level) || queues.contains(queue.name)
    }

    /// Whether they serve a queue, and can do all that it asks as well as it asks it.
    public func canTake(_ queue: Centre.Queue) -> Bool {
        serves(queue) && queue.skills.allSatisfy { skills[$0.key, default: 0] >= $0.value }
    }
}

extension Centre.Agent: QueueServing {}

extension SimulationPlan.StaffGroup: QueueServing {}
