import Telephony

/// The only ways in which callers and agents change: with them the rows in which they stand, and
/// what may have to be offered now.
extension Queues.State {
    /// The row in which a caller stands beside that of their whole queue.
    enum Standing: Equatable {
        /// Not in the queue.
        case out
        /// In none: rung for, aside or paused.
        case kept
        /// Rung for by agents whom others may join.
        case joinable
        /// To be offered to anybody able.
        case open
        /// To be offered to one colleague.
        case personal(AgentID)
    }

    mutating func add(_ caller: Caller, _ turn: inout Queues.Turn) {
        var caller = caller
        loseAbsentColleague(&caller)
        callers[caller.place.call] = caller
        move(caller, from: .out, to: standing(of: caller), &turn)
    }

    mutating func remove(_ call: CallID, _ turn: inout Queues.Turn) {
        guard let caller = callers[call] else { return }
        move(caller, from: standing(of: caller), to: .out, &turn)
        callers.removeValue(forKey: call)
    }

    mutating func update(
        _ call: CallID, _ turn: inout Queues.Turn, _ change: (inout Caller) -> Void
    ) {
        guard let index = callers.index(forKey: call) else { return }
        let before = standing(of: callers.values[index])
        change(&callers.values[index])
        if callers.values[index].colleague != nil {
            loseAbsentColleague(&callers.values[index])
        }
        let caller = callers.values[index]
        move(caller, from: before, to: standing(of: caller), &turn)
    }

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

    /// Who waits for a colleague who is not there or will go waits for anybody.
    private func loseAbsentColleague(_ caller: inout Caller) {
        if caller.state == .waiting, !isAwaited(caller.colleague) { caller.colleague = nil }
    }

    func isAwaited(_ colleague: AgentID?) -> Bool {
        colleague.flatMap { agents[$0] }?.isAwaited ?? false
    }

    /// Whether those are there who must be there for callers to wait in a line.
    func isStaffed(_ line: Int) -> Bool {
        switch lines[line].rules.needsAgents {
        case .never: true
        case .loggedIn: lines[line].loggedIn > 0
        case .ready: presence[line] > 0
        }
    }

    func standing(of caller: Caller) -> Standing {
        switch caller.state {
        case .talking: .out
        case .aside, .paused: .kept
        case .offered:
            caller.colleague == nil && lines[caller.line].rules.strategy == .ringAll
                ? .joinable : .kept
        case .waiting: caller.colleague.map { .personal($0) } ?? .open
        }
    }

    private mutating func move(
        _ caller: Caller, from before: Standing, to after: Standing, _ turn: inout Queues.Turn
    ) {
        guard before != after else { return }
        let line = caller.line
        switch before {
        case .out: lines[line].everyone.insert(caller.place)
        case .kept: break
        case .joinable: lines[line].joinable.remove(caller.place)
        case .open: lines[line].open.remove(caller.place)
        case .personal(let agent):
            agents[agent]?.personal[line]?.remove(caller.place)
            if agents[agent]?.personal[line]?.isEmpty == true {
                agents[agent]?.personal[line] = nil
            }
        }
        switch after {
        case .out: lines[line].everyone.remove(caller.place)
        case .kept: break
        case .joinable: lines[line].joinable.insert(caller.place)
        case .open:
            lines[line].open.insert(caller.place)
            turn.touch(Group(line: line, colleague: nil))
            if !isStaffed(line) { turn.desert(line) }
        case .personal(let agent):
            agents[agent]?.personal[line, default: SortedRow()].insert(caller.place)
            turn.touch(Group(line: line, colleague: agent))
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
            rank: rank, idleSince: agent.idleSince, order: agent.rules.order, agent: id)
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
