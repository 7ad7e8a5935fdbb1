import SIP
import Telephony

/// Joining, holding and transferring calls.
extension PhoneBridge {
    /// Lets the parties of two lines hear each other. What plays to them is stopped.
    ///
    /// When one hangs up, the other line is told ``LineEvent/otherPartyHungUp``.
    public func join(_ first: PhoneLine, _ second: PhoneLine) {
        guard legs[first.leg] != nil, legs[second.leg] != nil, first !== second else { return }
        first.silence()
        second.silence()
        connect(first.leg, second.leg)
    }

    /// Ends what ``join(_:_:)`` began; both calls go on.
    public func part(_ first: PhoneLine, _ second: PhoneLine) {
        part(first.leg, second.leg)
    }

    /// Puts a party on hold: they are told (RFC 3264 §8.4), and hear only what is played to them.
    public func hold(_ line: PhoneLine) {
        guard var leg = legs[line.leg], case .answered = leg.phase, !leg.isHeld else { return }
        if let partner = leg.partner, let other = legs[partner] {
            media.part(line.port.id, other.line.port.id)
        }
        leg.isHeld = true
        leg.session.offering.direction = .sendOnly
        let offer = leg.session.offer()
        legs[line.leg] = leg
        command(.offer(line.leg, offer))
    }

    /// Takes a party back from hold; whom they were joined with hears them again.
    public func retrieve(_ line: PhoneLine) {
        guard var leg = legs[line.leg], leg.isHeld else { return }
        leg.isHeld = false
        leg.session.offering.direction = .both
        let offer = leg.session.offer()
        legs[line.leg] = leg
        if let partner = leg.partner, let other = legs[partner], !other.isHolding {
            line.silence()
            media.join(line.port.id, other.line.port.id)
        }
        command(.offer(line.leg, offer))
    }

    /// Asks the party of a line to call somebody else in our place: a blind transfer (RFC 3515).
    ///
    /// - Parameters:
    ///   - line: the line of the party.
    ///   - address: a number or a `sip:` address that the list of destinations has.
    /// - Returns: the final status of the call that they made, as they tell it; 200...299 means
    ///   that it was answered, and the line is hung up then. 487 where the line ended before.
    /// - Throws: ``PhoneBridgeError`` with `notAllowed`, `address` or `configuration`.
    public func transfer(
        _ line: PhoneLine, to address: String
    ) async throws(PhoneBridgeError) -> Int {
        let plan = try DestinationPlan(address, in: configuration)
        return await refer(line, to: plan.target, replacing: nil)
    }

    /// Asks the party of a line to call the party of another line in our place: an attended
    /// transfer (RFC 3891).
    ///
    /// - Returns: as for ``transfer(_:to:)-(_,String)``.
    public func transfer(_ line: PhoneLine, to other: PhoneLine) async -> Int {
        guard let target = legs[other.leg]?.remote else { return 487 }
        return await refer(line, to: target, replacing: other.leg)
    }

    private func refer(_ line: PhoneLine, to target: SIPURI, replacing: LegID?) async -> Int {
        guard let leg = legs[line.leg], case .answered = leg.phase, leg.transfer == nil else {
            return 487
        }
        let status = await withCheckedContinuation { continuation in
            legs[line.leg]?.transfer = continuation
            legs[line.leg]?.dueReferral = BridgeLeg.Referral(
                target: target, replacing: replacing)
            referIfConfirmed(line.leg)
        }
        if (200...299).contains(status) { hangUp(line.leg) }
        return status
    }

    /// Sends the REFER that is due, unless the ACK of the call is still on its way.
    private func referIfConfirmed(_ id: LegID) {
        guard let leg = legs[id], leg.isConfirmed, let referral = leg.dueReferral else { return }
        legs[id]?.dueReferral = nil
        command(.refer(id, to: referral.target, replacing: referral.replacing))
    }

    /// Both sides of a leg know that it is answered.
    func confirmed(_ id: LegID) {
        legs[id]?.isConfirmed = true
        referIfConfirmed(id)
    }

    /// The party tells how the call goes that we asked it to make.
    func referProgress(_ leg: BridgeLeg, _ status: Int) {
        guard status >= 200, let waiting = leg.transfer else { return }
        legs[leg.id]?.transfer = nil
        waiting.resume(returning: status)
    }

    /// A party asks us to bring whom it talks to elsewhere. Only agents' phones may, to where the
    /// list of destinations leads (DESIGN §9).
    func referred(_ leg: BridgeLeg, _ request: ReferRequest) {
        if leg.isAgents { return askForTransfer(by: leg, request) }
        guard case .phones = leg.peer, let partner = leg.partner, legs[partner] != nil else {
            return command(.answerRefer(leg.id, accept: false))
        }
        if let replaced = request.replaces {
            guard let other = legs[replaced], case .phones = other.peer,
                let target = other.partner
            else { return command(.answerRefer(leg.id, accept: false)) }
            command(.answerRefer(leg.id, accept: true))
            adopt(target, by: partner)
            command(.reportRefer(leg.id, status: 200))
            hangUp(replaced)
            return hangUp(leg.id)
        }
        var headers = HeaderFields()
        if let text = request.replacesText { headers.append(.replaces, text) }
        if let text = request.referredBy { headers.append(.referredBy, text) }
        let passedOn = headers
        do throws(PhoneBridgeError) {
            let plan = try DestinationPlan(request.target.description, in: configuration)
            command(.answerRefer(leg.id, accept: true))
            route(plan) { bridge, plan, hops in
                do throws(PhoneBridgeError) {
                    _ = try bridge.place(
                        plan, at: hops, settings: CallSettings(),
                        purpose: .transfer(of: leg.id), headers: passedOn)
                } catch {
                    bridge.command(.reportRefer(leg.id, status: 503))
                }
            }
        } catch {
            complain(
                .refused("transfer"), from: nil,
                "refused a transfer by \(leg.peer.name): \(error)")
            command(.answerRefer(leg.id, accept: false))
        }
    }

    /// Whom an agent's phone transferred to has answered: they take the phone's place.
    func transferred(_ id: LegID, from old: LegID) {
        command(.reportRefer(old, status: 200))
        guard let partner = legs[old]?.partner else { return hangUp(id) }
        adopt(id, by: partner)
        hangUp(old)
    }

    /// A call arrived that is to take the place of a leg (RFC 3891).
    func takePlace(of replaced: LegID, _ id: LegID, _ invite: IncomingInvite) throws(Refusal) {
        try authenticate(invite)
        guard let old = legs[replaced], let partner = old.partner else {
            throw Refusal(status: 481)
        }
        // Who talks to an agent's caller is not for phones to settle among themselves.
        guard !old.isAgents else { throw Refusal(status: 603) }
        var leg = try makeLeg(id, for: invite, trunk: configuration.trunk(of: invite.peer))
        leg.isCounted = false
        leg.purpose = .transfer(of: replaced)
        legs[id] = leg
        lines[leg.line.port.id] = leg.line
        answer(id)
        adopt(id, by: partner)
        hangUp(replaced)
    }

    /// Joins two legs whose parties have left those who brought them together. Where one is the
    /// caller of a line, they have reached the other; else both end together.
    private func adopt(_ id: LegID, by partner: LegID) {
        for leg in [id, partner] {
            if case .reach(let owner) = legs[leg]?.purpose, legs[owner]?.reached == leg {
                legs[owner]?.reached = nil
            }
        }
        switch legs[partner]?.purpose {
        case .line:
            legs[partner]?.reached = id
            legs[id]?.purpose = .reach(for: partner)
        case .reach, .transfer, nil:
            legs[partner]?.purpose = .transfer(of: id)
            legs[id]?.purpose = .transfer(of: partner)
        }
        connect(partner, id)
    }
}
