import Telephony

/// Agents who talk with one another, and what comes of it for callers.
extension Queues.State {
    /// Somebody comes straight to an agent who has a colleague on the telephone.
    mutating func handOver(_ waiting: Waiting, to id: AgentID, _ turn: inout Queues.Turn) {
        guard let agent = agents[id], agent.isEngaged,
            let line = lineNumbers[waiting.queue], !lines[line].isRetired
        else { return enter(waiting, &turn) }
        let afterwards: Agent.Afterwards?
        switch agent.state {
        case .ready: afterwards = agent.afterwards
        // Who was away is so again.
        case .away(let reason, _): afterwards = .away(reason: reason)
        case .ringing, .talking, .wrapUp, .loggedOut: return enter(waiting, &turn)
        }
        leave(waiting.call, &turn)
        if agent.isResting { turn.cancel(.rest(id)) }
        entries += 1
        var caller = Caller(waiting, line: line, entry: entries)
        caller.colleague = nil
        caller.isOutside = false
        caller.state = .talking(id)
        add(caller, &turn)
        let now = turn.now
        update(id, &turn) {
            $0.state = .talking(waiting.call, since: now)
            $0.talk = Agent.Talk(queue: waiting.queue, began: now)
            $0.calls += 1
            $0.misses = 0
            $0.isResting = false
            $0.isEngaged = false
            $0.afterwards = afterwards
        }
    }
}
