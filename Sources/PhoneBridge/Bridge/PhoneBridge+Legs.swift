import SIP
import Telephony

/// What happens on legs, and what lines ask for.
extension PhoneBridge {
    /// Something happened on a leg.
    func take(_ event: LegEvent, of id: LegID) {
        if case .arrived(let invite) = event { return arrived(id, invite) }
        guard let leg = legs[id] else { return }
        switch event {
        case .arrived: break
        case .progress(let status, let description): progressed(leg, status, description)
        case .answered(let description): answered(leg, description)
        case .confirmed: confirmed(id)
        case .offered(let description): offered(leg, description)
        case .offerAnswered(let description): offerAnswered(leg, description)
        case .offerRefused: break
        case .info(let type, let body):
            if let digit = SignalledKey.digit(type: type, body: body) {
                leg.line.signalled(digit)
            }
        case .referred(let request): referred(leg, request)
        case .referProgress(let status): referProgress(leg, status)
        case .ended(let end): ended(leg, end)
        }
    }

    /// Takes a call: 200, and the sound begins.
    func answer(_ id: LegID) {
        guard var leg = legs[id], case .ringing = leg.phase else { return }
        leg.phase = .answered
        if leg.prepared == nil { leg.prepared = leg.session.offer() }
        let description = leg.prepared
        leg.prepared = nil
        legs[id] = leg
        leg.line.note { report, now in report.answered = now }
        limitTime(of: id)
        start(leg)
        command(.accept(id, description))
    }

    /// A call that stands has its own patience from now on, if it has any.
    func limitTime(of id: LegID) {
        if let limit = configuration.limits.callTime {
            patience.set(id, at: now + limit)
        } else {
            patience.cancel(id)
        }
    }

    /// A leg has rung, or talked, long enough.
    func runOutOfPatience(_ id: LegID) {
        guard let leg = legs[id] else { return }
        switch leg.phase {
        case .ringing: reject(id, status: 480, retryAfter: nil)
        case .calling:
            let isSilent = leg.ringsUntil != nil
            let reason = isSilent ? "no sign of life" : "nobody answered in time"
            if leg.purpose == .line {
                leg.line.tell(.notReached(isSilent ? .unreachable : .timeout, reason))
            }
            hangUp(id, reason: reason)
            if isSilent { lostPhone(of: leg) }
        case .answered: hangUp(id, reason: "the call was too long")
        }
    }

    /// Says to a caller whom nobody has answered that somebody is rung.
    func ringBack(_ id: LegID) {
        guard let leg = legs[id], case .ringing = leg.phase else { return }
        command(.ring(id, nil, reliably: false))
    }

    /// Refuses a call that nobody has answered.
    func reject(_ id: LegID, status: Int, retryAfter: Duration?) {
        guard let leg = legs[id], case .ringing = leg.phase else { return }
        command(
            .reject(
                id,
                UserAgent.Rejection(
                    (300...699).contains(status) ? status : 480, retryAfter: retryAfter)))
    }

    /// Ends a leg in the way its state wants.
    func hangUp(_ id: LegID, reason: String? = nil) {
        guard legs[id] != nil else { return }
        command(.hangUp(id, reason: reason))
    }

    /// Sends a key as an INFO request.
    func signal(_ digit: Digit, on id: LegID) {
        let body = "Signal=\(digit)\r\nDuration=160\r\n"
        command(.info(id, contentType: "application/dtmf-relay", body: Array(body.utf8)))
    }

    /// Gives what is agreed on to the threads of sound.
    func start(_ leg: BridgeLeg) {
        guard let agreement = leg.session.agreement else { return }
        media.start(leg.line.port.id, as: agreement)
        leg.line.started(telephoneEvents: agreement.telephoneEvent != nil)
    }

    /// A caller has sent nothing for too long.
    func silent(_ id: LegID, for span: Duration) {
        guard let leg = legs[id], let limit = configuration.limits.silence, span >= limit,
            leg.session.agreement?.direction.receives == true, !leg.isHeld, !leg.isHolding
        else { return }
        complain(.silent, from: nil, "\(id) of \(leg.peer.name) sent no sound for \(span)")
        hangUp(id, reason: "no sound")
    }

    /// The other side wants something else: hold, another codec, another address.
    private func offered(_ leg: BridgeLeg, _ description: SessionDescription?) {
        guard let description else {
            legs[leg.id]?.session.offering.direction = .both
            let offer = legs[leg.id]?.session.offer()
            return command(.answerOffer(leg.id, offer))
        }
        do throws(MediaRefusal) {
            var leg = leg
            let answer = try leg.session.answer(to: description)
            legs[leg.id] = leg
            start(leg)
            command(.answerOffer(leg.id, answer))
            settleHold(of: leg.id)
        } catch {
            // Refused with 488; what was agreed before goes on (RFC 3261 §14.2).
            command(.answerOffer(leg.id, nil))
        }
    }

    private func offerAnswered(_ leg: BridgeLeg, _ description: SessionDescription) {
        do throws(MediaRefusal) {
            var leg = leg
            _ = try leg.session.take(answer: description)
            legs[leg.id] = leg
            start(leg)
            settleHold(of: leg.id)
        } catch {
            if leg.session.agreement == nil { hangUp(leg.id, reason: error.description) }
        }
    }

    private func ended(_ leg: BridgeLeg, _ end: LegEnd) {
        let isTold = forget(leg.id, end, returnsTicket: leg.isCounted)
        let isOtherTold = untie(leg, end)
        // Where nobody writes it down, a BYE waits for nothing.
        if !letsCallsRun || !(isTold && leg.isAttended || isOtherTold) {
            command(.answerBye(leg.id))
        }
        if legs.isEmpty {
            for waiter in drained { waiter.resume() }
            drained = []
        }
    }

    /// Ends a line: its leg, and the wait of those whose BYE it was told of.
    func close(_ id: LegID, taking ends: [LegID]) {
        hangUp(id)
        for end in ends { answerBye(end) }
    }

    /// Answers the BYE that ended a leg.
    func answerBye(_ id: LegID) { command(.answerBye(id)) }

    /// Lets go of all that a leg holds.
    ///
    /// - Returns: whether its line was told that the other side hung up.
    @discardableResult
    func forget(_ id: LegID, _ end: LegEnd?, returnsTicket: Bool) -> Bool {
        guard let leg = legs.removeValue(forKey: id) else { return false }
        patience.cancel(id)
        endQuietRing(of: leg)
        lines[leg.line.port.id] = nil
        media.close(leg.line.port.id)
        if returnsTicket { gate.endCall(from: leg.peer) }
        for address in leg.visited { visits.end(address, as: leg.peer, now: now) }
        if let end, leg.phase == .calling, end.by != .us || end.status != nil {
            leg.line.tell(.notReached(end.noAnswer, end.sentence))
            if case .failure = end.by { lostPhone(of: leg) }
        }
        return leg.line.ended(end, wasReached: leg.phase != .calling)
    }
}
