import CallCentre
import Queues
import Telephony

/// What is looked at after every event.
struct CentreSnapshot: Sendable {
    /// Somebody who waits in a queue.
    struct Waiting: Hashable, Sendable {
        var call: CallID
        var queue: String
        /// Since when, over all queues.
        var since: Duration
        /// Whether they stand in line for agents, and nobody is rung for them alone.
        var isOpen: Bool
    }

    /// What each agent does.
    var agents: [AgentID: AgentState]
    /// Who is to be called back, by the call in which they accepted.
    var callbacks: Set<CallID>
    /// Who stands in the queues.
    var waiting: [Waiting]

    init(agents: [AgentID: AgentState], callbacks: Set<CallID> = [], waiting: [Waiting] = []) {
        self.agents = agents
        self.callbacks = callbacks
        self.waiting = waiting
    }

    /// Looks at a centre; without those who wait where nobody asks for them.
    init(_ state: CallCentre.State, hasWaiting: Bool = true) {
        let queues = state.queueState
        agents = queues.atWork
        callbacks = Set(state.callbackStandings.map(\.call))
        guard hasWaiting else {
            waiting = []
            return
        }
        waiting = state.standings.flatMap { standing in
            queues.waiting(in: standing.queue).compactMap { call in
                guard let caller = queues.waiting(of: call) else { return nil }
                let isOpen =
                    queues.state(of: call) == .waiting && caller.preferred == nil
                    && !queues.isOutside(call)
                return Waiting(
                    call: call, queue: standing.queue, since: caller.since, isOpen: isOpen)
            }
        }
    }
}
