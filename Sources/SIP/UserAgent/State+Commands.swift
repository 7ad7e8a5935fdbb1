extension UserAgent.State {
    mutating func perform(_ command: UserAgent.Command) {
        switch command {
        case .ring(let id, let session, let reliably):
            with(id) { leg, desk in leg.ring(session, reliably: reliably, &desk) }
        case .accept(let id, let session):
            with(id) { leg, desk in leg.accept(session, &desk) }
        case .reject(let id, let rejection):
            with(id) { leg, desk in leg.reject(rejection, &desk) }
        case .call(let id, let call):
            begin(id, call)
        case .hangUp(let id, let reason):
            with(id) { leg, desk in leg.hangUp(reason: reason, &desk) }
        case .withdraw(let id):
            with(id) { leg, desk in leg.withdraw(&desk) }
        case .answerBye(let id):
            with(id) { leg, desk in leg.answerBye(&desk) }
        case .offer(let id, let session):
            with(id) { leg, desk in leg.offer(session, &desk) }
        case .answerOffer(let id, let session):
            with(id) { leg, desk in leg.answerOffer(session, &desk) }
        case .refer(let id, let target, let replacing):
            let replaced = replacing.flatMap { legs[$0]?.dialog }
            with(id) { leg, desk in leg.refer(to: target, replacing: replaced, &desk) }
        case .answerRefer(let id, let isAccepted):
            with(id) { leg, desk in leg.answerRefer(isAccepted, &desk) }
        case .failRefer(let id, let status):
            with(id) { leg, desk in leg.failRefer(status, &desk) }
        case .reportRefer(let id, let status):
            with(id) { leg, desk in leg.reportRefer(status, &desk) }
        case .info(let id, let contentType, let body):
            with(id) { leg, desk in leg.info(contentType, body, &desk) }
        case .options(let token, let target, let hop):
            let request = desk.options(target, over: hop)
            desk.send(request, to: hop, for: .shell(token))
        case .request(let token, let request, let hop):
            desk.send(request, to: hop, for: .shell(token))
        case .respond(let transaction, let response):
            desk.respond(response, to: transaction)
        }
    }

    private mutating func begin(_ id: LegID, _ call: OutgoingCall) {
        guard legs[id] == nil else { return }
        guard legs.count < desk.settings.maximumLegs,
            let leg = Leg(id, call, replacing: call.replaces.flatMap { legs[$0]?.dialog }, &desk)
        else {
            let reason = call.hops.isEmpty ? "No address to call" : "Too many calls"
            desk.tell(id, .ended(LegEnd(by: .failure, status: 503, reason: reason)))
            return
        }
        legs[id] = leg
        desk.legsByTag[leg.dialog.localTag] = id
        with(id) { leg, desk in leg.invite(&desk) }
    }
}

extension Desk {
    /// An OPTIONS outside any dialog.
    fileprivate mutating func options(_ target: SIPURI, over hop: Hop) -> Request {
        var from = NameAddress(.sip(contactURI(over: hop)))
        from.tag = Names.tag(&chance)
        return Request(
            .options, .sip(target),
            headers: HeaderFields([
                .maxForwards: "70", .from: from.description,
                .to: NameAddress(.sip(target)).description, .callID: Names.callID(&chance),
                .cSeq: CSeq(1, .options).description, .contact: contact(over: hop),
                .accept: MediaType.sessions, .userAgent: settings.name,
            ]))
    }
}
