import Flows
import Telephony

/// Queues whose level is a destination outside: its people take the calls in place of agents.
///
/// The destination is rung for each caller as soon as they wait, while announcements and music go
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
    mutating func meet(_ input: CallInput, _ turn: inout CallCentre.Turn) -> CallInput? {
        let outside = calls.values[turn.place].outside
        switch (outside, input) {
        case (.ringing(let destination), .transferAnswered):
            calls.values[turn.place].outside = .talking(destination)
            return .agentAnswered(agent: destination)
        case (.ringing(let destination), .agentAnswered(let agent)) where agent == destination:
            calls.values[turn.place].outside = .talking(destination)
            return input
        case (.ringing(let destination), .transferFailed(let reason)):
            calls.values[turn.place].outside = .pausing(destination)
            record(.transferFailed(to: destination, reason: reason), &turn)
            turn.act(.setTimer(.nextTry, CallCentre.pause))
            return nil
        case (.pausing(let destination), .timerFired(.nextTry)):
            ring(destination, &turn)
            return nil
        case (.talking, .agentHungUp):
            calls.values[turn.place].outside = .nobody
            return input
        case (.nobody, _), (.ringing, _), (.pausing, _), (.talking, _):
            return input
        }
    }

    mutating func enqueue(_ queue: String, _ turn: inout CallCentre.Turn) {
        waiting[queue, default: []].append(turn.call)
        calls.values[turn.place].queue = queue
        let centre = calls.values[turn.place].flow.program.centre
        let level = centre.queues[queue]?.level ?? ""
        let position = waiting[queue, default: []].count
        record(.enqueued(queue: queue, level: level, position: position), &turn)
        if let destination = centre.levels[level]?.destination { ring(destination, &turn) }
    }

    mutating func noteVisit(_ queue: String, _ turn: inout CallCentre.Turn) {
        let level = calls.values[turn.place].flow.program.centre.queues[queue]?.level ?? ""
        let position = waiting[queue, default: []].count + 1
        record(.enqueued(queue: queue, level: level, position: position), &turn)
    }

    private mutating func ring(_ destination: String, _ turn: inout CallCentre.Turn) {
        calls.values[turn.place].outside = .ringing(destination)
        record(.offered(agent: destination), &turn)
        turn.act(.reach(destination: destination))
    }

    /// The caller waits no longer: nobody outside may go on ringing for them.
    mutating func leaveQueue(_ turn: inout CallCentre.Turn) {
        switch calls.values[turn.place].outside {
        case .ringing:
            turn.act(.release)
            calls.values[turn.place].outside = .nobody
        case .pausing:
            turn.act(.cancelTimer(.nextTry))
            calls.values[turn.place].outside = .nobody
        case .nobody, .talking: break
        }
        guard let queue = calls.values[turn.place].queue else { return }
        calls.values[turn.place].queue = nil
        waiting[queue]?.removeAll { $0 == turn.call }
    }
}
