import Queues
import Flows
import Telephony

/// Agents who call Allo to say that they come, go, are away or are back.
extension CallCentre.State {
    /// Does what somebody wants who says that they are an agent, if their PIN is right.
    mutating func follow(_ wish: AgentWish, of call: CallID) {
        guard let open = calls[call] else { return }
        let known = centre?.agents.values.first { $0.number == wish.number }
        let isRight = known.flatMap { pins[$0.id] }.map { $0 == wish.pin } ?? false
        var subjects = [PINTries.Subject.agent(wish.number)]
        subjects.append(.telephone(open.phone ?? open.caller.rawValue))
        switch tries.take(isRight: isRight, by: subjects, at: now) {
        case .accepted:
            let isDone = known.map { carryOut(wish, of: $0.id, in: call, from: open.phone) }
            inbox.append((call, .agentDone(isDone == true ? .done : .refused)))
        case .refused: inbox.append((call, .agentDone(.refused)))
        case .locked: inbox.append((call, .agentDone(.locked)))
        }
    }

    /// - Returns: whether it could be done.
    private mutating func carryOut(
        _ wish: AgentWish, of agent: AgentID, in call: CallID, from phone: String?
    ) -> Bool {
        switch wish.change {
        case .logIn:
            // Who is here already, at this very telephone, need not be told off.
            if let desk = desks[agent] { return phone == nil || desk.phone == phone }
            guard (try? self.phone(of: agent, phone)) != nil else { return false }
            let number = calls[call]?.records ?? 0
            take(
                .login(
                    AgentInput.Login(
                        phone: phone, shift: CallID(rawValue: "\(call.rawValue)-shift-\(number)"),
                        unixMilliseconds: (now - (anchor ?? .zero)).inMilliseconds)), of: agent)
            return true
        case .logOut: return change(agent, .logout(.agent))
        case .ready: return change(agent, .ready)
        case .away: return change(agent, .away(reason: wish.reason.isEmpty ? "away" : wish.reason))
        case .wrappedUp:
            guard queues.isWrappingUp(agent) || isWriting(agent) else { return false }
            return change(agent, .wrappedUp)
        case .whoami: return true
        }
    }

    private mutating func change(_ agent: AgentID, _ input: AgentInput) -> Bool {
        guard desks[agent] != nil else { return false }
        take(input, of: agent)
        return true
    }
}
