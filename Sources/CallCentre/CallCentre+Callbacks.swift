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
            accepted: now, attempts: 0)
        let isThere = open.visit?.queue == queue && queues.position(of: call) != nil
        if !isThere { noteVisit(call, in: queue) }
        calls[call]?.since = open.since ?? now
        // Their own line is busy until they hang up.
        if isThere { advance(.steppedAside(call)) }
        inbox.append((call, .callbackTaken(true)))
    }

    /// Who accepted a callback has hung up: their place is a ghost's from here on.
    mutating func beginCallback(_ call: CallID, since: Duration) {
        guard let callback = callbacks[call] else { return }
        guard queues.position(of: call) == nil else { return advance(.becameCallback(call)) }
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
                accepted: kept.accepted, attempts: kept.attempts)
            ghost(call, queue: kept.queue, since: kept.since)
            if kept.pause > .zero { advance(.callbackPaused(call, for: kept.pause)) }
        case .reached: reached(call)
        case .notReached(let reason):
            guard let agent = answeredBy[call], desks[agent]?.leg == .calling(call) else { return }
            failAttempt(call, because: CallEvent.CallbackFailure(reason))
        case .hungUp: endCallback(call, by: .caller)
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
        recordAttempt(
            .callbackAttempted(
                CallEvent.CallbackAttempt(
                    callback: call, attempt: callback.attempts, queue: callback.queue,
                    level: centre?.queues[callback.queue]?.level ?? "",
                    caller: callback.caller, number: .personal(callback.number.text),
                    time: clock(in: zone), zone: zone.name)), call)
    }

    /// What the clocks of a zone show.
    private func clock(in zone: TimeZoneRules) -> CivilTime {
        let milliseconds = Int((now - (anchor ?? .zero)).inMilliseconds)
        return zone.civilTime(at: milliseconds.flooredDivision(by: 1_000).quotient)
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
            outbox.append(
                .callback(
                    call, .ring(CallbackAct.Ring(route, from: centre.callbacks?.from))))
        } catch {
            failAttempt(call, because: .notAllowed)
        }
    }

    private mutating func reached(_ call: CallID) {
        guard let agent = answeredBy[call], let desk = desks[agent], desk.leg == .calling(call)
        else { return }
        desks[agent]?.leg = .talking(call)
        callbacks[call]?.attempt?.isTalking = true
        recordAttempt(.callbackConnected(agent: agent.rawValue), call)
        outbox.append(.agent(agent, .joinCallback(leg: desk.rings, call)))
    }

    /// One of the two has hung up after they were brought together.
    mutating func endCallback(_ call: CallID, by party: CallEvent.Party) {
        guard let callback = callbacks[call], callback.attempt?.isTalking == true else { return }
        recordAttempt(.talkEnded(by: party), call)
        recordAttempt(.ended(party == .caller ? .caller : .agent), call)
        callbacks[call] = nil
        outbox.append(.callback(call, .hangUp))
        if let agent = answeredBy[call] {
            freeAgent(from: call)
            desks[agent]?.lastVisit = callback.attempt.map { ($0.name, 1) }
            advance(.talkEnded(agent, call))
        }
        outbox.append(.callback(call, .over))
    }

    /// An attempt has brought nobody together: there is another one after a pause, or none.
    mutating func failAttempt(_ call: CallID, because reason: CallEvent.CallbackFailure) {
        guard let callback = callbacks[call], callback.attempt != nil else { return }
        // The centre may call nobody back any more.
        let rules = centre?.callbacks ?? Centre.Callbacks(attempts: 0)
        if reason == .agentLeft { callbacks[call]?.spared += 1 }
        let isLast =
            switch reason {
            case .agentLeft: false
            case .notAllowed: true
            case .noAnswer, .busy, .unreachable, .cancelled, .expired:
                callback.attempts - callback.spared >= rules.attempts
            }
        guard !isLast else { return finish(call, because: reason) }
        recordAttempt(.callbackFailed(reason: reason, isLast: false), call)
        recordAttempt(.ended(.flow), call)
        callbacks[call]?.attempt = nil
        outbox.append(.callback(call, .hangUp))
        freeAgent(from: call)
        advance(
            .callbackPaused(call, for: reason == .agentLeft ? .zero : rules.pause))
    }

    /// There is no further attempt.
    private mutating func finish(_ call: CallID, because reason: CallEvent.CallbackFailure) {
        recordAttempt(.callbackFailed(reason: reason, isLast: true), call)
        recordAttempt(.ended(.flow), call)
        callbacks[call] = nil
        outbox.append(.callback(call, .hangUp))
        freeAgent(from: call)
        advance(.left(call))
        outbox.append(.callback(call, .over))
    }

    /// They called again themselves and talk with somebody, or an operator took the callback back.
    mutating func cancel(_ call: CallID) {
        guard let callback = callbacks[call] else { return }
        guard callback.attempt?.isTalking != true else { return }
        // What ends a callback stands in an attempt, be it one that rings nobody.
        if callback.attempt == nil { openAttempt(call) }
        finish(call, because: .cancelled)
    }

    /// Who calls again and is served need not be called back.
    mutating func cancelCallbacks(of caller: CallerID, in queue: String?) {
        guard !callbacks.isEmpty else { return }
        for (call, callback) in callbacks
        where callback.caller == caller && callback.queue == queue && calls[call] == nil {
            cancel(call)
        }
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
