import Flows
import Telephony

/// Agents who hand their callers on: to a queue, which may be of a higher level, or to a colleague.
extension CallCentre.State {
    /// Hands a caller on to what the agent dialled.
    mutating func handOn(_ call: CallID, to dialled: String, by agent: AgentID) {
        guard let leg = desks[agent]?.rings, calls[call] != nil,
            let target = target(dialled, from: agent)
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

    /// The queue, or the colleague who is there, that somebody means by a name, a number or a
    /// telephone.
    private func target(_ dialled: String, from agent: AgentID) -> TransferTarget? {
        guard let centre else { return nil }
        if centre.queues[dialled] != nil { return .queue(dialled) }
        let colleague: AgentID?
        switch centre.extensionCalled(dialled) {
        case .queue(let queue): return .queue(queue)
        case .agent(let called): colleague = called
        case nil:
            let named = AgentID(rawValue: dialled)
            colleague =
                desks[named] == nil ? desks.first { $0.value.phone == dialled }?.key : named
        }
        guard let colleague, colleague != agent, desks[colleague] != nil else { return nil }
        return .agent(colleague)
    }
}
