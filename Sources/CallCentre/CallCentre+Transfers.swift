import Flows
import Queues
import Telephony

/// Agents who hand their callers on: to a queue, which may be of a higher level, or to a colleague.
///
/// Whether the queue or the colleague would take the caller is known before the agent is let go: who
/// is refused goes on talking.
extension CallCentre.State {
    /// Why nobody is handed on to what is neither a queue nor a colleague.
    public static let nowhere = "neither a queue nor a colleague"

    /// Why a caller can't be handed on.
    struct TransferObjection: Error {
        var answer: TransferAnswer
        var target: String
        var reason: String
    }

    /// Hands a caller on to what the agent dialled, or to whom they have called before.
    mutating func handOn(
        _ call: CallID, to dialled: String, inPlaceOf consultation: CallID?, by agent: AgentID
    ) {
        guard let leg = desks[agent]?.rings else { return }
        guard calls[call] != nil else {
            return answerTransfer(of: agent, leg, .refused)
        }
        do throws(TransferObjection) {
            if let consultation {
                try handOn(call, inPlaceOf: consultation, by: agent)
            } else {
                let target = try target(dialled, of: call, from: agent)
                try checkRoom(for: call, in: target, from: agent)
                inbox.append((call, .agentTransferred(to: target)))
            }
            transferAsked = (agent, leg, call)
        } catch {
            let target = error.target.isEmpty ? dialled : error.target
            record(.transferFailed(to: target, reason: error.reason), of: call)
            answerTransfer(of: agent, leg, error.answer)
        }
    }

    /// Tells the telephone that asked for a transfer whether it came about: the caller is its
    /// agent's no more.
    mutating func answerTransfer() {
        guard let (agent, leg, call) = transferAsked else { return }
        transferAsked = nil
        // Where it did not, the flow has found the queue closed.
        answerTransfer(of: agent, leg, desks[agent]?.leg == .talking(call) ? .absent : .done)
    }

    private mutating func answerTransfer(of agent: AgentID, _ leg: Int, _ answer: TransferAnswer) {
        outbox.append(.agent(agent, .answerTransfer(leg: leg, answer)))
    }

    // MARK: Where to

    /// The queue, or the colleague, that somebody means by a name, a number or a telephone.
    private func target(
        _ dialled: String, of call: CallID, from agent: AgentID
    ) throws(TransferObjection) -> TransferTarget {
        switch meaning(of: dialled) {
        case .queue(let queue): return .queue(queue)
        case .agent(let colleague) where colleague != agent:
            try checkPresence(of: colleague)
            return .agent(colleague, queue: queue(of: colleague, for: call))
        case .agent, nil:
            throw TransferObjection(
                answer: .refused, target: dialled, reason: Self.nowhere)
        }
    }

    /// The queue in which a caller waits for a colleague.
    func queue(of colleague: AgentID, for call: CallID) -> String {
        let queue = calls[call]?.visit?.queue ?? ""
        return calls[call]?.flow.program.centre.queue(of: colleague, from: queue) ?? queue
    }

    /// What somebody means by a name, a number or a telephone.
    private func meaning(of dialled: String) -> Centre.Extension? {
        guard let centre else { return nil }
        if centre.queues[dialled] != nil { return .queue(dialled) }
        if let meaning = centre.extensionCalled(dialled) { return meaning }
        let named = AgentID(rawValue: dialled)
        if centre.agents[named] != nil { return .agent(named) }
        return desks.first { $0.value.phone == dialled }.map { .agent($0.key) }
    }

    /// Nobody is handed on to a colleague who can't take them.
    private func checkPresence(of colleague: AgentID) throws(TransferObjection) {
        guard !queues.isAwaited(colleague) else { return }
        let reason =
            switch queues.state(of: colleague) {
            case .loggedOut: "is not there"
            case .away: "is away"
            case .ready, .ringing, .talking, .wrapUp: "is about to go"
            }
        throw TransferObjection(
            answer: .absent, target: colleague.rawValue, reason: "\(colleague) \(reason)")
    }

    /// Nobody is handed on to a queue that would not take them once their agent has let go.
    func checkRoom(
        for call: CallID, in target: TransferTarget, from agent: AgentID,
        inPlaceOf consultation: CallID? = nil
    ) throws(TransferObjection) {
        let (name, queue, colleague): (String, String, AgentID?) =
            switch target {
            case .queue(let queue): (queue, queue, nil)
            case .agent(let colleague, let queue): (colleague.rawValue, queue, colleague)
            }
        let waiting = Waiting(
            call: call, queue: queue, since: calls[call]?.since ?? now, entered: now,
            preferred: colleague)
        switch machine.refusal(
            of: waiting, handedOnBy: agent, in: state(without: consultation), now: now)
        {
        case .full:
            throw TransferObjection(answer: .busy, target: name, reason: "the queue is full")
        case .empty:
            throw TransferObjection(
                answer: .absent, target: name, reason: "nobody is there for the queue")
        case .closed:
            throw TransferObjection(answer: .absent, target: name, reason: "the queue is closed")
        case .timeout, .key, nil: return
        }
    }

    /// The queues as they are once a consultation is over, of which nobody has talked yet.
    private func state(without consultation: CallID?) -> Queues.State {
        var state = queues
        guard let consultation, let agents = consultations[consultation] else { return state }
        _ = machine.step(&state, on: .left(consultation), now: now)
        for agent in [agents.agent, agents.colleague].compactMap(\.self) {
            _ = machine.step(&state, on: .disengaged(agent), now: now)
        }
        return state
    }
}
