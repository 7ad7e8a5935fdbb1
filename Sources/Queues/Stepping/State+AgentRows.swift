import Telephony

/// The only way in which agents change: with them the rows of those who are free, how many are there,
/// and what may have to be offered now.
extension Queues.State {
    mutating func update(
        _ id: AgentID, _ turn: inout Queues.Turn, _ change: (inout Agent) -> Void
    ) {
        guard let index = agents.index(forKey: id) else { return }
        let before = agents.values[index]
        if before.isFree { unlist(id, before) }
        change(&agents.values[index])
        let after = agents.values[index]
        if after.isFree { list(id, after, &turn) }
        recount(from: before, to: after, &turn)
        if before.state != after.state { turn.effects.append(.agent(id, after.state)) }
        if before.isAwaited, !after.isAwaited {
            for call in after.personal.values.joined().sorted().map(\.call) {
                update(call, &turn) { _ in }
            }
        }
    }

    /// Whether those are there who must be there for callers to wait in a line.
    func isStaffed(_ line: Int) -> Bool {
        switch lines[line].rules.needsAgents {
        case .never: true
        case .loggedIn: lines[line].loggedIn > 0
        case .ready: presence[line] > 0
        }
    }

    /// Puts an agent who is at work into rows that were made anew.
    mutating func enlist(_ id: AgentID, _ turn: inout Queues.Turn) {
        guard let agent = agents[id] else { return }
        if agent.isFree { list(id, agent, &turn) }
        var absent = agent
        absent.state = .loggedOut
        recount(from: absent, to: agent, &turn)
    }

    private mutating func list(_ id: AgentID, _ agent: Agent, _ turn: inout Queues.Turn) {
        turn.freed.append(id)
        for service in agent.services {
            lines[service.line].free.insert(candidate(id, agent, service))
            if !lines[service.line].open.isEmpty {
                turn.touch(Group(line: service.line, colleague: nil))
            }
        }
        for line in agent.personal.keys { turn.touch(Group(line: line, colleague: id)) }
    }

    private mutating func unlist(_ id: AgentID, _ agent: Agent) {
        for service in agent.services {
            lines[service.line].free.remove(candidate(id, agent, service))
        }
    }

    private func candidate(_ id: AgentID, _ agent: Agent, _ service: Service) -> Candidate {
        let rank =
            switch lines[service.line].rules.strategy {
            case .longestIdle, .ringAll: 0
            case .fixedOrder: agent.rules.order
            case .leastCalls: agent.calls
            case .bestSkilled: 0 &- service.skill
            }
        return Candidate(
            isWriting: agent.writing != nil, rank: rank, idleSince: agent.idleSince,
            order: agent.rules.order, agent: id)
    }

    private mutating func recount(
        from before: Agent, to after: Agent, _ turn: inout Queues.Turn
    ) {
        let logins = (after.state.isLoggedIn ? 1 : 0) - (before.state.isLoggedIn ? 1 : 0)
        if logins != 0 {
            for service in after.services { lines[service.line].loggedIn += logins }
        }
        let presences = (after.state.isPresent ? 1 : 0) - (before.state.isPresent ? 1 : 0)
        if presences != 0 { presence.count(after.services, by: presences) }
        guard logins < 0 || presences < 0 else { return }
        for service in after.services where !isStaffed(service.line) { turn.desert(service.line) }
    }
}
