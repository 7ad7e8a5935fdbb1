// What a request has to pass before a leg sees it: RFC 3261 §8.2.
extension UserAgent.State {
    mutating func receive(
        _ request: Request, _ transaction: TransactionID, _ hop: Hop, _ peer: PeerID
    ) {
        switch Gate.judge(request.method, from: peer) {
        case .pass: break
        case .notAllowed: return refuseMethod(request, transaction, 405, peer)
        case .notImplemented: return refuseMethod(request, transaction, 501, peer)
        }
        let unknown = OptionTag.unknown(in: request)
        guard unknown.isEmpty else {
            desk.reply(
                request, transaction, 420,
                headers: [.unsupported: unknown.joined(separator: ", ")])
            return
        }
        if request.to?.tag != nil {
            receiveInDialog(request, transaction, peer)
        } else {
            receiveOutside(request, transaction, hop, peer)
        }
    }

    private mutating func refuseMethod(
        _ request: Request, _ transaction: TransactionID, _ status: Int, _ peer: PeerID
    ) {
        desk.reply(
            request, transaction, status, headers: [.allow: UserAgent.allow(for: peer)])
    }

    private mutating func receiveInDialog(
        _ request: Request, _ transaction: TransactionID, _ peer: PeerID
    ) {
        guard let id = leg(for: request, from: peer), let sequence = request.cSeq else {
            desk.reply(request, transaction, 481)
            return
        }
        let referredLeg = request.method == .refer ? referredLeg(request) : nil
        with(id) { leg, desk in
            if let remoteTag = request.from?.tag { leg.select(remoteTag) }
            guard leg.dialog.order(of: sequence.number) == .next else {
                desk.reply(request, transaction, 500, tag: leg.dialog.localTag)
                return
            }
            if let refusal = Self.contentRefusal(request) {
                desk.reply(
                    request, transaction, 415, tag: leg.dialog.localTag, headers: refusal)
                return
            }
            switch request.method {
            case .invite: leg.reinvited(request, transaction, &desk)
            case .update: leg.updated(request, transaction, &desk)
            case .bye: leg.bye(request, transaction, &desk)
            case .prack: leg.prack(request, transaction, &desk)
            case .info: leg.informed(request, transaction, &desk)
            case .refer: leg.referred(request, transaction, replacing: referredLeg, &desk)
            case .notify: leg.notified(request, transaction, &desk)
            case .options:
                Self.describe(
                    request, transaction, leg.peer, tag: leg.dialog.localTag, &desk)
            default: desk.reply(request, transaction, 481, tag: leg.dialog.localTag)
            }
        }
    }

    /// The leg that a REFER's target is to replace, if it is one of ours (RFC 3891 §4).
    private func referredLeg(_ request: Request) -> LegID? {
        request.headers.list(.referTo).first
            .flatMap { NameAddress($0)?.uri.sip?.headers["Replaces"] }
            .flatMap(Replaces.init)
            .flatMap { Self.leg($0, legs, desk)?.id }
    }

    private mutating func receiveOutside(
        _ request: Request, _ transaction: TransactionID, _ hop: Hop, _ peer: PeerID
    ) {
        switch request.method {
        case .register:
            desk.effects.append(.request(request, transaction, hop, peer))
            return
        case .bye, .update, .prack, .info, .notify:
            desk.reply(request, transaction, 481)
            return
        case .refer:
            // A transfer is asked for in the call it transfers.
            desk.reply(request, transaction, 403)
            return
        default:
            break
        }
        if case .other(let text) = request.uri, !text.lowercased().hasPrefix("tel:") {
            desk.reply(request, transaction, 416)
            return
        }
        guard request.uri.sip?.isSecure != true || hop.transport == .tls else {
            // Who asks for sips wants TLS on each hop (RFC 5630 §3.1.3).
            desk.reply(request, transaction, 480)
            return
        }
        guard request.maxForwards != 0 || request.method == .options else {
            desk.reply(request, transaction, 483)
            return
        }
        if request.method == .options {
            Self.describe(request, transaction, peer, tag: nil, &desk)
        } else {
            arrive(request, transaction, hop, peer)
        }
    }

    private mutating func arrive(
        _ request: Request, _ transaction: TransactionID, _ hop: Hop, _ peer: PeerID
    ) {
        if let refusal = Self.contentRefusal(request) {
            desk.reply(request, transaction, 415, headers: refusal)
            return
        }
        guard let contact = request.contacts?.first?.uri.sip else {
            desk.reply(request, transaction, 400, phrase: "Bad Contact")
            return
        }
        let offer = SessionDescription(of: request)
        if !request.body.isEmpty, offer == nil {
            desk.reply(request, transaction, 400, phrase: "Bad Session Description")
            return
        }
        guard legs.count < desk.settings.maximumLegs else {
            let seconds = desk.settings.retryAfter.components.seconds
            desk.reply(request, transaction, 503, headers: [.retryAfter: String(seconds)])
            return
        }
        var replaced: LegID?
        if let text = request.headers[.replaces] {
            switch replacement(text, peer) {
            case .success(let id): replaced = id
            case .failure(let refusal):
                desk.reply(request, transaction, refusal.status)
                return
            }
        }
        let tag = Names.tag(&desk.chance)
        let id = desk.nextLeg()
        var leg = Leg(
            id, arriving: request, contact: contact, transaction, from: hop, peer: peer, tag: tag)
        if let minimum = leg.tooShort(request, desk) {
            desk.reply(
                request, transaction, 422, tag: tag, headers: [.minSE: String(minimum)])
            return
        }
        if offer != nil { leg.exchange = .theirs(.invite) }
        legs[id] = leg
        desk.legsByTag[tag] = id
        desk.owed[transaction] = id
        desk.tell(
            id,
            .arrived(
                IncomingInvite(
                    request: request, offer: offer, hop: hop, peer: peer, replaces: replaced)))
    }

    private struct Refusal: Error {
        var status: Int
    }

    /// Which leg an INVITE replaces (RFC 3891 §3).
    private func replacement(_ text: String, _ peer: PeerID) -> Result<LegID, Refusal> {
        guard let replaces = Replaces(text) else { return .failure(Refusal(status: 400)) }
        guard let leg = Self.leg(replaces, legs, desk) else {
            return .failure(Refusal(status: 481))
        }
        // Nobody but an agent, or who has the call anyway, may take it over.
        switch peer {
        case .phones: break
        case .trunk: guard leg.peer == peer else { return .failure(Refusal(status: 403)) }
        }
        switch leg.phase {
        case .established, .accepted:
            return replaces.earlyOnly ? .failure(Refusal(status: 486)) : .success(leg.id)
        case .calling:
            return .success(leg.id)
        case .arrived:
            return .failure(Refusal(status: 481))
        case .cancelling, .over:
            return .failure(Refusal(status: 603))
        }
    }

    /// The leg whose dialog a Replaces header names from our side.
    static func leg(_ replaces: Replaces, _ legs: [LegID: Leg], _ desk: Desk) -> Leg? {
        guard let id = desk.legsByTag[replaces.toTag], let leg = legs[id],
            leg.dialog.callID == replaces.callID,
            (leg.dialog.remoteTag ?? "0") == replaces.fromTag
        else { return nil }
        return leg
    }

    /// Why a body can't be read: 415 with what could be (RFC 3261 §8.2.3); nil when it can.
    private static func contentRefusal(
        _ request: Request
    ) -> KeyValuePairs<HeaderName, String>? {
        guard !request.body.isEmpty else { return nil }
        if let encoding = request.headers[.contentEncoding], encoding.lowercased() != "identity" {
            return [.acceptEncoding: "identity"]
        }
        switch request.method {
        case .invite, .update, .prack:
            guard MediaType.essence(request.headers[.contentType]) != MediaType.sdp,
                request.content(MediaType.sdp) == nil
            else { return nil }
            return [.accept: MediaType.sessions]
        default:
            return nil
        }
    }

    /// 200 to OPTIONS: what we can do (RFC 3261 §11.2).
    private static func describe(
        _ request: Request, _ transaction: TransactionID, _ peer: PeerID, tag: String?,
        _ desk: inout Desk
    ) {
        desk.reply(
            request, transaction, 200, tag: tag,
            headers: [
                .allow: UserAgent.allow(for: peer), .accept: MediaType.sessions,
                .acceptEncoding: "identity", .acceptLanguage: "en",
                .supported: OptionTag.supported,
            ])
    }
}
