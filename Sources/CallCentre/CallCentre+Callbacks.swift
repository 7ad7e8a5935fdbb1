import Flows
import Queues
import Telephony

/// Calling people back: the agent first, then them, so that nobody is rung whom no agent waits for.
extension CallCentre.State {
    // MARK: Accepting

    /// A caller wants to be called back.
    mutating func accept(_ call: CallID, queue: String, number: PhoneNumber) {
        guard let open = calls[call], callbacks[call] == nil,
            (try? open.flow.program.centre.route(toCallBack: number)) != nil
        else { return inbox.append((call, .callbackTaken(false))) }
        callbacks[call] = Callback(
            queue: queue, caller: open.caller, number: number, customer: open.customer,
            accepted: now, language: open.flow.language, recordsTalks: open.flow.recordsTalks,
            attempts: open.attempts)
        replaceCallback(of: open.caller, in: queue, by: call)
        let isThere = open.visit?.queue == queue && queues.position(of: call) != nil
        if !isThere { noteVisit(call, in: queue) }
        if calls[call]?.since == nil { calls[call]?.since = now }
        // Their own line is busy until they hang up.
        if isThere { advance(.steppedAside(call)) }
        inbox.append((call, .callbackTaken(true)))
    }

    /// Nobody is called back twice: an earlier callback gives its place to the one that is accepted
    /// now.
    private mutating func replaceCallback(
        of caller: CallerID, in queue: String, by call: CallID
    ) {
        let earlier = callbacks.filter { other, callback in
            other != call && callback.caller == caller && callback.queue == queue
                && callback.attempt == nil
        }
        guard let earlier = earlier.keys.min(by: { $0.rawValue < $1.rawValue }) else { return }
        if let since = queues.waiting(of: earlier)?.since {
            let own = calls[call]?.since ?? now
            calls[call]?.since = min(since, own)
        }
        cancel(earlier)
    }

    /// Who accepted a callback has hung up: their place is a ghost's from here on.
    mutating func beginCallback(_ call: CallID, since: Duration) {
        guard let callback = callbacks[call] else { return }
        guard queues.waiting(of: call)?.since != since else {
            return advance(.becameCallback(call))
        }
        // They did not wait, or have an earlier place than the one where they did.
        ghost(call, queue: callback.queue, since: since)
    }

    private mutating func ghost(_ call: CallID, queue: String, since: Duration) {
        advance(
            .enqueued(
                Waiting(
                    call: call, queue: queue, since: since, entered: now, preferred: nil,
                    isCallback: true)))
    }

    mutating func take(_ input: CallbackInput, ofCallback call: CallID) {
        switch input {
        case .kept(let kept):
            guard callbacks[call] == nil, calls[call] == nil else { return }
            callbacks[call] = Callback(
                queue: kept.queue, caller: kept.caller, number: kept.number, customer: nil,
                accepted: kept.accepted, language: kept.language,
                recordsTalks: kept.recordsTalks, attempts: kept.attempts, rung: kept.attempts)
            ghost(call, queue: kept.queue, since: kept.since)
            if kept.pause > .zero { advance(.callbackPaused(call, for: kept.pause)) }
        case .reached: reached(call)
        case .notReached(let reason):
            guard let agent = answeredBy[call], desks[agent]?.leg == .calling(call) else { return }
            failAttempt(call, because: CallEvent.CallbackFailure(reason))
        case .notRung:
            guard let agent = answeredBy[call], desks[agent]?.leg == .calling(call) else { return }
            callbacks[call]?.rung -= 1
            failAttempt(call, because: .unreachable, pause: .zero)
        case .stopped: failAttempt(call, because: .unreachable)
        case .cancelled: cancel(call)
        }
    }

    // MARK: Attempts

    /// Begins an attempt, unless one goes on with another agent.
    ///
    /// - Returns: whether the agent is to be rung.
    mutating func beginAttempt(_ call: CallID, _ agent: AgentID) -> Bool {
        guard let callback = callbacks[call] else { return false }
        if callback.attempt == nil {
            openAttempt(call)
            let limit = centre?.callbacks?.notAfter ?? .zero
            guard now - callback.accepted < limit else {
                finish(call, because: .expired)
                return false
            }
        }
        recordAttempt(.offered(agent: agent.rawValue), call)
        return true
    }

    /// Begins the records of an attempt.
    private mutating func openAttempt(_ call: CallID) {
        guard var callback = callbacks[call] else { return }
        let zone = centre?.zone ?? .utc
        callback.attempts += 1
        callback.attempt = Callback.Attempt(
            name: CallID(rawValue: "\(call.rawValue)-callback-\(callback.attempts)"))
        callbacks[call] = callback
        let level = centre?.queues[callback.queue]?.level ?? ""
        recordAttempt(
            .callbackAttempted(
                CallEvent.CallbackAttempt(
                    callback: call, attempt: callback.attempts, queue: callback.queue,
                    level: level, rank: centre?.levels[level]?.rank,
                    caller: callback.caller, number: .personal(callback.number.text),
                    time: clock(in: zone), zone: zone.name)), call)
    }

    /// Milliseconds since 1970-01-01 00:00:00 UTC.
    private var unixMilliseconds: Int64 { (now - (anchor ?? .zero)).inMilliseconds }

    /// What the clocks of a zone show.
    func clock(in zone: TimeZoneRules) -> CivilTime {
        zone.civilTime(at: Int(unixMilliseconds).flooredDivision(by: 1_000).quotient)
    }

    mutating func recordAttempt(_ event: CallEvent, _ call: CallID) {
        guard let record = callbacks[call]?.attempt?.record(event, at: now) else { return }
        outbox.append(.journal(record))
    }

    /// The agent has heard whom they call back: it rings there.
    mutating func ring(_ call: CallID, for agent: AgentID) {
        guard let callback = callbacks[call], let centre else { return }
        desks[agent]?.leg = .calling(call)
        do throws(Centre.NoRoute) {
            let route = try centre.route(toCallBack: callback.number)
            callbacks[call]?.rung += 1
            outbox.append(
                .callback(
                    call, .ring(CallbackAct.Ring(route, from: centre.callbacks?.from))))
        } catch {
            failAttempt(call, because: .notAllowed)
        }
    }

    /// They have answered: a call of its own, which goes on with the records of the attempt, begins
    /// in the middle of its talk with the agent.
    private mutating func reached(_ call: CallID) {
        guard let agent = answeredBy[call], desks[agent]?.leg == .calling(call), let program,
            let callback = callbacks[call], let attempt = callback.attempt
        else { return }
        let since = queues.waiting(of: call)?.since ?? callback.accepted
        callbacks[call] = nil
        calls[attempt.name] = CallCentre.OpenCall(
            callback, flow: FlowState(program: program, isTraced: isTraced), since: since,
            records: attempt.records)
        answeredBy[call] = nil
        answeredBy[attempt.name] = agent
        desks[agent]?.leg = .talking(attempt.name)
        advance(.calledBack(call, as: attempt.name))
        outbox.append(.callback(call, .becomesCall(attempt.name)))
        let talk = CalledBack(
            queue: callback.queue, agent: agent.rawValue, number: callback.number,
            from: program.centre.callbacks?.from, language: callback.language,
            recordsTalks: callback.recordsTalks, unixMilliseconds: unixMilliseconds)
        inbox.append((attempt.name, .calledBack(talk)))
    }

    /// An attempt has brought nobody together: there is another one after a pause, the usual one
    /// unless told otherwise, or none.
    mutating func failAttempt(
        _ call: CallID, because reason: CallEvent.CallbackFailure, pause: Duration? = nil
    ) {
        guard let callback = callbacks[call], callback.attempt != nil else { return }
        // The centre may call nobody back any more.
        let rules = centre?.callbacks ?? Centre.Callbacks(attempts: 0)
        // An attempt of which they heard nothing is none of those that they are promised.
        let isLast =
            reason != .agentLeft && callback.rung >= rules.attempts || reason == .notAllowed
        guard !isLast else { return finish(call, because: reason) }
        recordAttempt(.callbackFailed(reason: reason, isLast: false), call)
        recordAttempt(.ended(.flow), call)
        callbacks[call]?.attempt = nil
        outbox.append(.callback(call, .hangUp))
        freeAgent(from: call)
        guard reason != .agentLeft else {
            return advance(.givenBack(call, isAside: false, wasMissed: true))
        }
        advance(.callbackPaused(call, for: pause ?? rules.pause))
    }

    /// There is no further attempt.
    private mutating func finish(_ call: CallID, because reason: CallEvent.CallbackFailure) {
        recordAttempt(.callbackFailed(reason: reason, isLast: true), call)
        recordAttempt(.ended(.flow), call)
        // Who is still on the line and accepts again gets attempts of other names.
        calls[call]?.attempts = callbacks[call]?.attempts ?? 0
        callbacks[call] = nil
        outbox.append(.callback(call, .hangUp))
        freeAgent(from: call)
        advance(.left(call))
    }

    /// Nobody is called back any more who is not being rung: Allo goes on with them when it is
    /// started again.
    mutating func drain() {
        isDraining = true
        let begun = callbacks.keys.sorted { $0.rawValue < $1.rawValue }
        for call in begun where !desks.values.contains(where: { $0.leg == .calling(call) }) {
            failAttempt(call, because: .unreachable, pause: Self.untilRestart)
        }
    }

    /// How long a callback waits that only the next start of Allo goes on with.
    static let untilRestart = Duration.seconds(86_400)

    /// They called again themselves and talk with somebody, or an operator took the callback back.
    mutating func cancel(_ call: CallID) {
        guard let callback = callbacks[call] else { return }
        // What ends a callback stands in an attempt, be it one that rings nobody.
        if callback.attempt == nil { openAttempt(call) }
        finish(call, because: .cancelled)
    }

    /// Who calls again and is served need not be called back.
    mutating func cancelCallbacks(of caller: CallerID, in queue: String?) {
        guard !callbacks.isEmpty else { return }
        let due = callbacks.filter { call, callback in
            callback.caller == caller && callback.queue == queue && calls[call] == nil
        }
        // In an order of their own: one seed, one log.
        for call in due.keys.sorted(by: { $0.rawValue < $1.rawValue }) { cancel(call) }
    }

    /// The telephone of the agent of an attempt is let go.
    private mutating func freeAgent(from call: CallID) {
        guard let agent = answeredBy.removeValue(forKey: call), let desk = desks[agent],
            desk.call == call
        else { return }
        desks[agent]?.leg = .free
        outbox.append(.agent(agent, .hangUp(leg: desk.rings)))
    }
}

extension CallCentre.OpenCall {
    /// Somebody who was called back, at the moment when they answer: they have waited since they
    /// first called, and stand for the visit that they left for the callback.
    init(_ callback: Callback, flow: FlowState, since: Duration, records: Int) {
        self.init(flow: flow, caller: callback.caller, phone: nil, records: records)
        self.since = since
        visit = Visit(queue: callback.queue, number: 1, entered: callback.accepted)
        identified = callback.customer
    }
}

extension CallEvent.CallbackFailure {
    /// Why somebody who was rung can't be talked to.
    init(_ reason: CallEvent.NoAnswerReason) {
        switch reason {
        case .timeout, .withdrawn: self = .noAnswer
        case .busy, .declined: self = .busy
        case .unreachable: self = .unreachable
        }
    }
}
