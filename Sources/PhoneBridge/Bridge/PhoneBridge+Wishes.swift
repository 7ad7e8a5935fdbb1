import SIP
import Telephony

/// What agents do with the keys of their telephones: it is told, and left to whoever has the line.
extension PhoneBridge {
    /// Tells when an agent's telephone has put us on hold, or taken us back.
    ///
    /// Who is joined with a telephone on hold hears only what is played to them; once it is back,
    /// what plays stops, and the two hear each other again.
    func settleHold(of id: LegID) {
        guard let leg = legs[id], leg.isAgents, let direction = leg.session.agreement?.direction
        else { return }
        // One that we hold ourselves sends nothing either.
        let isHolding = !direction.sends && !leg.isHeld
        guard isHolding != leg.isHolding else { return }
        legs[id]?.isHolding = isHolding
        let other = leg.partner.flatMap { legs[$0] }
        if isHolding {
            if let other { media.part(leg.line.port.id, other.line.port.id) }
            leg.line.tell(.held)
        } else {
            if let other, !other.isHolding, !other.isHeld, !leg.isHeld {
                leg.line.silence()
                other.line.silence()
                media.join(leg.line.port.id, other.line.port.id)
            }
            leg.line.tell(.retrieved)
        }
    }

    /// An agent's telephone wants its other party brought elsewhere (RFC 3515).
    ///
    /// Only a telephone whose user has shown their password may ask, and only for another call of
    /// the same user to be replaced.
    func askForTransfer(by leg: BridgeLeg, _ request: ReferRequest) {
        let replaced = request.replaces.flatMap { legs[$0] }
        let isOwn = replaced.map { $0.isAgents && $0.user == leg.user && $0.id != leg.id } ?? true
        guard leg.user != nil, isOwn, request.replacesText == nil, !leg.awaitsTransfer else {
            complain(
                .refused("transfer"), from: nil,
                "refused a transfer that \(leg.peer.name) asked for")
            return command(.answerRefer(leg.id, accept: false))
        }
        legs[leg.id]?.awaitsTransfer = true
        leg.line.tell(
            .transferAsked(
                TransferWish(
                    target: URI.sip(request.target).dialled, replacing: replaced?.line.id)))
    }

    /// Tells an agent's telephone what became of its wish.
    func answerTransfer(of id: LegID, _ answer: TransferAnswer) {
        guard legs[id]?.awaitsTransfer == true else { return }
        legs[id]?.awaitsTransfer = false
        switch answer {
        case .done:
            command(.answerRefer(id, accept: true))
            command(.reportRefer(id, status: 200))
        case .busy: command(.failRefer(id, status: 486))
        case .absent: command(.failRefer(id, status: 480))
        case .refused: command(.answerRefer(id, accept: false))
        }
    }
}
