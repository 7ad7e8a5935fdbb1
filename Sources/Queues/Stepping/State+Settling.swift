import Telephony

/// Brings together who waits and who is free, until nobody waits whom a free agent can take.
///
/// Only what was touched in this turn has to be looked at: before it, nobody waited whom a free
/// agent could take, or nobody might be rung.
extension Queues.State {
    mutating func settle(_ turn: inout Queues.Turn) {
        while let line = turn.deserted.popLast() { flowOutEmpty(line, &turn) }
        guard mayRing else { return }
        while let group = firstGroup(&turn), let call = head(of: group)?.call {
            ring(choice(for: call, in: group, &turn), for: call, &turn)
        }
        for agent in turn.freed where agents[agent]?.isFree == true { join(agent, &turn) }
        if !written.isEmpty { giveWritten(&turn) }
    }

    /// Nobody is rung from now on, or all who wait are looked at again.
    mutating func allowRinging(_ isAllowed: Bool, _ turn: inout Queues.Turn) {
        guard isAllowed != mayRing else { return }
        mayRing = isAllowed
        guard isAllowed else { return }
        for line in lines.indices where !lines[line].open.isEmpty {
            turn.touch(Group(line: line, colleague: nil))
        }
        for (id, agent) in agents.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for line in agent.personal.keys { turn.touch(Group(line: line, colleague: id)) }
            if agent.isFree { turn.freed.append(id) }
        }
        turn.mayWrite = true
    }

    /// Whether somebody is free for a group, and may be rung.
    func hasFree(_ group: Group) -> Bool {
        guard mayRing else { return false }
        if let colleague = group.colleague { return agents[colleague]?.isFree ?? false }
        return !lines[group.line].free.isEmpty
    }

    /// The group whose first caller goes before all others that can be offered.
    private func firstGroup(_ turn: inout Queues.Turn) -> Group? {
        let now = turn.now
        var first: (group: Group, precedence: Precedence)?
        turn.touched.removeAll { group in
            guard hasFree(group), let head = head(of: group) else { return true }
            let precedence = precedence(of: head, in: group.line, at: now)
            if first.map({ precedence < $0.precedence }) ?? true { first = (group, precedence) }
            return false
        }
        return first?.group
    }

    private func head(of group: Group) -> Place? {
        if let colleague = group.colleague {
            return agents[colleague]?.personal[group.line]?.first
        }
        return lines[group.line].open.first
    }

    /// Who is rung for a caller: those who have not missed them before, as long as there are such.
    private mutating func choice(
        for call: CallID, in group: Group, _ turn: inout Queues.Turn
    ) -> [AgentID] {
        if let colleague = group.colleague { return [colleague] }
        let missedBy = callers[call]?.missedBy ?? []
        let line = lines[group.line]
        let most = line.rules.strategy == .ringAll ? line.free.count : 1
        let fresh = Array(
            line.free.lazy.map(\.agent).filter { !missedBy.contains($0) }.prefix(most))
        if !fresh.isEmpty { return fresh }
        update(call, &turn) { $0.missedBy = [] }
        return line.free.prefix(most).map(\.agent)
    }

    /// Lets an agent for whom nobody waits ring along for the first caller for whom all are rung.
    private mutating func join(_ agent: AgentID, _ turn: inout Queues.Turn) {
        var first: Precedence?
        for service in agents[agent]?.services ?? [] {
            let place = lines[service.line].joinable.first {
                callers[$0.call]?.missedBy.contains(agent) == false
            }
            guard let place else { continue }
            let precedence = precedence(of: place, in: service.line, at: turn.now)
            first = first.map { min($0, precedence) } ?? precedence
        }
        if let first { ring([agent], for: first.place.call, &turn) }
    }

    private mutating func flowOutEmpty(_ line: Int, _ turn: inout Queues.Turn) {
        guard !isStaffed(line) else { return }
        for place in lines[line].open where callers[place.call]?.isGhost == false {
            remove(place.call, &turn)
            turn.effects.append(.flowOut(place.call, .empty))
        }
    }
}
