import SIP
import Telephony

/// Bringing a caller to somebody outside.
extension PhoneBridge {
    /// Rings an address for a caller.
    func reach(_ address: String, from id: LegID, within patience: Duration) {
        guard let leg = legs[id] else { return }
        if leg.reached != nil { release(id) }
        let wish = leg.wishes + 1
        legs[id]?.wishes = wish
        do throws(PhoneBridgeError) {
            let plan = try DestinationPlan(address, in: configuration)
            route(plan) { bridge, plan, hops in
                guard let leg = bridge.legs[id], leg.wishes == wish else { return }
                do throws(PhoneBridgeError) {
                    var settings = CallSettings()
                    settings.patience = patience
                    let line = try bridge.place(
                        plan, at: hops, settings: settings, purpose: .reach(for: id))
                    bridge.legs[id]?.reached = line.leg
                } catch {
                    leg.line.tell(.notReached(error.noAnswer, error.description))
                }
            }
        } catch {
            leg.line.tell(.notReached(error.noAnswer, error.description))
        }
    }

    /// Hangs up on whom a caller rings or has reached.
    func release(_ id: LegID) {
        legs[id]?.wishes += 1
        guard let reached = legs[id]?.reached else { return }
        legs[id]?.reached = nil
        part(id, reached)
        hangUp(reached)
    }

    /// Lets a caller hear what comes before the answer, unless something plays.
    func joinEarly(_ id: LegID, with caller: LegID) {
        guard let leg = legs[caller], leg.reached == id, !leg.line.isPlaying else { return }
        connect(caller, id)
    }

    /// Whom a caller rang has answered.
    func reached(_ id: LegID, for caller: LegID) {
        guard let leg = legs[caller], leg.reached == id else { return hangUp(id) }
        leg.line.silence()
        connect(caller, id)
        leg.line.tell(.reached)
    }

    /// Lets two parties hear each other.
    func connect(_ first: LegID, _ second: LegID) {
        guard let one = legs[first], let other = legs[second] else { return }
        guard one.partner != second else { return }
        if let before = one.partner { part(first, before) }
        if let before = other.partner { part(second, before) }
        legs[first]?.partner = second
        legs[second]?.partner = first
        // Who comes back from hold is joined then.
        guard !one.isHolding, !other.isHolding else { return }
        media.join(one.line.port.id, other.line.port.id)
    }

    /// Ends what ``connect(_:_:)`` began.
    func part(_ first: LegID, _ second: LegID) {
        if let one = legs[first], let other = legs[second], one.partner == second {
            media.part(one.line.port.id, other.line.port.id)
        }
        if legs[first]?.partner == second { legs[first]?.partner = nil }
        if legs[second]?.partner == first { legs[second]?.partner = nil }
    }

    /// A leg has ended: whoever depended on it is told, or ends too.
    ///
    /// - Returns: whether somebody was told who tells when that is written down.
    func untie(_ leg: BridgeLeg, _ end: LegEnd) -> Bool {
        if let reached = leg.reached { hangUp(reached) }
        leg.transfer?.resume(returning: end.status ?? 487)
        switch leg.purpose {
        case .line: break
        case .reach(let caller):
            if let other = legs[caller], other.reached == leg.id {
                legs[caller]?.reached = nil
                legs[caller]?.partner = nil
                guard leg.phase == .answered else {
                    other.line.tell(.notReached(end.noAnswer, end.sentence))
                    return false
                }
                other.line.tellOtherPartyHungUp(leg.id)
                return other.isAttended
            }
        case .transfer(let old):
            if leg.phase == .calling {
                command(.reportRefer(old, status: end.status ?? 487))
            }
        }
        guard let partner = leg.partner, let other = legs[partner], other.partner == leg.id else {
            return false
        }
        legs[partner]?.partner = nil
        switch other.purpose {
        case .line:
            other.line.tellOtherPartyHungUp(leg.id)
            return other.isAttended
        case .reach, .transfer:
            hangUp(partner)
            return false
        }
    }
}

extension LegEnd {
    /// Why a leg ended, in a sentence fit for a log.
    var sentence: String {
        // What we found out ourselves has no status of anybody.
        if case .failure = by, !reason.isEmpty { return LogText.escaped(reason) }
        return switch (status, reason.isEmpty) {
        case (let status?, false): "\(status) \(LogText.escaped(reason))"
        case (let status?, true): "\(status) \(Response.usualReason(status))"
        case (nil, false): LogText.escaped(reason)
        case (nil, true): by == .us ? "nobody answered in time" : "it hung up"
        }
    }
}
