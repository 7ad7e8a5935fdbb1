import Flows
import Queues
import Telephony

// What was written down beside the state of the centre.
extension Invariants {
    /// Compares the state with what was written down, at a time; nil for that of the last record.
    mutating func check(_ state: CentreSnapshot, at time: Duration?) {
        if let time { now = time }
        let before = violation
        checkAgents(state.agents, in: state)
        if violation != before {
            // Of several that are broken the same is told each time: the first by name.
            violation = before
            checkAgents(state.agents.sorted { $0.key.rawValue < $1.key.rawValue }, in: state)
        }
        for (call, agent) in offers { checkOrder(of: call, at: agent, in: state) }
        offers = []
    }

    private mutating func checkAgents(
        _ agents: some Sequence<(key: AgentID, value: AgentState)>, in state: CentreSnapshot
    ) {
        var talks: [CallID: AgentID] = [:]
        for (agent, standing) in agents {
            switch standing {
            case .talking(let call, _):
                if let other = talks[call] {
                    fail(.oneCall, "\(agent) and \(other) talk in \(call)")
                }
                talks[call] = agent
            case .ringing(let call):
                let isKnown = streams[call] != nil || state.callbacks.contains(call)
                if !isKnown {
                    fail(.zombieRings, "\(agent) is rung for \(call), which is over")
                }
            case .loggedOut, .ready, .wrapUp, .away: break
            }
        }
        let calledBack = talks.keys.filter { streams[$0] == nil && !state.callbacks.contains($0) }
        for call in calledBack.sorted(by: { $0.rawValue < $1.rawValue }) {
            fail(
                .callbacks, "\(talks[call]?.rawValue ?? "") is kept by \(call), which nobody wants")
        }
    }

    /// Nobody who would be next stands behind somebody whom an agent is rung for.
    private mutating func checkOrder(of call: CallID, at agent: String, in state: CentreSnapshot) {
        guard let known = centre.agents[AgentID(rawValue: agent)],
            let chosen = state.waiting.first(where: { $0.call == call })
        else { return }
        let rank = precedence(chosen)
        for other in state.waiting where other.isOpen && other.call != call {
            guard let queue = centre.queues[other.queue], known.canTake(queue),
                streams[other.call]?.missedBy.contains(agent) == false,
                rank < precedence(other)
            else { continue }
            return fail(
                .order,
                "\(agent) is rung for \(call), and \(other.call) in \(other.queue) was next")
        }
    }

    /// The larger goes first.
    private func precedence(_ caller: CentreSnapshot.Waiting) -> (Int, Int, Duration) {
        let isStarving = now - caller.since >= centre.starvationBound
        // Of those who starve, age alone counts.
        let priority = centre.queues[caller.queue]?.priority ?? 0
        return (isStarving ? 1 : 0, isStarving ? 0 : priority, now - caller.since)
    }

    /// The process begins again after a crash: whoever was at work is, and whoever is owed a call
    /// gets one.
    mutating func checkRecovery(
        _ state: CentreSnapshot, agents: Set<String>, callbacks: Set<CallID>, at time: Duration
    ) {
        now = time
        for agent in agents.sorted()
        where state.agents[AgentID(rawValue: agent)]?.isLoggedIn != true {
            fail(.recovery, "\(agent) was at work")
        }
        for call in callbacks.sorted(by: { $0.rawValue < $1.rawValue })
        where !state.callbacks.contains(call) {
            fail(.recovery, "the callback accepted in \(call) is forgotten")
        }
    }

    /// Callbacks out: each attempt that rings somebody outside has an agent who took it.
    mutating func checkCallbackRing(_ callback: CallID) {
        let hasAgent = streams.values.contains {
            $0.callback == callback && !$0.ringing.isEmpty
        }
        if !hasAgent { fail(.callbacks, "\(callback) is called back and no agent has taken it") }
    }

    /// Everybody has gone: nothing may go on.
    mutating func close() {
        for name in streams.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
            fail(.complete, "\(name) goes on for ever")
        }
    }
}

extension Invariants {
    /// The records by which a journal ends what went on when the process died.
    func endings(at time: Duration) -> [JournalRecord] {
        streams.sorted { $0.key.rawValue < $1.key.rawValue }.map { call, stream in
            JournalRecord(
                call: call, number: stream.number + 1, time: time,
                event: stream.agent == nil ? .ended(.engineCrash) : .agent(.logout(.engineCrash)))
        }
    }
}
