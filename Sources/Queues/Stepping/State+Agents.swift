import Telephony

/// What agents do.
extension Queues.State {
    mutating func logIn(_ id: AgentID, ready: Bool, _ turn: inout Queues.Turn) {
        if let agent = agents[id] {
            guard agent.afterwards == .loggedOut else { return }
            return update(id, &turn) { $0.afterwards = nil }
        }
        guard let rules = plan?.agents[id] else { return }
        let now = turn.now
        var agent = Agent(rules: rules, state: .loggedOut, now: now)
        agent.services = services(of: rules)
        agents[id] = agent
        update(id, &turn) {
            $0.state =
                ready ? .ready(since: now) : .away(reason: AgentState.awayAtLogin, since: now)
        }
    }

    /// Lets an agent go away or log out: at once, or after the call they are in.
    mutating func release(
        _ id: AgentID, to goal: Agent.Afterwards, _ turn: inout Queues.Turn
    ) {
        guard let agent = agents[id] else { return }
        switch agent.state {
        case .loggedOut: break
        case .talking: update(id, &turn) { $0.afterwards = goal }
        case .ringing(let call):
            turn.effects.append(.withdraw(call, from: id))
            turn.cancel(.ring(id))
            go(id, goal, &turn)
            update(call, &turn) { $0.stopRinging(id) }
        case .wrapUp:
            update(id, &turn) { $0.afterwards = goal }
            endWrapUp(id, &turn)
        case .ready:
            if agent.isResting { turn.cancel(.rest(id)) }
            go(id, goal, &turn)
        case .away(let reason, _):
            if goal != .away(reason: reason) { go(id, goal, &turn) }
        }
    }

    mutating func makeReady(_ id: AgentID, _ turn: inout Queues.Turn) {
        guard let agent = agents[id] else { return }
        switch agent.state {
        case .away: becomeReady(id, &turn)
        case .ready where agent.isResting:
            turn.cancel(.rest(id))
            endRest(id, &turn)
        case .talking: update(id, &turn) { $0.afterwards = nil }
        case .wrapUp:
            update(id, &turn) { $0.afterwards = nil }
            endWrapUp(id, &turn)
        case .ready, .ringing, .loggedOut: break
        }
    }

    mutating func endRest(_ id: AgentID, _ turn: inout Queues.Turn) {
        guard agents[id]?.isResting == true else { return }
        update(id, &turn) { $0.isResting = false }
    }

    /// Talk is over and wrap-up begins, where there is any.
    mutating func endTalk(_ id: AgentID, _ call: CallID, _ turn: inout Queues.Turn) {
        guard let agent = agents[id], case .talking(call, _) = agent.state else { return }
        remove(call, &turn)
        guard agent.rules.wrapUp > .zero else { return finishCall(id, call, &turn) }
        let until = turn.now + agent.rules.wrapUp
        update(id, &turn) { $0.state = .wrapUp(call, until: until) }
        turn.effects.append(.setTimer(.wrapUp(id), agent.rules.wrapUp))
    }

    /// Wrap-up is over, by time or by the agent's word.
    mutating func endWrapUp(_ id: AgentID, _ turn: inout Queues.Turn) {
        guard case .wrapUp(let call, _) = agents[id]?.state else { return }
        turn.cancel(.wrapUp(id))
        finishCall(id, call, &turn)
    }

    /// The agent is done with a call.
    mutating func finishCall(_ id: AgentID, _ call: CallID, _ turn: inout Queues.Turn) {
        turn.effects.append(.wrapUpEnded(id, call))
        if let talk = agents[id]?.talk, let line = lineNumbers[talk.queue] {
            lines[line].handleTime.add(turn.now - talk.began)
        }
        comeBack(id, &turn)
    }

    /// The call no longer keeps the agent, who goes where they asked to go.
    mutating func comeBack(_ id: AgentID, _ turn: inout Queues.Turn) {
        if let goal = agents[id]?.goal {
            go(id, goal, &turn)
        } else {
            becomeReady(id, &turn)
        }
    }

    mutating func go(_ id: AgentID, _ goal: Agent.Afterwards, _ turn: inout Queues.Turn) {
        returnWritten(of: id, &turn)
        let now = turn.now
        update(id, &turn) {
            $0.settleDown(at: now)
            switch goal {
            case .away(let reason): $0.state = .away(reason: reason, since: now)
            case .loggedOut: $0.state = .loggedOut
            }
        }
        if goal == .loggedOut { agents.removeValue(forKey: id) }
    }

    private mutating func becomeReady(_ id: AgentID, _ turn: inout Queues.Turn) {
        let now = turn.now
        update(id, &turn) {
            $0.settleDown(at: now)
            $0.state = .ready(since: now)
        }
    }
}

extension Agent {
    /// Nothing of what was is left but the calls taken.
    fileprivate mutating func settleDown(at now: Duration) {
        idleSince = now
        isResting = false
        misses = 0
        afterwards = nil
        talk = nil
    }
}
