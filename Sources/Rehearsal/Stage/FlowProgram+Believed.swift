import Flows
import Telephony
import Transcripts

extension FlowProgram {
    /// Whether somebody of this name is an agent of the centre.
    func hasAgent(_ name: String) -> Bool { centre.agents[AgentID(rawValue: name)] != nil }

    /// The program for a rehearsal in which nobody is at work and what is told of agents is believed:
    /// its queues need nobody who is logged in, but for those of which it is told that nobody was.
    func believingAgents(butIn empty: Set<String>) -> FlowProgram {
        var centre = centre
        for name in centre.queues.keys where !empty.contains(name) {
            centre.queues[name]?.agentsNeeded = .never
        }
        return with(centre: centre)
    }
}

extension Transcript {
    /// The queues that callers leave as nobody is there.
    var emptyQueues: Set<String> {
        lines.reduce(into: []) { queues, line in
            if case .leave(let queue, .empty) = line.moment { queues.insert(queue) }
        }
    }
}

extension Sequence<JournalRecord> {
    /// The queues that callers left as nobody was there.
    var emptyQueues: Set<String> {
        reduce(into: []) { queues, record in
            if case .flowedOut(let queue, .empty) = record.event { queues.insert(queue) }
        }
    }
}
