import Telephony

extension UserAgent.State {
    /// Works off one event, and whatever the transactions make of it.
    mutating func take(_ event: UserAgent.Event) {
        switch event {
        case .received(let message, let hop, let peer):
            desk.absorb(desk.transactions.receive(message, from: hop, now: desk.now))
            drain(peer)
        case .transportFailed(let hop, let reason):
            desk.absorb(desk.transactions.transportFailed(hop, now: desk.now))
            drain(nil, fault: reason)
        case .unsent(let bytes, _, let reason):
            // What we wrote can be read; a response is sent again when it is asked for again.
            guard case .request(let request)? = try? MessageReader.read(bytes) else { return }
            desk.absorb(desk.transactions.unsent(request, now: desk.now))
            drain(nil, fault: reason)
        case .connected(let hop):
            if hop.transport == .tcp { desk.streams.add(hop.remote.address) }
        case .timePassed:
            desk.absorb(desk.transactions.advance(to: desk.now))
            drain(nil)
            while let name = desk.timers.popDue(desk.now) {
                fire(name)
                drain(nil)
            }
        case .do(let command):
            perform(command)
            drain(nil)
        case .found(let id, let hops):
            guard let leg = desk.lookUps.removeValue(forKey: id) else { return }
            with(leg) { leg, desk in leg.found(hops, &desk) }
            drain(nil)
        }
    }

    /// Works off what the transaction layer said, until it says no more; `fault` is what fails the
    /// transport, where it does.
    private mutating func drain(_ peer: PeerID?, fault: String = "Transport failed") {
        while !desk.news.isEmpty {
            let news = desk.news
            desk.news = []
            for item in news { take(item, peer, fault) }
        }
    }

    private mutating func take(_ news: TransactionEffect, _ peer: PeerID?, _ fault: String) {
        switch news {
        case .send:
            break
        case .request(let request, let transaction, let hop):
            // Only a message that has just come can bring a request.
            guard let peer else { return }
            receive(request, transaction, hop, peer)
        case .ack(let request, _):
            guard let id = leg(for: request, from: peer) else { return }
            with(id) { leg, desk in leg.acknowledged(request, &desk) }
        case .cancelled(let transaction):
            guard let id = desk.owed.removeValue(forKey: transaction) else { return }
            with(id) { leg, desk in
                leg.cancelled(&desk)
                leg.offerCancelled(transaction, &desk)
            }
        case .response(let response, let transaction):
            receive(response, transaction)
        case .timedOut(let transaction):
            miss(transaction, 408, "No answer")
        case .failed(let transaction, let failure):
            miss(transaction, 503, failure == .transport ? fault : "Too large")
        }
    }

    private mutating func receive(_ response: Response, _ transaction: TransactionID) {
        guard let use = desk.uses[transaction] else { return }
        switch use.owner {
        case .leg(let id, let purpose):
            with(id) { leg, desk in
                leg.receive(response, transaction, for: purpose, use.request, &desk)
            }
        case .shell(let token):
            guard !response.isProvisional else { return }
            desk.uses[transaction] = nil
            desk.effects.append(.response(token, response))
        }
    }

    private mutating func miss(_ transaction: TransactionID, _ status: Int, _ reason: String) {
        guard let use = desk.uses.removeValue(forKey: transaction) else {
            if status == 408, let id = desk.owed.removeValue(forKey: transaction) {
                with(id) { leg, desk in leg.forgo(transaction, &desk) }
            }
            return
        }
        if status == 503, goesOn(use), let renewed = desk.sendAsDatagram(use) {
            if case .leg(let id, let purpose) = use.owner {
                with(id) { leg, _ in leg.renewed(purpose, as: renewed) }
            }
            return
        }
        switch use.owner {
        case .leg(let id, let purpose):
            with(id) { leg, desk in leg.miss(status, reason, for: purpose, use, &desk) }
        case .shell(let token):
            desk.effects.append(.noResponse(token, reason: reason))
        }
    }

    /// Whether a request is still wanted.
    private func goesOn(_ use: Desk.Use) -> Bool {
        guard case .leg(let id, let purpose) = use.owner else { return true }
        guard let leg = legs[id] else { return false }
        switch purpose {
        case .invite, .reinvite, .update, .prack, .refer, .info: return !leg.phase.isOver
        case .acknowledge, .bye, .strayBye, .notify: return true
        }
    }

    private mutating func fire(_ name: TimerName) {
        with(name.leg) { leg, desk in
            leg.armed.remove(name.kind)
            switch name.kind {
            case .acceptance: leg.acceptanceTimer(&desk)
            case .reliable: leg.reliableTimer(&desk)
            case .session: leg.sessionTimer(&desk)
            case .glare: leg.glareTimer(&desk)
            case .farewell: leg.answerBye(&desk)
            case .acknowledgement: leg.acknowledgementTimer(&desk)
            case .ringing: leg.ringingTimer(&desk)
            case .transfer: leg.transferTimer(&desk)
            default: break
            }
        }
    }

    /// Lets a leg act, and lets go of it when it has come to rest.
    mutating func with(_ id: LegID, _ act: (inout Leg, inout Desk) -> Void) {
        guard let index = legs.index(forKey: id) else { return }
        act(&legs.values[index], &desk)
        if legs.values[index].isAtRest { remove(id) }
    }

    private mutating func remove(_ id: LegID) {
        guard var leg = legs.removeValue(forKey: id) else { return }
        leg.forgetAnswered(&desk)
        for kind in TimerKinds.all { desk.disarm(kind, of: &leg) }
        if let lookUp = leg.lookUp { desk.lookUps[lookUp] = nil }
        desk.legsByTag[leg.dialog.localTag] = nil
    }

    /// The peer of the leg whose dialog a request names; nil where there is none.
    public func peer(of request: Request) -> PeerID? {
        guard let tag = request.toTag, let id = desk.legsByTag[tag], let leg = legs[id],
            leg.dialog.callID == request.callID
        else { return nil }
        return leg.peer
    }

    /// The leg whose dialog a request of the peer belongs to (RFC 3261 §12.2.2).
    ///
    /// Our tag is random and names the dialog; Call-ID and the peer's tag must fit it, and the
    /// request must come from the leg's own peer, so that no stranger can end a call.
    func leg(for request: Request, from peer: PeerID?) -> LegID? {
        guard let tag = request.to?.tag, let id = desk.legsByTag[tag], let leg = legs[id],
            leg.dialog.callID == request.callID, leg.peer == peer
        else { return nil }
        let remoteTag = request.from?.tag
        if leg.dialog.remoteTag == remoteTag || leg.dialog.remoteTag == nil { return id }
        switch leg.phase {
        case .calling(let calling), .cancelling(let calling):
            return calling.branches.contains { $0.dialog.remoteTag == remoteTag } ? id : nil
        case .arrived, .accepted, .established, .over:
            return nil
        }
    }
}
