import Telephony

/// Agents are rung, and answer or not.
extension Queues.State {
    /// How long an agent who was busy or refused is left in peace.
    static let rest = Duration.seconds(5)

    mutating func ring(_ agents: [AgentID], for call: CallID, _ turn: inout Queues.Turn) {
        guard let caller = callers[call] else { return }
        let patience = lines[caller.line].rules.ring
        update(call, &turn) { $0.state = .offered(caller.ringing + agents) }
        for agent in agents {
            update(agent, &turn) { $0.state = .ringing(call) }
            turn.effects += [
                .offer(call, to: agent, within: patience), .setTimer(.ring(agent), patience),
            ]
        }
    }

    mutating func answer(_ id: AgentID, _ call: CallID, _ turn: inout Queues.Turn) {
        switch state(of: id) {
        case .ringing(call): break
        case .talking(call, _): return
        case .ringing, .talking, .loggedOut, .ready, .wrapUp, .away:
            return turn.effects.append(.withdraw(call, from: id))
        }
        guard let caller = callers[call] else { return }
        let queue = lines[caller.line].rules.name
        let now = turn.now
        turn.cancel(.ring(id))
        update(id, &turn) {
            $0.state = .talking(call, since: now)
            $0.talk = Agent.Talk(queue: queue, began: now)
            $0.calls += 1
            $0.misses = 0
        }
        turn.effects.append(.connect(call, id))
        update(call, &turn) {
            $0.state = .talking(id)
            $0.missedBy = []
            $0.colleague = nil
        }
        withdrawRings(caller.ringing.filter { $0 != id }, for: call, &turn)
    }

    /// Stops rings for a caller; the agents stand as if they had not been rung.
    mutating func withdrawRings(
        _ agents: [AgentID], for call: CallID, _ turn: inout Queues.Turn
    ) {
        for agent in agents {
            turn.effects.append(.withdraw(call, from: agent))
            turn.cancel(.ring(agent))
            update(agent, &turn) { $0.state = .ready(since: $0.idleSince) }
        }
    }

    mutating func miss(
        _ id: AgentID, _ call: CallID, _ reason: CallEvent.NoAnswerReason,
        _ turn: inout Queues.Turn
    ) {
        guard state(of: id) == .ringing(call) else { return }
        turn.cancel(.ring(id))
        turn.effects.append(.noAnswer(call, id, reason))
        guard reason != .withdrawn else {
            // It never rang: both stand as if nobody had been offered.
            update(id, &turn) { $0.state = .ready(since: $0.idleSince) }
            return update(call, &turn) { $0.stopRinging(id) }
        }
        takeMiss(id, reason, &turn)
        update(call, &turn) {
            $0.stopRinging(id)
            $0.missedBy.insert(id)
            if $0.colleague == id { $0.colleague = nil }
        }
    }

    /// The agent let a caller ring, or refused them.
    mutating func takeMiss(
        _ id: AgentID, _ reason: CallEvent.NoAnswerReason, _ turn: inout Queues.Turn
    ) {
        guard let agent = agents[id] else { return }
        if reason == .unreachable {
            return go(id, .away(reason: AgentState.awayUnreachable), &turn)
        }
        if agent.misses + 1 >= agent.rules.missedCalls {
            return go(id, .away(reason: AgentState.awayAfterMisses), &turn)
        }
        let rests = reason != .timeout
        let now = turn.now
        update(id, &turn) {
            $0.state = .ready(since: now)
            $0.idleSince = now
            $0.isResting = rests
            $0.misses += 1
        }
        if rests { turn.effects.append(.setTimer(.rest(id), Self.rest)) }
    }
}

extension Caller {
    /// One of the agents is no longer being rung; when it was the last, the caller waits again.
    mutating func stopRinging(_ agent: AgentID) {
        let others = ringing.filter { $0 != agent }
        state = others.isEmpty ? .waiting : .offered(others)
    }
}
