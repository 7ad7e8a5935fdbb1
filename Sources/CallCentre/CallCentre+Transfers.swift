import Flows
import Telephony

/// Agents who hand their callers on: to a queue, which may be of a higher level, or to a colleague.
extension CallCentre.State {
    /// Hands a caller on to what the agent dialled.
    mutating func handOn(_ call: CallID, to dialled: String, by agent: AgentID) {
        guard let leg = desks[agent]?.rings, let open = calls[call], callbacks[call] == nil,
            let target = target(dialled, from: agent, in: open.visit?.queue)
        else {
            let reason = "neither a queue nor an agent who is there"
            if calls[call] != nil {
                record(.transferFailed(to: dialled, reason: reason), of: call)
            }
            guard let leg = desks[agent]?.rings else { return }
            return outbox.append(.agent(agent, .answerTransfer(leg: leg, accepted: false)))
        }
        transferAsked = (agent, leg, call)
        inbox.append((call, .agentTransferred(to: target)))
    }

    /// Tells the telephone that asked for a transfer whether it came about: the caller is its
    /// agent's no more.
    mutating func answerTransfer() {
        guard let (agent, leg, call) = transferAsked else { return }
        transferAsked = nil
        let isAccepted = desks[agent]?.leg != .talking(call)
        outbox.append(.agent(agent, .answerTransfer(leg: leg, accepted: isAccepted)))
    }

    /// The queue or the colleague that somebody means by a name or a number.
    func target(_ dialled: String, from agent: AgentID, in queue: String?) -> TransferTarget? {
        guard let centre else { return nil }
        if let queue = centre.queues.values.first(where: {
            $0.name == dialled || $0.number == dialled
        }) {
            return .queue(queue.name)
        }
        for (other, desk) in desks where other != agent {
            let known = centre.agents[other]
            if dialled == other.rawValue || dialled == known?.number || dialled == desk.phone {
                return .agent(other)
            }
        }
        return nil
    }
}
