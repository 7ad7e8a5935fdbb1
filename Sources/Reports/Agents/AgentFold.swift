public import Telephony

/// Turns the events of all streams, in the order of the journal, into the spans of the agents.
///
/// A shift tells when its agent comes, goes, is ready or away; the calls tell when they are rung
/// and talk. Time spent logged in is the sum of all spans.
///
/// ```
///  login ─▶ away ◀──▶ ready ─▶ ringing ─▶ talking ◀──▶ hold
///                      ▲  ▲       │          │           │
///                      │  └───────┘          ▼           │
///                      └───────────────── wrap-up ◀──────┘
/// ```
public struct AgentFold: Hashable, Sendable {
    /// An agent who is logged in.
    struct Shift: Hashable, Sendable {
        var span: AgentSpan
        /// What they are when no call has them.
        var rest: AgentSpan.State
        /// Whether a colleague has them on the telephone: who is not with a caller is away then.
        var consults = false
    }

    /// The reason to be away of who talks with a colleague, and with no caller.
    static let consultation = "consultation"

    var shifts: [String: Shift] = [:]
    /// Whose shift a stream is.
    var agents: [CallID: String] = [:]
    /// Who talks, or is done talking, in a call.
    var talking: [CallID: String] = [:]

    /// Nobody is logged in.
    public init() {}

    /// Takes in the next event of the journal.
    ///
    /// - Parameters:
    ///   - record: the event, of whatever call or shift.
    ///   - wallOffset: from 1970-01-01 00:00:00 UTC to zero of the monotonic clock of the record.
    ///   - ended: called with each span that ended by it.
    public mutating func take(
        _ record: JournalRecord, wallOffset: Duration, ended: (AgentSpan) -> Void
    ) {
        func time() -> WallTime {
            WallTime(
                milliseconds: wallOffset.inMilliseconds &+ record.time.inMilliseconds)
        }
        let call = record.call
        switch record.event {
        case .agent(let event): take(event, of: call, at: time(), ended)
        case .offered(let agent): change(agent, to: .ringing(call), at: time(), ended)
        case .ringNoAnswer(let agent, _):
            guard case .ringing(call) = shifts[agent]?.span.state else { return }
            rest(agent, at: time(), ended)
        case .connected(let agent), .callbackConnected(let agent):
            guard shifts[agent] != nil else { return }
            if let other = talking[call], other != agent { wrapUp(other, call, at: time(), ended) }
            guard shifts[agent]?.span.state != .talking(call) else { return }
            talking[call] = agent
            change(agent, to: .talking(call), beginsContact: true, at: time(), ended)
        case .holdOn: swap(call, from: .talking(call), to: .hold(call), at: time(), ended)
        case .holdOff: swap(call, from: .hold(call), to: .talking(call), at: time(), ended)
        case .talkEnded, .enqueued, .ended:
            guard let agent = talking.removeValue(forKey: call) else { return }
            wrapUp(agent, call, at: time(), ended)
        case .callbackFailed:
            let rung = shifts.filter { $0.value.span.state == .ringing(call) }.keys.sorted()
            for agent in rung { rest(agent, at: time(), ended) }
        case .arrived, .answered, .stepEntered, .promptStarted, .promptEnded, .keys, .noInput,
            .noMatch, .identified, .motive, .selfServiceDone, .lookedUp, .requested, .compared,
            .consent, .recordingStarted, .recordingEnded, .announced, .flowedOut, .abandoned,
            .transferred, .transferFailed, .callbackAccepted, .callbackAttempted, .survey,
            .flowFailed, .written:
            return
        }
    }

    /// The spans that go on, in the order of the agents' names.
    public var open: [AgentSpan] {
        shifts.values.map(\.span).sorted { $0.agent < $1.agent }
    }

    // MARK: - Shifts

    private mutating func take(
        _ event: AgentEvent, of shift: CallID, at time: WallTime, _ ended: (AgentSpan) -> Void
    ) {
        if case .login(let login) = event {
            if shifts[login.agent] != nil { leave(login.agent, at: time, ended) }
            agents[shift] = login.agent
            // The shift's next event says whether they are ready.
            let state = AgentSpan.State.away("login")
            shifts[login.agent] = Shift(
                span: AgentSpan(
                    agent: login.agent, shift: shift, state: state, begin: time, end: nil),
                rest: state)
            return
        }
        guard let agent = agents[shift], let state = shifts[agent]?.span.state else { return }
        switch event {
        case .login: break
        case .ready: settle(agent, .ready, endsWrapUp: true, at: time, ended)
        case .away(let reason): settle(agent, .away(reason), endsWrapUp: false, at: time, ended)
        case .wrapEnded(let call, _):
            if shifts[agent]?.rest.reason == "login" { shifts[agent]?.rest = .ready }
            if state == .wrapUp(call) { rest(agent, at: time, ended) }
        case .dialled, .consulted: consult(agent, true, at: time, ended)
        case .consultationEnded: consult(agent, false, at: time, ended)
        case .logout:
            leave(agent, at: time, ended)
            agents[shift] = nil
        }
    }

    /// What the agent is from now on, or when the call that has them lets them go.
    private mutating func settle(
        _ agent: String, _ state: AgentSpan.State, endsWrapUp: Bool, at time: WallTime,
        _ ended: (AgentSpan) -> Void
    ) {
        shifts[agent]?.rest = state
        switch shifts[agent]?.span.state {
        case .ready, .away, .ringing: rest(agent, at: time, ended)
        case .wrapUp where endsWrapUp: rest(agent, at: time, ended)
        case .wrapUp, .talking, .hold, nil: break
        }
    }

    /// A colleague has the agent on the telephone, or no more.
    private mutating func consult(
        _ agent: String, _ consults: Bool, at time: WallTime, _ ended: (AgentSpan) -> Void
    ) {
        shifts[agent]?.consults = consults
        switch shifts[agent]?.span.state {
        case .ready, .away: rest(agent, at: time, ended)
        case .ringing, .wrapUp, .talking, .hold, nil: break
        }
    }

    private mutating func leave(
        _ agent: String, at time: WallTime, _ ended: (AgentSpan) -> Void
    ) {
        guard let shift = shifts.removeValue(forKey: agent) else { return }
        close(shift.span, at: time, ended)
    }

    // MARK: - Spans

    private mutating func rest(_ agent: String, at time: WallTime, _ ended: (AgentSpan) -> Void) {
        guard let shift = shifts[agent] else { return }
        let isAside = shift.consults && shift.rest == .ready
        change(agent, to: isAside ? .away(Self.consultation) : shift.rest, at: time, ended)
    }

    private mutating func wrapUp(
        _ agent: String, _ call: CallID, at time: WallTime, _ ended: (AgentSpan) -> Void
    ) {
        switch shifts[agent]?.span.state {
        case .talking(call), .hold(call): change(agent, to: .wrapUp(call), at: time, ended)
        case .talking, .hold, .ready, .ringing, .wrapUp, .away, nil: break
        }
    }

    private mutating func swap(
        _ call: CallID, from: AgentSpan.State, to: AgentSpan.State, at time: WallTime,
        _ ended: (AgentSpan) -> Void
    ) {
        guard let agent = talking[call], shifts[agent]?.span.state == from else { return }
        change(agent, to: to, at: time, ended)
    }

    private mutating func change(
        _ agent: String, to state: AgentSpan.State, beginsContact: Bool = false,
        at time: WallTime, _ ended: (AgentSpan) -> Void
    ) {
        guard var shift = shifts[agent], shift.span.state != state else { return }
        close(shift.span, at: time, ended)
        shift.span = AgentSpan(
            agent: agent, shift: shift.span.shift, state: state, beginsContact: beginsContact,
            begin: time, end: nil)
        shifts[agent] = shift
    }

    /// A span of no length is told only where a talk begins with it.
    private func close(_ span: AgentSpan, at time: WallTime, _ ended: (AgentSpan) -> Void) {
        var span = span
        span.end = max(span.begin, time)
        if span.begin < time || span.beginsContact { ended(span) }
    }
}
