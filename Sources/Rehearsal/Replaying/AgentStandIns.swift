import Flows
import Telephony

/// Agents of the centre file in place of those who took a call and are not in it, as those whom a
/// simulation brings.
struct AgentStandIns {
    /// Who stands in for whom.
    private(set) var names: [String: String] = [:]

    init(for records: [JournalRecord], in centre: Centre) {
        let agents = centre.agents.values.sorted { $0.id.rawValue < $1.id.rawValue }
        guard !agents.isEmpty else { return }
        var queue: Centre.Queue?
        for record in records {
            switch record.event {
            case .enqueued(let name, _, _, _): queue = centre.queues[name]
            case .callbackAttempted(let attempt): queue = centre.queues[attempt.queue]
            case .offered(let name), .connected(let name), .callbackConnected(let name):
                guard names[name] == nil, centre.destinations[name] == nil,
                    centre.agents[AgentID(rawValue: name)] == nil
                else { continue }
                let taken = Set(names.values)
                let fit = agents.filter { agent in queue.map { agent.canTake($0) } ?? true }
                let all = fit + agents
                let standIn = all.first { !taken.contains($0.id.rawValue) } ?? all.first
                names[name] = standIn?.id.rawValue
            default: break
            }
        }
    }

    /// The records with the stand-ins.
    func applied(to records: [JournalRecord]) -> [JournalRecord] {
        guard !names.isEmpty else { return records }
        return records.map { record in
            var record = record
            record.event = record.event.mapAgents { names[$0] ?? $0 }
            return record
        }
    }
}

extension CallEvent {
    /// The event with each name of an agent replaced.
    fileprivate func mapAgents(_ transform: (String) -> String) -> CallEvent {
        switch self {
        case .offered(let agent): .offered(agent: transform(agent))
        case .ringNoAnswer(let agent, let reason):
            .ringNoAnswer(agent: transform(agent), reason: reason)
        case .connected(let agent): .connected(agent: transform(agent))
        case .callbackConnected(let agent): .callbackConnected(agent: transform(agent))
        case .transferred(let kind, let from, let to):
            .transferred(kind, from: transform(from), to: transform(to))
        case .transferFailed(let to, let reason):
            .transferFailed(to: transform(to), reason: reason)
        default: self
        }
    }
}
