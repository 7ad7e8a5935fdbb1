import Flows
import Queues
import Telephony

/// Queues whose level is a destination outside, or several that share its calls: their people take
/// the calls in place of agents, or by turns with them.
///
/// While it is the turn of a destination no agent is rung for the caller, nor the other way round.
/// Where agents have a share, they get no turn while none of them is there. A destination that did not
/// take a call gives the next turn to another, if there is one.
///
/// A destination is rung for each caller as soon as they wait, while announcements and music go
/// on. One that does not take the call is rung again after ``pause``, until it answers, the caller
/// leaves by a key or hangs up, or the longest wait is reached: the exits of the queue step are the
/// same as with agents.
///
/// ```
///             enqueued                 answered
///   nobody ─────────────▶ ringing ──────────────────▶ talking
///     ▲                    │   ▲                         │
///     │       did not take │   │ pause over              │ one of the two
///     │            the call▼   │                         │ hangs up
///     └──── left queue ── pausing                        ▼
///     ◀──────────────────────────────────────────────────┘
/// ```
extension CallCentre {
    /// How far the destination of a call's queue is.
    enum Outside: Equatable, Sendable {
        /// No destination has to do with the call. Left when the call enters a queue that has one.
        case nobody
        /// It is rung. Left by its answer, or when the caller leaves the queue.
        case ringing(String)
        /// It did not take the call, and will be rung again. Left by the timer or as above.
        case pausing(String)
        /// It talks with the caller. Left when one of them hangs up.
        case talking(String)
    }

    /// From a destination that did not take a call to the next try.
    public static let pause = Duration.seconds(5)

    /// Of what several have shares.
    enum SharedWhole: Hashable, Sendable {
        /// The calls of a level.
        case level(String)
        /// The written contacts of a queue.
        case written(String)
    }

    /// Whose turn it is.
    enum Turn: Equatable, Sendable {
        case agents
        case destination(String)

        /// The turn of a share; an empty name, or none, is that of the agents.
        init(_ name: String?) {
            self = name.flatMap { $0.isEmpty ? nil : .destination($0) } ?? .agents
        }
    }
}

extension CallCentre.Outside {
    /// The destination that has to do with the call.
    var destination: String? {
        switch self {
        case .nobody: nil
        case .ringing(let name), .pausing(let name), .talking(let name): name
        }
    }
}

extension CallCentre.State {
    /// Brings an input to the destination of a queue first.
    ///
    /// - Returns: what the flow is to be told; nil for nothing.
    mutating func meet(_ input: CallInput, of call: CallID) -> CallInput? {
        guard let outside = calls[call]?.outside else { return nil }
        switch (outside, input) {
        case (.ringing(let destination), .transferAnswered):
            calls[call]?.outside = .talking(destination)
            return .agentAnswered(agent: destination)
        case (.ringing(let destination), .agentAnswered(let agent)) where agent == destination:
            calls[call]?.outside = .talking(destination)
            return input
        case (.ringing(let destination), .transferFailed(let reason)):
            calls[call]?.outside = .pausing(destination)
            record(.transferFailed(to: destination, reason: reason), of: call)
            outbox.append(.act(call, .setTimer(.nextTry, CallCentre.pause)))
            return nil
        case (.pausing, .timerFired(.nextTry)):
            let failed = calls[call]?.outside.destination
            calls[call]?.outside = .nobody
            if let queue = calls[call]?.visit?.queue {
                ringOutside(of: queue, for: call, after: failed)
            }
            return nil
        case (.talking, .agentHungUp):
            calls[call]?.outside = .nobody
            return input
        case (.nobody, _), (.ringing, _), (.pausing, _), (.talking, _):
            return input
        }
    }

    /// Gives the turn to the next of those who share the calls of a queue, and rings a destination
    /// whose turn it is.
    mutating func ringOutside(of queue: String, for call: CallID, after failed: String? = nil) {
        let turn = nextTurn(in: queue, for: call, after: failed)
        advance(.turnGiven(call, toOutside: turn != .agents))
        if case .destination(let destination) = turn { ring(destination, for: call) }
    }

    /// Rings a destination for a caller, now or as soon as anybody may be rung.
    mutating func ring(_ destination: String, for call: CallID) {
        guard mayRing else {
            calls[call]?.outside = .pausing(destination)
            return outbox.append(.act(call, .setTimer(.nextTry, CallCentre.pause)))
        }
        calls[call]?.outside = .ringing(destination)
        record(.offered(agent: destination), of: call)
        outbox.append(.act(call, .reach(destination: destination)))
    }

    /// Whose turn it is to take a caller of a queue; it counts as taken.
    mutating func nextTurn(
        in queue: String, for call: CallID, after failed: String? = nil
    ) -> CallCentre.Turn {
        guard let centre = calls[call]?.flow.program.centre,
            let level = centre.queues[queue].flatMap({ centre.levels[$0.level] }),
            !level.destinations.isEmpty
        else { return .agents }
        if let past = calls[call]?.flow.recallTurn(in: queue),
            past.isEmpty || level.destinations.contains(where: { $0.destination == past })
        {
            return CallCentre.Turn(past)
        }
        var routing = routing(of: .level(level.name), level.destinations, level.agentsWeight)
        defer { shares[.level(level.name)] = routing }
        let hasAgents = queues.agentsPresent(in: queue) > 0
        func isOpen(_ name: String) -> Bool { hasAgents || name != Self.agentsShare }
        let turn = routing.next { isOpen($0) && $0 != failed } ?? routing.next(where: isOpen)
        return CallCentre.Turn(turn)
    }

    /// Whose turn it is to answer a written contact of a queue; it counts as taken.
    mutating func nextTurn(toAnswerIn queue: Centre.Queue) -> CallCentre.Turn {
        let written = queue.written
        guard !written.destinations.isEmpty else { return .agents }
        var routing = routing(
            of: .written(queue.name), written.destinations, written.agentsWeight)
        defer { shares[.written(queue.name)] = routing }
        return CallCentre.Turn(routing.next())
    }

    private func routing(
        of whole: CallCentre.SharedWhole, _ destinations: [Centre.Share], _ agentsWeight: Int
    ) -> ShareRouting {
        var parts = destinations.map { ShareRouting.Share($0.destination, $0.weight) }
        if agentsWeight > 0 { parts.insert(.init(Self.agentsShare, agentsWeight), at: 0) }
        guard let known = shares[whole], known.shares == parts else { return ShareRouting(parts) }
        return known
    }

    /// What stands for the agents among names of destinations, none of which is empty.
    private static let agentsShare = ""

    /// The caller waits no longer: nobody outside may go on ringing for them.
    mutating func stopRingingOutside(for call: CallID) {
        switch calls[call]?.outside {
        case .ringing:
            outbox.append(.act(call, .release))
            calls[call]?.outside = .nobody
        case .pausing:
            outbox.append(.act(call, .cancelTimer(.nextTry)))
            calls[call]?.outside = .nobody
        case .nobody, .talking, nil: break
        }
    }
}
