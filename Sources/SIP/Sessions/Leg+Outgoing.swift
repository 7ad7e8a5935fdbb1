// A call that we make: RFC 3261 §13.2.
extension Leg {
    /// A call of ours whose INVITE goes out at once.
    init?(_ id: LegID, _ call: OutgoingCall, replacing: Dialog?, _ desk: inout Desk) {
        guard let hop = call.hops.first else { return nil }
        self.id = id
        peer = call.peer
        isCaller = true
        let tag = Names.tag(&desk.chance)
        var from = NameAddress(.sip(call.from), displayName: call.displayName)
        from.tag = tag
        var target = call.target
        target.headers = Parameters()
        dialog = Dialog(
            callID: Names.callID(&desk.chance), localTag: tag, remoteTag: nil,
            local: from.description, remote: NameAddress(.sip(target)).description,
            localSequence: 0, remoteSequence: nil, remoteTarget: target, hop: hop, origin: hop)
        dialog.isSecure = target.isSecure
        authentication = call.credentials.map {
            .digest(DigestClient(username: $0.user, password: $0.password))
        }
        var headers = call.headers
        if let replacing { headers.append(.replaces, Replaces(replacing).description) }
        var call = call
        call.headers = headers
        phase = .calling(
            Calling(
                call: call, request: Request(.invite, .sip(target)), transaction: nil, hop: hop,
                otherHops: Array(call.hops.dropFirst())))
        exchange = call.offer == nil ? .idle : .ours(.invite)
        localSession = call.offer?.bytes() ?? []
    }

    /// Sends the INVITE, anew for every challenge, address and interval that is tried.
    mutating func invite(_ desk: inout Desk, minimum: Int? = nil) {
        guard case .calling(var calling) = phase else { return }
        dialog.forgetPeer(calling.request.uri.sip ?? calling.call.target)
        dialog.hop = calling.hop
        dialog.origin = calling.hop
        exchange = calling.call.offer == nil ? .idle : .ours(.invite)
        hasAgreed = false
        var invite = request(.invite, &desk)
        invite.headers.set(.maxForwards, String(min(max(calling.call.maxForwards, 0), 70)))
        addContact(to: &invite.headers, desk)
        invite.headers.append(.allow, UserAgent.allow(for: peer))
        invite.headers.append(.supported, OptionTag.supported)
        offerSession(in: &invite, minimum: minimum, desk)
        for field in calling.call.headers { invite.headers.append(field.name, field.value) }
        if !localSession.isEmpty {
            invite.headers.append(.contentType, MediaType.sdp)
            invite.body = localSession
        }
        calling.request = invite
        calling.branches = []
        openRequests += 1
        calling.transaction = desk.send(
            invite, to: calling.hop, for: .leg(id, .invite), others: calling.otherHops)
        phase = .calling(calling)
        // All tries together have as long as the first one.
        if !armed.contains(.ringing) {
            desk.arm(.ringing, of: &self, after: calling.call.patience)
        }
    }

    /// Nobody has answered our INVITE, which may have rung all the while.
    mutating func ringingTimer(_ desk: inout Desk) {
        guard case .calling(let calling) = phase else { return }
        cancel(
            calling, LegEnd(by: .failure, status: 408, reason: "Nobody answered in time"), &desk)
    }

    /// Takes our INVITE back (RFC 3261 §9.1): the transaction layer sends the CANCEL as soon as a
    /// provisional response allows it.
    mutating func cancel(
        _ calling: Calling, _ end: LegEnd, reason: String? = nil, _ desk: inout Desk
    ) {
        phase = .cancelling(calling)
        desk.disarm(.ringing, of: &self)
        desk.tell(id, .ended(end))
        guard let transaction = calling.transaction else { return }
        desk.absorb(desk.transactions.cancel(transaction, reason: reason, now: desk.now))
    }

    /// A 1xx to our INVITE.
    mutating func progressed(_ response: Response, _ desk: inout Desk) {
        guard case .calling(var calling) = phase, response.status > 100 else { return }
        guard let tag = response.to?.tag else {
            // Without a tag there is no dialog yet; ringing is ringing.
            desk.tell(id, .progress(status: response.status, nil))
            return
        }
        guard let index = branch(tag, response, &calling) else { return }
        let session = SessionDescription(of: response)
        let isReliable =
            response.headers.list(.require, contains: OptionTag.reliable)
            && response.headers.contains(.rSeq)
        guard isReliable else {
            if let session, !calling.branches[index].isSettled {
                calling.branches[index].answer = session
            }
            phase = .calling(calling)
            let isOffered = calling.call.offer != nil
            desk.tell(id, .progress(status: response.status, isOffered ? session : nil))
            return
        }
        guard let text = response.headers[.rSeq], let number = UInt32(text),
            let sequence = response.cSeq
        else { return }
        if let last = calling.branches[index].responseNumber, number != last &+ 1 {
            // A repetition, or one that overtook its predecessor and will come again
            // (RFC 3262 §4).
            return
        }
        calling.branches[index].responseNumber = number
        abilities.formUnion(Abilities(response))
        let rAck = RAck(response: number, request: sequence)
        if calling.call.offer == nil, let session, exchange.isIdle, !hasAgreed {
            exchange = .theirs(.provisional(rAck))
            phase = .calling(calling)
            select(tag)
            desk.tell(id, .progress(status: response.status, nil))
            desk.tell(id, .offered(session))
            return
        }
        if let session, calling.call.offer != nil, !calling.branches[index].isSettled {
            calling.branches[index].answer = session
            calling.branches[index].isSettled = true
            exchange = .idle
            hasAgreed = true
        }
        phase = .calling(calling)
        select(tag)
        sendPRACK(rAck, body: [], &desk)
        desk.tell(id, .progress(status: response.status, session))
    }

    /// Acknowledges a reliable provisional response of the selected branch.
    mutating func sendPRACK(_ rAck: RAck, body: [UInt8], _ desk: inout Desk) {
        var prack = request(.prack, &desk)
        prack.headers.append(.rAck, rAck.description)
        if !body.isEmpty {
            prack.headers.append(.contentType, MediaType.sdp)
            prack.body = body
        }
        send(prack, for: .prack, &desk)
    }

    /// The place of a branch among those that have answered; a new one when the tag is new, none
    /// when there are too many.
    private mutating func branch(
        _ tag: String, _ response: Response, _ calling: inout Calling
    ) -> Int? {
        if let index = calling.branches.firstIndex(where: { $0.dialog.remoteTag == tag }) {
            return index
        }
        guard calling.branches.count < 16 else { return nil }
        var early = dialog
        early.adopt(response)
        calling.branches.append(Calling.Branch(dialog: early))
        if calling.branches.count == 1 { dialog = early }
        return calling.branches.count - 1
    }

    /// Makes a branch the one whose dialog our next request uses.
    mutating func select(_ tag: String?) {
        guard dialog.remoteTag != tag, case .calling(var calling) = phase,
            let to = calling.branches.firstIndex(where: { $0.dialog.remoteTag == tag })
        else { return }
        if let from = calling.branches.firstIndex(where: {
            $0.dialog.remoteTag == dialog.remoteTag
        }) {
            calling.branches[from].dialog = dialog
        }
        dialog = calling.branches[to].dialog
        phase = .calling(calling)
    }

    /// A 2xx to the INVITE that began the call, the first one or another.
    mutating func accepted(
        _ response: Response, _ transaction: TransactionID, _ desk: inout Desk
    ) {
        let number = response.cSeq?.number ?? 0
        let tag = response.to?.tag
        guard !acknowledgeAgain(number, tag: tag, &desk) else { return }
        switch phase {
        case .calling(let calling):
            close(.invite, keeping: transaction, &desk)
            establish(calling, response, tag: tag, number: number, &desk)
        case .cancelling:
            close(.invite, keeping: transaction, &desk)
            // The 200 crossed our CANCEL: the call stands, and is hung up (RFC 3261 §9.1).
            dialog.adopt(response)
            phase = .over
            acknowledge(number, &desk)
            sayBye(nil, &desk)
        case .established where tag != dialog.remoteTag && isCaller,
            .over where tag != dialog.remoteTag && isCaller:
            dismiss(response, number: number, &desk)
        case .established, .over, .arrived, .accepted:
            break
        }
    }

    private mutating func establish(
        _ calling: Calling, _ response: Response, tag: String?, number: UInt32, _ desk: inout Desk
    ) {
        select(tag)
        let branch = calling.branches.first { $0.dialog.remoteTag == tag }
        dialog.adopt(response)
        abilities = Abilities(response)
        phase = .established
        desk.disarm(.ringing, of: &self)
        takeSession(response, &desk)
        let session = SessionDescription(of: response)
        if calling.call.offer == nil, !hasAgreed {
            guard let session else {
                acknowledge(number, &desk)
                fail(488, "The answer brought no offer", &desk)
                return
            }
            exchange = .theirs(.success)
            desk.tell(id, .answered(nil))
            desk.tell(id, .offered(session))
            return
        }
        acknowledge(number, &desk)
        let isSettled = branch?.isSettled ?? false
        let answer = isSettled ? branch?.answer : session ?? branch?.answer
        guard answer != nil || isSettled || calling.call.offer == nil else {
            fail(488, "The answer brought no answer to our offer", &desk)
            return
        }
        if case .ours(.invite) = exchange { exchange = .idle }
        hasAgreed = true
        desk.tell(id, .answered(answer))
        offerNow(&desk)
    }

    /// An UPDATE has changed the session before the call is answered: what the branch answered
    /// first is of no use any more.
    mutating func outdateAnswer() {
        guard case .calling(var calling) = phase,
            let index = calling.branches.firstIndex(where: {
                $0.dialog.remoteTag == dialog.remoteTag
            })
        else { return }
        calling.branches[index].answer = nil
        phase = .calling(calling)
    }

    /// A second branch answered as well: it gets its ACK and a BYE (RFC 3261 §13.2.2.4).
    private mutating func dismiss(_ response: Response, number: UInt32, _ desk: inout Desk) {
        guard acknowledgements.count < 16 else { return }
        let chosen = dialog
        dialog.adopt(response)
        acknowledge(number, &desk)
        let bye = request(.bye, &desk)
        send(bye, for: .strayBye, &desk)
        dialog = chosen
    }

    /// A final refusal of our INVITE.
    mutating func refused(_ response: Response, _ desk: inout Desk) {
        openRequests -= 1
        guard case .calling(var calling) = phase else {
            if case .cancelling = phase { phase = .over }
            return
        }
        switch response.status {
        case 401, 407:
            if challenge(response, of: calling.request) {
                invite(&desk)
                return
            }
        case 422:
            if let minimum = response.headers[.minSE].flatMap(SessionExpires.minimum),
                !calling.hasWidened, minimum <= 86_400
            {
                calling.hasWidened = true
                phase = .calling(calling)
                invite(&desk, minimum: minimum)
                return
            }
        case 503:
            if tryNextHop(&desk) { return }
        default:
            break
        }
        end(LegEnd(response), &desk)
    }

    /// Our INVITE had no answer, or could not be sent.
    mutating func unreachable(_ status: Int, _ reason: String, _ desk: inout Desk) {
        openRequests -= 1
        guard case .calling = phase else {
            if case .cancelling = phase { phase = .over }
            return
        }
        if tryNextHop(&desk) { return }
        end(LegEnd(by: .failure, status: status, reason: reason), &desk)
    }

    private mutating func tryNextHop(_ desk: inout Desk) -> Bool {
        guard case .calling(var calling) = phase, !calling.otherHops.isEmpty else { return false }
        calling.hop = calling.otherHops.removeFirst()
        phase = .calling(calling)
        invite(&desk)
        return true
    }
}

extension Dialog {
    /// Goes back to where only the target is known, for another try.
    fileprivate mutating func forgetPeer(_ target: SIPURI) {
        guard remoteTag != nil else { return }
        remoteTag = nil
        remote = NameAddress(.sip(target)).description
        remoteTarget = target
        routes = RouteSet()
    }

    /// Takes the peer's side from a response that makes a dialog (RFC 3261 §12.1.2).
    mutating func adopt(_ response: Response) {
        remoteTag = response.to?.tag
        if let to = response.headers[.to] { remote = to }
        if let proxies = response.recordRoutes { routes = RouteSet(proxies.reversed()) }
        if let contact = response.contacts?.first?.uri.sip { remoteTarget = contact }
        hop = nil
    }
}

extension LegEnd {
    /// The end that a final refusal means.
    init(_ response: Response) {
        by = .peer
        status = response.status
        let reason = Leg.reason(of: response)
        self.reason = reason.isEmpty ? response.reason : reason
        contacts =
            (300...399).contains(response.status)
            ? (response.contacts ?? []).compactMap(\.uri.sip) : []
        retryAfter = response.retryAfter
    }
}
