import Telephony

extension TransactionLayer {
    /// The request with a Via of ours on top, with a branch that nobody can guess.
    func stamped(
        _ request: Request, to hop: Hop, using generator: inout some RandomNumberGenerator
    ) -> Request {
        let address = settings.addresses[hop.local] ?? SentBy(.address(.loopback))
        let via = Via(
            hop.transport, host: address.host, port: address.port,
            branch: TransactionLayer.branch(using: &generator))
        var request = request
        request.headers.prepend(.via, via.description)
        return request
    }

    private static func branch(using generator: inout some RandomNumberGenerator) -> String {
        let first: UInt64 = generator.next()
        let second: UInt64 = generator.next()
        return Via.magicCookie + String(first, radix: 36) + String(second, radix: 36)
    }

    /// Begins the transaction of a request that has its Via.
    @discardableResult
    mutating func begin(
        _ request: Request, to hop: Hop, allowsLargeDatagrams: Bool, isSilent: Bool = false,
        now: Duration, into effects: inout [TransactionEffect]
    ) -> TransactionID {
        let bytes = request.bytes()
        let isInvite = request.method == .invite
        let key = TransactionKey.client(
            branch: request.topVia?.branch ?? "", method: request.method)
        let transaction = Transaction(
            machine: isInvite ? .inviteClient(.idle) : .client(.idle), key: key, hop: hop,
            stored: bytes, invite: isInvite ? .request(request) : nil, isSilent: isSilent)
        let id = table.insert(transaction)
        guard
            hop.transport.isReliable || allowsLargeDatagrams
                || bytes.count <= settings.largestDatagram
        else {
            table.remove(id)
            effects.append(.failed(id, .tooLarge(bytes.count)))
            return id
        }
        places.insert(id, key, hash: key.hashValue)
        if hop.transport.isReliable { hops[hop, default: []].insert(id) }
        step(id, on: .started, carrying: nil, now: now, into: &effects)
        return id
    }

    /// A response finds its request, or nobody misses it (RFC 3261 §18.1.2).
    mutating func receive(
        _ response: Response, now: Duration, into effects: inout [TransactionEffect]
    ) {
        // Ours is the only Via in an answer that is for us (RFC 3261 §8.1.3.3).
        guard let via = response.topVia, let branch = via.branch, let cSeq = response.cSeq,
            response.headers.count(where: { $0.name == .via }) == 1,
            let id = transaction(of: .client(branch: branch, method: cSeq.method))
        else { return }
        let event: ClientEvent =
            response.isProvisional ? .provisional : response.isSuccess ? .success : .failure
        step(id, on: event, carrying: response, now: now, into: &effects)
    }

    /// Lets something happen to a client transaction.
    mutating func step(
        _ id: TransactionID, on event: ClientEvent, carrying response: Response?, now: Duration,
        into effects: inout [TransactionEffect]
    ) {
        guard let before = table[id]?.machine, let isReliable = table[id]?.hop.transport.isReliable
        else { return }
        let acts: [TransactionAct]
        switch before {
        case .inviteClient(var state):
            let machine = InviteClientMachine(timers: settings.timers, isReliable: isReliable)
            acts = machine.step(&state, on: event)
            table[id]?.machine = .inviteClient(state)
        case .client(var state):
            let machine = ClientMachine(timers: settings.timers, isReliable: isReliable)
            acts = machine.step(&state, on: event)
            table[id]?.machine = .client(state)
        case .inviteServer, .server:
            return
        }
        for act in acts {
            switch act {
            case .pass:
                guard let response, table[id]?.isSilent == false else { break }
                effects.append(.response(response, id))
            case .acknowledge:
                acknowledge(id, response, into: &effects)
            case .takeBack:
                takeBack(id, now: now, into: &effects)
            case .send, .set, .cancel, .timedOut, .failed, .end:
                perform(act, of: id, now: now, into: &effects)
            }
        }
        table[id]?.trim()
    }

    /// Answers a refusal with its ACK: the one made for it when it first came.
    private mutating func acknowledge(
        _ id: TransactionID, _ response: Response?, into effects: inout [TransactionEffect]
    ) {
        guard let transaction = table[id] else { return }
        if case .request(let invite)? = transaction.invite, let response {
            var ack = invite.sibling(.ack)
            ack.headers[.to] = response.headers.first(.to)
            table[id]?.stored = ack.bytes()
        }
        perform(.send, of: id, now: .zero, into: &effects)
    }

    private mutating func takeBack(
        _ id: TransactionID, now: Duration, into effects: inout [TransactionEffect]
    ) {
        guard let transaction = table[id], case .request(let invite)? = transaction.invite else {
            return
        }
        begin(
            invite.sibling(.cancel), to: transaction.hop, allowsLargeDatagrams: true,
            isSilent: true, now: now, into: &effects)
    }
}

extension Request {
    /// The ACK or CANCEL of an INVITE: the same branch, route and names (RFC 3261 §17.1.1.3, §9.1).
    fileprivate func sibling(_ method: Method) -> Request {
        var sibling = Request(method, uri)
        var hasVia = false
        for field in headers {
            switch field.name {
            case .via where !hasVia:
                hasVia = true
                sibling.headers.append(field)
            case .route, .from, .to, .callID:
                sibling.headers.append(field)
            case .reason where method == .cancel:
                sibling.headers.append(field)
            case .cSeq:
                sibling.headers.append(.cSeq, CSeq(cSeq?.number ?? 0, method).description)
            default:
                break
            }
        }
        sibling.headers.append(.maxForwards, "70")
        return sibling
    }
}
