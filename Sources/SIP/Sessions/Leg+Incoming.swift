// A call that came in: RFC 3261 §13.3, RFC 3262 §3.
extension Leg {
    /// A call that has just come in; its dialog is ready for the 101...299 to come.
    init(
        _ id: LegID, arriving request: Request, contact: SIPURI, _ transaction: TransactionID,
        from hop: Hop, peer: PeerID, tag: String
    ) {
        self.id = id
        self.peer = peer
        isCaller = false
        let from = request.from
        dialog = Dialog(
            callID: request.callID ?? "", localTag: tag, remoteTag: from?.tag,
            local: (request.headers[.to] ?? "") + ";tag=" + tag,
            remote: request.headers[.from] ?? "", localSequence: 0,
            remoteSequence: request.cSeq?.number, remoteTarget: contact,
            routes: RouteSet(request.recordRoutes ?? []), hop: nil, origin: hop)
        dialog.isSecure = request.uri.sip?.isSecure ?? false
        abilities = Abilities(request)
        let reliability: Arrival.Reliability =
            request.headers.list(.require, contains: OptionTag.reliable)
            ? .required : abilities.contains(.reliableProvisional) ? .possible : .never
        phase = .arrived(
            Arrival(request: request, transaction: transaction, reliability: reliability))
    }

    /// 180 or 183.
    mutating func ring(_ session: SessionDescription?, reliably: Bool, _ desk: inout Desk) {
        guard case .arrived(var arrival) = phase else { return }
        guard arrival.unacknowledged == nil else {
            // One reliable response at a time (RFC 3262 §3).
            guard arrival.following.count < 8 else { return }
            arrival.following.append(.ring(session, reliably: reliably))
            phase = .arrived(arrival)
            return
        }
        let isReliable =
            switch arrival.reliability {
            case .required: true
            case .possible: reliably
            case .never: false
            }
        let body = progressBody(session, isReliable: isReliable)
        var response = answer(arrival.request, body.isEmpty ? 180 : 183, desk)
        addContact(to: &response.headers, desk)
        response.headers.append(.allow, UserAgent.allow(for: peer))
        attach(body, to: &response)
        if isReliable {
            // Numbers begin anywhere below 2³¹ (RFC 3262 §3).
            arrival.responseNumber =
                arrival.responseNumber == 0
                ? UInt32.random(in: 1...0xFFFF, using: &desk.chance) : arrival.responseNumber &+ 1
            response.headers.append(.require, OptionTag.reliable)
            response.headers.append(.rSeq, String(arrival.responseNumber))
            arrival.unacknowledged = ReliableResponse(
                response: response, number: arrival.responseNumber, interval: desk.settings.t1,
                deadline: desk.now + desk.settings.timers.patience)
            desk.arm(.reliable, of: &self, after: desk.settings.t1)
        }
        phase = .arrived(arrival)
        desk.respond(response, to: arrival.transaction)
    }

    /// What a provisional response says about the session, given where offer and answer stand.
    private mutating func progressBody(
        _ session: SessionDescription?, isReliable: Bool
    ) -> [UInt8] {
        guard let session else { return [] }
        switch exchange {
        case .theirs(.invite):
            let body = session.bytes()
            localSession = body
            if isReliable {
                exchange = .idle
                hasAgreed = true
            }
            return body
        case .idle where !hasAgreed && isReliable:
            // Nobody has offered yet: an offer of ours may only travel reliably (RFC 3262 §5).
            let body = session.bytes()
            localSession = body
            exchange = .ours(.provisional)
            return body
        case .idle, .ours, .theirs:
            return []
        }
    }

    /// 200.
    mutating func accept(_ session: SessionDescription?, _ desk: inout Desk) {
        guard case .arrived(var arrival) = phase else { return }
        guard arrival.unacknowledged == nil else {
            // The answer may still be on its way (RFC 3262 §3): 200 after the PRACK.
            arrival.following.append(.accept(session))
            phase = .arrived(arrival)
            return
        }
        var body: [UInt8] = []
        switch exchange {
        case .theirs(.invite):
            body = session?.bytes() ?? localSession
            exchange = .idle
            hasAgreed = true
        case .idle where !hasAgreed:
            body = session?.bytes() ?? []
            exchange = .ours(.success)
        case .idle, .ours, .theirs:
            break
        }
        if !body.isEmpty { localSession = body }
        phase = .accepted
        desk.owed[arrival.transaction] = nil
        accept(arrival.request, arrival.transaction, body, &desk)
    }

    /// Sends the 200 of an INVITE and repeats it until its ACK comes.
    mutating func accept(
        _ request: Request, _ transaction: TransactionID, _ body: [UInt8], _ desk: inout Desk
    ) {
        var response = answer(request, 200, desk)
        addContact(to: &response.headers, desk)
        response.headers.append(.allow, UserAgent.allow(for: peer))
        response.headers.append(.supported, OptionTag.supported)
        negotiateSession(request, &response, &desk)
        attach(body, to: &response)
        acceptance = Acceptance(
            response: response, transaction: transaction, number: request.cSeq?.number ?? 0,
            interval: desk.settings.t1, deadline: desk.now + desk.settings.timers.patience)
        desk.arm(.acceptance, of: &self, after: desk.settings.t1)
        desk.respond(response, to: transaction)
    }

    /// 300...699.
    mutating func reject(_ rejection: UserAgent.Rejection, _ desk: inout Desk) {
        guard case .arrived(let arrival) = phase, (300...699).contains(rejection.status) else {
            return
        }
        refuse(arrival, rejection, &desk)
        end(LegEnd(by: .us, status: rejection.status, reason: rejection.phrase ?? ""), &desk)
    }

    /// Sends the final refusal of an INVITE.
    func refuse(_ arrival: Arrival, _ rejection: UserAgent.Rejection, _ desk: inout Desk) {
        var response = answer(arrival.request, rejection.status, desk)
        if let phrase = rejection.phrase { response.reason = phrase }
        if let retryAfter = rejection.retryAfter {
            response.headers.append(.retryAfter, String(max(1, retryAfter.components.seconds)))
        }
        for field in rejection.headers { response.headers.append(field.name, field.value) }
        desk.owed[arrival.transaction] = nil
        desk.respond(response, to: arrival.transaction)
    }

    /// The caller took its INVITE back; CANCEL has its 200 already (RFC 3261 §9.2).
    mutating func cancelled(_ desk: inout Desk) {
        guard case .arrived(let arrival) = phase else { return }
        refuse(arrival, UserAgent.Rejection(487), &desk)
        end(LegEnd(by: .peer, status: 487, reason: "Cancelled"), &desk)
    }

    /// The ACK of a 200 came.
    mutating func acknowledged(_ request: Request, _ desk: inout Desk) {
        guard let acceptance, request.cSeq?.number == acceptance.number else { return }
        self.acceptance = nil
        desk.disarm(.acceptance, of: &self)
        let isFirst: Bool
        switch phase {
        case .accepted:
            isFirst = true
            phase = .established
        case .established:
            isFirst = false
        case .over:
            payBye(&desk)
            return
        case .arrived, .calling, .cancelling:
            return
        }
        if case .ours(.success) = exchange {
            guard let answer = SessionDescription(of: request) else {
                fail(488, "The ACK brought no answer to our offer", &desk)
                return
            }
            exchange = .idle
            hasAgreed = true
            desk.tell(id, .offerAnswered(answer))
        }
        if isFirst { desk.tell(id, .confirmed) }
        offerNow(&desk)
    }

    /// The ACK of a 200 has not come yet.
    mutating func acceptanceTimer(_ desk: inout Desk) {
        guard var acceptance else { return }
        guard desk.now < acceptance.deadline else {
            self.acceptance = nil
            if phase.isOver {
                payBye(&desk)
            } else {
                fail(408, "No ACK came", &desk)
            }
            return
        }
        acceptance.interval = min(acceptance.interval * 2, desk.settings.t2)
        self.acceptance = acceptance
        desk.arm(.acceptance, of: &self, after: acceptance.interval)
        desk.respond(acceptance.response, to: acceptance.transaction)
    }

    /// The PRACK of a reliable response has not come yet (RFC 3262 §3).
    mutating func reliableTimer(_ desk: inout Desk) {
        guard case .arrived(var arrival) = phase, var waiting = arrival.unacknowledged else {
            return
        }
        guard desk.now < waiting.deadline else {
            refuse(arrival, UserAgent.Rejection(504), &desk)
            end(LegEnd(by: .failure, status: 504, reason: "No PRACK came"), &desk)
            return
        }
        waiting.interval = waiting.interval * 2
        arrival.unacknowledged = waiting
        phase = .arrived(arrival)
        desk.arm(.reliable, of: &self, after: waiting.interval)
        desk.respond(waiting.response, to: arrival.transaction)
    }

    /// A PRACK came.
    mutating func prack(_ request: Request, _ transaction: TransactionID, _ desk: inout Desk) {
        guard case .arrived(var arrival) = phase, let waiting = arrival.unacknowledged,
            let text = request.headers[.rAck], let rAck = RAck(text),
            rAck == RAck(response: waiting.number, request: arrival.request.cSeq ?? rAck.request)
        else {
            desk.reply(request, transaction, 481)
            return
        }
        let session = SessionDescription(of: request)
        if !request.body.isEmpty, session == nil {
            desk.reply(request, transaction, 400, phrase: "Bad Session Description")
            return
        }
        arrival.unacknowledged = nil
        let following = arrival.following
        arrival.following = []
        phase = .arrived(arrival)
        desk.disarm(.reliable, of: &self)
        take(session, inPRACK: request, transaction, &desk)
        for step in following {
            switch step {
            case .ring(let session, let reliably): ring(session, reliably: reliably, &desk)
            case .accept(let session): accept(session, &desk)
            }
        }
    }

    private mutating func take(
        _ session: SessionDescription?, inPRACK request: Request, _ transaction: TransactionID,
        _ desk: inout Desk
    ) {
        switch (exchange, session) {
        case (.ours(.provisional), let session?):
            exchange = .idle
            hasAgreed = true
            desk.respond(answer(request, 200, desk), to: transaction)
            desk.tell(id, .offerAnswered(session))
        case (.idle, let offer?) where hasAgreed:
            exchange = .theirs(.request(request, transaction))
            desk.owed[transaction] = id
            desk.tell(id, .offered(offer))
        case (.ours(.provisional), nil):
            desk.respond(answer(request, 200, desk), to: transaction)
            failArrival(488, "The PRACK brought no answer to our offer", &desk)
        case (_, nil), (.idle, _), (.ours, _), (.theirs, _):
            desk.respond(answer(request, 200, desk), to: transaction)
        }
    }

    private mutating func failArrival(_ status: Int, _ reason: String, _ desk: inout Desk) {
        guard case .arrived(let arrival) = phase else { return }
        refuse(arrival, UserAgent.Rejection(status), &desk)
        end(LegEnd(by: .failure, status: status, reason: reason), &desk)
    }

    /// An answer within the dialog.
    func answer(_ request: Request, _ status: Int, _ desk: Desk) -> Response {
        var response = Response(to: request, status, toTag: dialog.localTag)
        response.headers.append(.server, desk.settings.name)
        return response
    }

    /// Puts a session description into a response.
    func attach(_ body: [UInt8], to response: inout Response) {
        guard !body.isEmpty else { return }
        response.headers.append(.contentType, MediaType.sdp)
        response.body = body
    }
}
