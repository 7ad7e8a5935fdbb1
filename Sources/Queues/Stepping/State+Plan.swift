import Telephony

/// A plan begins to hold: all rows are made anew from the callers and agents.
///
/// A queue that is gone serves those who stand in it by its old rules and lets nobody else in. An
/// agent who is gone finishes their call and is logged out.
extension Queues.State {
    mutating func adopt(_ plan: QueuePlan, _ turn: inout Queues.Turn) {
        let bound = starvationBound
        self.plan = plan
        let order = callers.values.sorted { $0.place.entry < $1.place.entry }
        let queues = order.map { lines[$0.line].rules.name }
        renewLines(plan, standing: Set(queues))
        renewAgents(plan)
        for (caller, queue) in zip(order, queues) {
            guard let line = lineNumbers[queue] else { continue }
            var caller = caller
            caller.line = line
            add(caller, &turn)
            if caller.colleague != nil { renewPatience(of: caller, before: bound, &turn) }
        }
        for id in agents.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
            enlist(id, &turn)
        }
        for contact in written.keys { line(contact, &turn) }
        for line in lines.indices where !isStaffed(line) { turn.desert(line) }
        for id in agents.keys.sorted(by: { $0.rawValue < $1.rawValue }) { retire(id, &turn) }
    }

    /// Who waits for a colleague does so until another time, if they still do.
    private func renewPatience(
        of caller: Caller, before bound: Duration, _ turn: inout Queues.Turn
    ) {
        let timer = QueueTimer.colleague(caller.place.call)
        let patience = deadline(for: caller) - turn.now
        if callers[caller.place.call]?.colleague == nil || patience <= .zero {
            turn.cancel(timer)
        } else if bound != starvationBound {
            turn.effects.append(.setTimer(timer, patience))
        }
    }

    func services(of rules: AgentRules) -> [Service] {
        lines.indices.filter { rules.serves(lines[$0].rules) }.map { line in
            Service(
                line: line,
                skill: lines[line].rules.skills.keys.reduce(0) { $0 &+ (rules.skills[$1] ?? 0) })
        }
    }

    private mutating func renewLines(_ plan: QueuePlan, standing: Set<String>) {
        let old = lines
        lines = plan.queues.keys.sorted().compactMap { name in
            plan.queues[name].map { rules in
                var rules = rules
                rules.name = name
                return Line(rules: rules)
            }
        }
        lines += old.filter { plan.queues[$0.rules.name] == nil }
            .filter { standing.contains($0.rules.name) }
            .map { gone in
                var line = Line(rules: gone.rules)
                line.isRetired = true
                return line
            }
        lineNumbers = [:]
        for line in lines.indices { lineNumbers[lines[line].rules.name] = line }
        for line in old {
            guard let number = lineNumbers[line.rules.name] else { continue }
            lines[number].handleTime = line.handleTime
        }
        presence = Presence(lines: lines.count)
    }

    private mutating func renewAgents(_ plan: QueuePlan) {
        for id in agents.keys {
            let rules = plan.agents[id]
            let services = rules.map { self.services(of: $0) } ?? []
            if let rules { agents[id]?.rules = rules }
            agents[id]?.isRetired = rules == nil
            agents[id]?.services = services
            agents[id]?.personal = [:]
        }
    }

    private mutating func retire(_ id: AgentID, _ turn: inout Queues.Turn) {
        guard agents[id]?.isRetired == true else { return }
        switch state(of: id) {
        case .talking, .wrapUp: break
        case .ready, .ringing, .away, .loggedOut: release(id, to: .loggedOut, &turn)
        }
    }
}
