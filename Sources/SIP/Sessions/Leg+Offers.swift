// Offers in a dialog that stands: RFC 3261 §14, RFC 3311, RFC 6337.
extension Leg {
    /// A re-INVITE of the peer.
    mutating func reinvited(
        _ request: Request, _ transaction: TransactionID, _ desk: inout Desk
    ) {
        switch phase {
        case .established:
            break
        case .arrived:
            // A second INVITE before the first has its final response (RFC 3261 §14.2).
            refuseForNow(request, transaction, &desk)
            return
        case .accepted, .calling:
            desk.reply(request, transaction, 491, tag: dialog.localTag)
            return
        case .cancelling, .over:
            desk.reply(request, transaction, 481, tag: dialog.localTag)
            return
        }
        if acceptance != nil || hasOwnReinvite {
            desk.reply(request, transaction, 491, tag: dialog.localTag)
            return
        }
        offered(request, transaction, &desk)
    }

    /// An UPDATE of the peer.
    mutating func updated(_ request: Request, _ transaction: TransactionID, _ desk: inout Desk) {
        guard !phase.isOver else {
            desk.reply(request, transaction, 481, tag: dialog.localTag)
            return
        }
        guard !request.body.isEmpty else {
            refreshTarget(request)
            var response = answer(request, 200, desk)
            addContact(to: &response.headers, desk)
            negotiateSession(request, &response, &desk)
            desk.respond(response, to: transaction)
            return
        }
        offered(request, transaction, &desk)
    }

    private mutating func offered(
        _ request: Request, _ transaction: TransactionID, _ desk: inout Desk
    ) {
        switch exchange {
        case .ours:
            desk.reply(request, transaction, 491, tag: dialog.localTag)
            return
        case .theirs:
            refuseForNow(request, transaction, &desk)
            return
        case .idle:
            break
        }
        if let minimum = tooShort(request, desk) {
            desk.reply(
                request, transaction, 422, tag: dialog.localTag,
                headers: [.minSE: String(minimum)])
            return
        }
        let session = SessionDescription(of: request)
        if !request.body.isEmpty, session == nil {
            desk.reply(
                request, transaction, 400, tag: dialog.localTag,
                phrase: "Bad Session Description")
            return
        }
        exchange = .theirs(.request(request, transaction))
        desk.owed[transaction] = id
        desk.tell(id, .offered(session))
    }

    /// 500 with a Retry-After of up to ten seconds (RFC 3261 §14.2, RFC 3311 §5.2).
    private func refuseForNow(
        _ request: Request, _ transaction: TransactionID, _ desk: inout Desk
    ) {
        let seconds = Int.random(in: 0...10, using: &desk.chance)
        desk.reply(
            request, transaction, 500, tag: dialog.localTag,
            headers: [.retryAfter: String(seconds)])
    }

    /// The application answers the peer's offer, or makes the offer it was asked for.
    mutating func answerOffer(_ session: SessionDescription?, _ desk: inout Desk) {
        guard case .theirs(let carrier) = exchange else { return }
        let body = session?.bytes() ?? []
        switch carrier {
        case .invite:
            // It is answered by ring and accept.
            return
        case .provisional(let rAck):
            exchange = .idle
            hasAgreed = session != nil
            if session != nil { localSession = body }
            sendPRACK(rAck, body: body, &desk)
            if session == nil { hangUp(reason: "No common session", &desk) }
        case .success:
            guard session != nil else {
                fail(488, "We refused the offer of the answer", &desk)
                return
            }
            exchange = .idle
            hasAgreed = true
            localSession = body
            acknowledge(dialog.localSequence, body: body, &desk)
            offerNow(&desk)
        case .request(let request, let transaction):
            exchange = .idle
            answer(request, transaction, body, &desk)
            offerNow(&desk)
        }
    }

    private mutating func answer(
        _ request: Request, _ transaction: TransactionID, _ body: [UInt8], _ desk: inout Desk
    ) {
        desk.owed[transaction] = nil
        guard !body.isEmpty else {
            var response = answer(request, 488, desk)
            response.headers.append(.warning, "399 allo \"No common session\"")
            desk.respond(response, to: transaction)
            return
        }
        localSession = body
        outdateAnswer()
        refreshTarget(request)
        if request.method == .invite {
            if request.body.isEmpty { exchange = .ours(.success) }
            accept(request, transaction, body, &desk)
            return
        }
        var response = answer(request, 200, desk)
        if request.method == .update {
            addContact(to: &response.headers, desk)
            negotiateSession(request, &response, &desk)
        }
        attach(body, to: &response)
        desk.respond(response, to: transaction)
    }

    /// The peer took its re-INVITE back before the application answered.
    mutating func offerCancelled(_ transaction: TransactionID, _ desk: inout Desk) {
        guard case .theirs(.request(let request, transaction)) = exchange else { return }
        exchange = .idle
        desk.respond(answer(request, 487, desk), to: transaction)
        offerNow(&desk)
    }

    /// Nobody waits any more for a response that the application owes.
    mutating func forgo(_ transaction: TransactionID, _ desk: inout Desk) {
        if case .theirs(.request(_, transaction)) = exchange {
            exchange = .idle
            offerNow(&desk)
        }
        if case .asked(_, transaction) = transfer { transfer = nil }
    }

    /// The application wants another session.
    mutating func offer(_ session: SessionDescription, _ desk: inout Desk) {
        guard !phase.isOver else { return }
        var wanted = wantedOffer ?? WantedOffer(body: [])
        wanted.body = session.bytes()
        wanted.isRefresh = false
        wantedOffer = wanted
        offerNow(&desk)
    }

    /// Sends the offer that waits, when nothing is in its way.
    mutating func offerNow(_ desk: inout Desk) {
        guard let wanted = wantedOffer, !wanted.isResting, openOffer == nil, exchange.isIdle,
            hasAgreed, acceptance == nil, !hasOwnReinvite
        else { return }
        let method: Method
        switch phase {
        case .established:
            method = wanted.isRefresh && abilities.contains(.update) ? .update : .invite
        case .arrived, .calling:
            // Before the answer only UPDATE may offer, where the peer takes it (RFC 3311 §5.1).
            guard abilities.contains(.update), dialog.hasPeer else { return }
            method = .update
        case .accepted, .cancelling, .over:
            return
        }
        var request = request(method, &desk)
        addContact(to: &request.headers, desk)
        request.headers.append(.allow, UserAgent.allow(for: peer))
        request.headers.append(.supported, OptionTag.supported)
        offerSession(in: &request, minimum: nil, desk)
        let offers = method == .invite || !wanted.isRefresh
        if offers {
            request.headers.append(.contentType, MediaType.sdp)
            request.body = wanted.body
            exchange = .ours(.request)
        }
        if method == .invite { hasOwnReinvite = true }
        openOffer = wanted
        wantedOffer = nil
        send(request, for: method == .invite ? .reinvite : .update(offers: offers), &desk)
    }

    /// A response to our re-INVITE or UPDATE.
    mutating func offerAnswered(
        _ response: Response, _ sent: Request, offers: Bool, _ desk: inout Desk
    ) {
        let isInvite = sent.method == .invite
        if isInvite {
            hasOwnReinvite = false
            ownReinvite = nil
        }
        if isInvite, response.isSuccess { acknowledge(response.cSeq?.number ?? 0, &desk) }
        guard !phase.isOver, let open = openOffer else { return }
        openOffer = nil
        if response.isSuccess {
            dialog.refreshTarget(response.contacts?.first?.uri.sip)
            takeSession(response, &desk)
            if offers { settle(open, response, &desk) }
        } else {
            if offers { exchange = .idle }
            offerRefused(response, sent, open, &desk)
        }
        offerNow(&desk)
    }

    private mutating func settle(
        _ open: WantedOffer, _ response: Response, _ desk: inout Desk
    ) {
        exchange = .idle
        guard let session = SessionDescription(of: response) else {
            fail(488, "The answer brought no answer to our offer", &desk)
            return
        }
        localSession = open.body
        outdateAnswer()
        if !open.isRefresh { desk.tell(id, .offerAnswered(session)) }
    }

    /// A refusal of our re-INVITE or UPDATE: tried again where that can help.
    private mutating func offerRefused(
        _ response: Response, _ sent: Request, _ open: WantedOffer, _ desk: inout Desk
    ) {
        var next = wantedOffer ?? open
        switch response.status {
        case 401, 407:
            if challenge(response, of: sent) {
                wantedOffer = next
                return
            }
        case 408, 481:
            // The dialog is gone on the other side (RFC 3261 §14.1, RFC 5057 §5).
            fail(response.status, "The peer does not know the call any more", &desk)
            return
        case 422:
            if let minimum = response.headers[.minSE].flatMap(SessionExpires.minimum),
                let session, session.interval < .seconds(minimum), minimum <= 86_400
            {
                self.session?.interval = .seconds(minimum)
                wantedOffer = next
                return
            }
        default:
            break
        }
        if let rest = rest(after: response, &desk), open.collisions < 4 {
            next.collisions = open.collisions + 1
            next.isResting = true
            wantedOffer = next
            desk.arm(.glare, of: &self, after: rest)
        } else if open.isRefresh, sent.method == .update {
            // A peer that lists UPDATE and does not know it is refreshed by re-INVITE.
            abilities.remove(.update)
            wantedOffer = next
        } else if !open.isRefresh {
            desk.tell(id, .offerRefused(status: response.status))
        }
    }

    /// How long to wait before an offer that met another is tried again (RFC 3261 §14.1); nil
    /// when the refusal means something else.
    private func rest(after response: Response, _ desk: inout Desk) -> Duration? {
        switch response.status {
        case 491:
            let range = isCaller ? 210...400 : 0...200
            return desk.chance.span(range, of: .milliseconds(10))
        case 500, 503:
            guard let pause = response.retryAfter, pause <= .seconds(10) else { return nil }
            return max(pause, .milliseconds(10))
        default:
            return nil
        }
    }

    /// The rest after a collision is over.
    mutating func glareTimer(_ desk: inout Desk) {
        wantedOffer?.isResting = false
        offerNow(&desk)
    }

    /// Takes the peer's new address from a target refresh request.
    mutating func refreshTarget(_ request: Request) {
        dialog.refreshTarget(request.contacts?.first?.uri.sip)
    }
}
