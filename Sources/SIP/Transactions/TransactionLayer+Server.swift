import Telephony

extension TransactionLayer {
    /// Whether a request belongs to a transaction that there is already, or can't begin a call at
    /// all (ACK, CANCEL): the ``Gate`` has nothing to decide about it.
    public func recognizes(_ request: Request) -> Bool {
        if request.method == .ack || request.method == .cancel { return true }
        guard let via = request.topVia else { return false }
        return transaction(of: TransactionKey(request, via: via)) != nil
    }

    /// A request finds its transaction, or begins one.
    mutating func receive(
        _ request: Request, from hop: Hop, now: Duration, into effects: inout [TransactionEffect]
    ) {
        guard let via = request.topVia, let cSeq = request.cSeq, let callID = request.callID
        else { return }
        let key = TransactionKey(request, via: via)
        if request.method == .ack {
            acknowledge(request, key: key, from: hop, now: now, into: &effects)
            return
        }
        if let id = transaction(of: key) {
            step(id, on: .request, bringing: nil, now: now, into: &effects)
            return
        }
        let request = request.noting(hop, in: via)
        if request.method == .cancel {
            cancel(request, via: via, key: key, from: hop, now: now, into: &effects)
            return
        }
        let isInDialog = request.toTag != nil
        guard
            serverCount - restingCount
                < (isInDialog ? settings.reservedLimit : settings.serverLimit)
        else {
            effects += refuse(
                request, status: 503, headers: [.retryAfter: settings.retryAfterText], from: hop)
            return
        }
        let replyHop = TransactionLayer.replyHop(via, from: hop)
        guard !isInDialog else {
            begin(request, key: key, replyHop: replyHop, from: hop, now: now, into: &effects)
            return
        }
        let mergeKey = MergeKey(
            callID: callID, fromTag: request.fromTag, number: cSeq.number,
            method: request.method)
        guard transaction(of: mergeKey) == nil else {
            refuseMerged(request, key: key, replyHop: replyHop, now: now, into: &effects)
            return
        }
        begin(
            request, key: key, replyHop: replyHop, mergeKey: mergeKey, from: hop, now: now,
            into: &effects)
    }

    private mutating func begin(
        _ request: Request, key: TransactionKey, replyHop: Hop, mergeKey: MergeKey? = nil,
        from hop: Hop, now: Duration, into effects: inout [TransactionEffect]
    ) {
        let id = insert(request, key: key, replyHop: replyHop, mergeKey: mergeKey)
        step(id, on: .started, bringing: (request, hop), now: now, into: &effects)
    }

    private mutating func insert(
        _ request: Request, key: TransactionKey, replyHop: Hop, mergeKey: MergeKey? = nil,
        isSilent: Bool = false
    ) -> TransactionID {
        let isInvite = request.method == .invite
        let id = table.insert(
            Transaction(
                machine: isInvite ? .inviteServer(.idle) : .server(.idle), key: key,
                hop: replyHop,
                stored: isInvite && !isSilent ? Response(to: request, 100).bytes() : [],
                mergeKey: mergeKey, isSilent: isSilent))
        places.insert(id, key, hash: key.hashValue)
        if let mergeKey { merges.insert(id, mergeKey, hash: mergeKey.hashValue) }
        if replyHop.transport.isReliable { hops[replyHop, default: []].insert(id) }
        serverCount += 1
        return id
    }

    /// Answers by ourselves a copy of a request that we have got another way already.
    private mutating func refuseMerged(
        _ request: Request, key: TransactionKey, replyHop: Hop, now: Duration,
        into effects: inout [TransactionEffect]
    ) {
        let id = insert(request, key: key, replyHop: replyHop, isSilent: true)
        step(id, on: .started, bringing: nil, now: now, into: &effects)
        let response = Response(to: request, 482, toTag: statelessTag(request))
        respond(response, to: id, now: now, into: &effects)
    }

    /// An ACK ends the refusal it answers; any other is the user agent's, and the 2xx it is for is
    /// soon at rest.
    private mutating func acknowledge(
        _ request: Request, key: TransactionKey, from hop: Hop, now: Duration,
        into effects: inout [TransactionEffect]
    ) {
        if let id = transaction(of: key), !isStrangerToOld(request, id) {
            step(id, on: .acknowledged, bringing: (request, hop), now: now, into: &effects)
        } else if let id = accepted(by: request) {
            step(id, on: .acknowledged, bringing: (request, hop), now: now, into: &effects)
        } else if request.toTag != statelessTag(request) {
            effects.append(.ack(request, hop))
        }
    }

    /// The accepted INVITE that an ACK with a branch of its own is for.
    private func accepted(by ack: Request) -> TransactionID? {
        guard let callID = ack.callID, let number = ack.cSeq?.number else { return nil }
        let key = MergeKey(
            callID: callID, fromTag: ack.fromTag, number: number, method: .invite)
        guard let id = transaction(of: key), case .inviteServer(.accepted)? = table[id]?.machine
        else {
            return nil
        }
        return id
    }

    /// Whether an ACK after RFC 2543 is for another response than the one we sent.
    private func isStrangerToOld(_ ack: Request, _ id: TransactionID) -> Bool {
        guard let transaction = table[id], transaction.key.isOld,
            case .inviteServer(.completed) = transaction.machine
        else { return false }
        return transaction.storedTag != ack.toTag
    }

    /// A CANCEL is answered here; the user agent hears of it when it can still do something.
    private mutating func cancel(
        _ request: Request, via: Via, key: TransactionKey, from hop: Hop, now: Duration,
        into effects: inout [TransactionEffect]
    ) {
        let inviteKey = TransactionKey(request, via: via, method: .invite)
        guard let invite = transaction(of: inviteKey), let transaction = table[invite] else {
            effects += refuse(request, status: 481, from: hop)
            return
        }
        let tag = transaction.storedTag ?? statelessTag(request)
        let response = Response(to: request, 200, toTag: tag)
        if serverCount - restingCount < settings.reservedLimit {
            let replyHop = TransactionLayer.replyHop(via, from: hop)
            let id = insert(request, key: key, replyHop: replyHop, isSilent: true)
            step(id, on: .started, bringing: nil, now: now, into: &effects)
            respond(response, to: id, now: now, into: &effects)
        } else {
            effects.append(.send(response.bytes(), TransactionLayer.replyHop(via, from: hop)))
        }
        if case .inviteServer(.proceeding) = transaction.machine, !transaction.isSilent {
            effects.append(.cancelled(invite: invite))
        }
    }

    mutating func respond(
        _ response: Response, to id: TransactionID, now: Duration,
        into effects: inout [TransactionEffect]
    ) {
        let event: ServerEvent =
            response.isProvisional ? .provisional : response.isSuccess ? .success : .failure
        step(id, on: event, bringing: nil, sending: response, now: now, into: &effects)
    }

    /// Lets something happen to a server transaction.
    mutating func step(
        _ id: TransactionID, on event: ServerEvent, bringing message: (Request, Hop)?,
        sending response: Response? = nil, now: Duration, into effects: inout [TransactionEffect]
    ) {
        guard let before = table[id]?.machine, let isReliable = table[id]?.hop.transport.isReliable
        else { return }
        let acts: [TransactionAct]
        switch before {
        case .inviteServer(var state):
            let machine = InviteServerMachine(timers: settings.timers, isReliable: isReliable)
            acts = machine.step(&state, on: event)
            table[id]?.machine = .inviteServer(state)
        case .server(var state):
            let machine = ServerMachine(timers: settings.timers, isReliable: isReliable)
            acts = machine.step(&state, on: event)
            table[id]?.machine = .server(state)
        case .inviteClient, .client:
            return
        }
        if let response, acts.contains(.send) {
            table[id]?.stored = response.bytes()
            // Only ACK and CANCEL ask for it.
            if case .inviteServer = before { table[id]?.storedTag = response.toTag }
        }
        for act in acts {
            switch act {
            case .pass:
                guard let (request, hop) = message, table[id]?.isSilent == false else { break }
                effects.append(
                    request.method == .ack ? .ack(request, hop) : .request(request, id, hop))
            case .send, .set, .cancel, .timedOut, .failed, .end, .acknowledge, .takeBack:
                perform(act, of: id, now: now, into: &effects)
            }
        }
        table[id]?.trim()
        if table[id]?.isAnswered == true, table[id]?.isResting == false { rest(id) }
    }

    /// Takes note that a transaction is answered; too many of those push the first one out.
    private mutating func rest(_ id: TransactionID) {
        table[id]?.isResting = true
        restingCount += 1
        resting.append(id)
        while let head = resting.head, table[head] == nil || restingCount > settings.restingLimit {
            end(head)
            resting.removeHead()
        }
    }

    /// Where the response to a request goes (RFC 3261 §18.2.2, RFC 3581 §4): back over its
    /// connection, else to the address it came from.
    ///
    /// `maddr` is not followed: it would let anybody make us send to third parties. Nor is another
    /// connection opened when the request's is gone.
    static func replyHop(_ via: Via, from hop: Hop) -> Hop {
        guard !hop.transport.isReliable, !via.asksForPort else { return hop }
        var reply = hop
        reply.remote.port = via.port ?? hop.transport.defaultPort
        return reply
    }
}

extension Request {
    /// The request with a note in its top Via of where it came from (RFC 3261 §18.2.1, RFC 3581 §4).
    func noting(_ hop: Hop, in via: Via) -> Request {
        let differs = via.host != .address(hop.remote.address)
        guard differs || via.asksForPort else { return self }
        var via = via
        via.received = hop.remote.address
        if via.asksForPort { via.rport = hop.remote.port }
        var request = self
        request.topVia = via
        return request
    }
}
