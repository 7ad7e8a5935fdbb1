public import Telephony

extension Queues {
    /// Who waits, who talks, who is at work.
    ///
    /// It begins empty. After a crash it is made again by events: `loggedIn` and `away` of those who
    /// were at work, `enqueued` of the ghosts that are due, with their times of old.
    public struct State: Equatable, Sendable {
        /// The plan that is followed; nil before the first event.
        var plan: QueuePlan?
        var callers: [CallID: Caller] = [:]
        /// Those who are logged in.
        var agents: [AgentID: Agent] = [:]
        /// The written contacts that wait or that somebody has in hand.
        var written: [CallID: Written] = [:]
        /// How many have entered so far.
        var entries = 0
        /// The queues at work, with rows of the callers and agents above, to find them fast.
        var lines: [Line] = []
        var lineNumbers: [String: Int] = [:]
        var presence = Presence(lines: 0)
        /// Whether anybody may be rung.
        var mayRing = true

        /// Nobody waits, nobody is at work.
        public init() {}

        var hasPlan: Bool { plan != nil }
    }
}

extension Queues.State {
    /// The place of somebody in their queue, from 1; nil who does not stand in one. Who is in a
    /// menu, is being offered or is a ghost stands there as well.
    public func position(of call: CallID) -> Int? {
        guard let caller = callers[call], caller.isQueued else { return nil }
        return lines[caller.line].everyone.rank(of: caller.place) + 1
    }

    /// How many stand in a queue.
    public func length(of queue: String) -> Int { line(of: queue)?.everyone.count ?? 0 }

    /// The callers who stand in a queue, by their places.
    public func waiting(in queue: String) -> [CallID] {
        line(of: queue)?.everyone.map(\.call) ?? []
    }

    /// All who stand in a queue, in the order in which they go over all queues.
    public func waiting(at now: Duration) -> [CallID] {
        callers.values.filter(\.isQueued)
            .map { precedence(of: $0.place, in: $0.line, at: now) }
            .sorted().map(\.place.call)
    }

    /// Where a caller stands; nil for nobody known.
    public func state(of call: CallID) -> CallerState? { callers[call]?.state }

    /// As what a caller came.
    public func waiting(of call: CallID) -> Waiting? { callers[call]?.waiting }

    /// Whether people outside are to take a caller, and no agent.
    public func isOutside(_ call: CallID) -> Bool { callers[call]?.isOutside ?? false }

    /// Whether it is a ghost that keeps the place of somebody to be called back.
    public func isCallback(_ call: CallID) -> Bool { callers[call]?.isGhost ?? false }

    /// Where an agent stands.
    public func state(of agent: AgentID) -> AgentState { agents[agent]?.state ?? .loggedOut }

    /// Whether somebody may wait for an agent alone: they are logged in, not away, and have not asked
    /// to go.
    public func isAwaited(_ agent: AgentID) -> Bool { agents[agent]?.isAwaited ?? false }

    /// Whether an agent is on the telephone with a colleague.
    public func isEngaged(_ agent: AgentID) -> Bool { agents[agent]?.isEngaged ?? false }

    /// Whether an agent does what a call left to do.
    public func isWrappingUp(_ agent: AgentID) -> Bool {
        if case .wrapUp = state(of: agent) { true } else { false }
    }

    /// All who are at work.
    public var atWork: [AgentID: AgentState] { agents.mapValues(\.state) }

    /// How many are there who can take the callers of a queue: logged in and not away.
    public func agentsPresent(in queue: String) -> Int {
        lineNumbers[queue].map { presence[$0] } ?? 0
    }

    private func line(of queue: String) -> Line? { lineNumbers[queue].map { lines[$0] } }

    func precedence(of place: Place, in line: Int, at now: Duration) -> Precedence {
        Precedence(
            isStarving: now - place.since >= starvationBound, priority: lines[line].rules.priority,
            place: place)
    }

    var starvationBound: Duration { plan?.starvationBound ?? .zero }
}
