import Flows
import Queues
import Telephony

/// Queues whose level is a destination outside, or several that share its calls: their people take
/// the calls in place of agents.
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
            calls[call]?.outside = .nobody
            if let queue = calls[call]?.visit?.queue { ringOutside(of: queue, for: call) }
            return nil
        case (.talking, .agentHungUp):
            calls[call]?.outside = .nobody
            return input
        case (.nobody, _), (.ringing, _), (.pausing, _), (.talking, _):
            return input
        }
    }

    /// Rings the destination that takes the calls of a queue's level, or of several the one whose
    /// turn it is.
    mutating func ringOutside(of queue: String, for call: CallID) {
        guard let centre = calls[call]?.flow.program.centre,
            let level = centre.queues[queue].flatMap({ centre.levels[$0.level] }),
            let destination = destination(of: level)
        else { return }
        guard mayRing else {
            calls[call]?.outside = .pausing(destination)
            return outbox.append(.act(call, .setTimer(.nextTry, CallCentre.pause)))
        }
        calls[call]?.outside = .ringing(destination)
        record(.offered(agent: destination), of: call)
        outbox.append(.act(call, .reach(destination: destination)))
    }

    private mutating func destination(of level: Centre.Level) -> String? {
        guard level.destinations.count > 1 else { return level.destinations.first?.destination }
        let parts = level.destinations.map { ShareRouting.Share($0.destination, $0.weight) }
        var routing = shares[level.name] ?? ShareRouting(parts)
        if routing.shares != parts { routing = ShareRouting(parts) }
        defer { shares[level.name] = routing }
        return routing.next()
    }

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
