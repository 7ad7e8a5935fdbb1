public import Telephony

/// All queues of a centre: who waits, who answers, who goes first.
///
/// Pure, with one entry; time comes in as a value.
///
/// ```swift
/// let queues = Queues(plan: plan)
/// var state = Queues.State()
/// let effects = queues.step(&state, on: .enqueued(caller), now: now)
/// ```
public struct Queues: Sendable {
    /// The rules. A state follows those that held at its first event until it is told
    /// ``QueueEvent/planChanged``.
    public var plan: QueuePlan

    /// Queues that follow a plan.
    public init(plan: QueuePlan) { self.plan = plan }

    /// Works off one event.
    ///
    /// - Parameters:
    ///   - state: who waits and who answers; the event is worked into it.
    ///   - event: what happened.
    ///   - now: the time on a clock that never goes back; it has no other meaning.
    /// - Returns: what is to be done, in order.
    public func step(
        _ state: inout State, on event: QueueEvent, now: Duration
    ) -> [QueueEffect] {
        var turn = Turn(now: now)
        if case .timerFired(let timer) = event { turn.fired = timer }
        if !state.hasPlan || event == .planChanged { state.adopt(plan, &turn) }
        state.take(event, &turn)
        state.settle(&turn)
        return turn.effects
    }

    /// Whether somebody would be let in whom an agent hands on. Nothing changes.
    ///
    /// - Parameters:
    ///   - waiting: as what they would come.
    ///   - agent: who talks with them, and would be done with it before.
    ///   - state: who waits and who answers now.
    ///   - now: as for ``step(_:on:now:)``.
    /// - Returns: why not; nil where they would be.
    public func refusal(
        of waiting: Waiting, handedOnBy agent: AgentID, in state: State, now: Duration
    ) -> CallEvent.FlowOutReason? {
        var trial = state
        _ = step(&trial, on: .talkEnded(agent, waiting.call), now: now)
        return refusal(of: waiting, in: trial, now: now)
    }

    /// Whether somebody would be let in now. Nothing changes.
    ///
    /// - Parameters:
    ///   - waiting: as what they would come.
    ///   - state: who waits and who answers now.
    ///   - now: as for ``step(_:on:now:)``.
    /// - Returns: why not; nil where they would be.
    public func refusal(
        of waiting: Waiting, in state: State, now: Duration
    ) -> CallEvent.FlowOutReason? {
        var trial = state
        for case .flowOut(waiting.call, let reason)
            in step(&trial, on: .enqueued(waiting), now: now)
        {
            return reason
        }
        return nil
    }

    /// What comes of one event.
    struct Turn {
        let now: Duration
        var effects: [QueueEffect] = []
        /// The groups in which somebody may have to be offered now.
        var touched: [Group] = []
        /// Who became free.
        var freed: [AgentID] = []
        /// The lines where callers may wait without the agents they need.
        var deserted: [Int] = []
        /// Whether a written contact began to wait.
        var mayWrite = false
        /// The timer that fired, and so does not run.
        var fired: QueueTimer?

        mutating func touch(_ group: Group) {
            if !touched.contains(group) { touched.append(group) }
        }

        mutating func desert(_ line: Int) {
            if !deserted.contains(line) { deserted.append(line) }
        }

        mutating func cancel(_ timer: QueueTimer) {
            if timer != fired { effects.append(.cancelTimer(timer)) }
        }
    }
}

extension Queues.State {
    mutating func take(_ event: QueueEvent, _ turn: inout Queues.Turn) {
        switch event {
        case .enqueued(let waiting): enter(waiting, &turn)
        case .left(let call): leave(call, &turn)
        case .steppedAside(let call): stepAside(call, &turn)
        case .cameBack(let call): comeBack(call, &turn)
        case .turnGiven(let call, let isOutside):
            update(call, &turn) {
                $0.isOutside = isOutside && !$0.isGhost && $0.colleague == nil
            }
        case .becameCallback(let call): becomeGhost(call, &turn)
        case .callbackPaused(let call, let span): pause(call, for: span, &turn)
        case .calledBack(let call, let name): callBack(call, as: name, &turn)
        case .givenBack(let call, let isAside, let wasMissed):
            giveBack(call, isAside: isAside, wasMissed: wasMissed, &turn)
        case .loggedIn(let agent, let ready): logIn(agent, ready: ready, &turn)
        case .loggedOut(let agent): release(agent, to: .loggedOut, &turn)
        case .ready(let agent): makeReady(agent, &turn)
        case .away(let agent, let reason): release(agent, to: .away(reason: reason), &turn)
        case .answered(let agent, let call): answer(agent, call, &turn)
        case .notAnswered(let agent, let call, let reason):
            miss(agent, call, reason, &turn)
        case .talkEnded(let agent, let call): endTalk(agent, call, &turn)
        case .wrapUpEnded(let agent): endWrapUp(agent, &turn)
        case .engaged(let agent): update(agent, &turn) { $0.isEngaged = true }
        case .disengaged(let agent): update(agent, &turn) { $0.isEngaged = false }
        case .handedOver(let waiting, let agent): handOver(waiting, to: agent, &turn)
        case .writtenEntered(let waiting): enterWritten(waiting, &turn)
        case .writtenLeft(let contact): leaveWritten(contact, &turn)
        case .timerFired(let timer): fire(timer, &turn)
        case .estimateWanted(let call): estimate(call, &turn)
        case .planChanged: break
        case .ringing(let isAllowed): allowRinging(isAllowed, &turn)
        }
    }

    private mutating func fire(_ timer: QueueTimer, _ turn: inout Queues.Turn) {
        switch timer {
        case .ring(let agent):
            guard case .ringing(let call) = state(of: agent) else { return }
            miss(agent, call, .timeout, &turn)
        case .wrapUp(let agent): endWrapUp(agent, &turn)
        case .rest(let agent): endRest(agent, &turn)
        case .callback(let call): endPause(call, &turn)
        case .colleague(let call): endWaitForColleague(call, &turn)
        }
    }
}
