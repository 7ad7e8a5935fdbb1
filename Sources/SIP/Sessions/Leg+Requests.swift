extension Leg {
    /// Sends a request in the dialog, or keeps it while the peer's address is looked up.
    mutating func send(_ request: Request, for purpose: Purpose, _ desk: inout Desk) {
        guard let hop = wayOut(&desk) else {
            waiting.append(Waiting(request: request, purpose: purpose))
            return
        }
        send(request, for: purpose, to: hop, &desk)
    }

    /// Where requests of the dialog go; nil when that has to be found first.
    private mutating func wayOut(_ desk: inout Desk) -> Hop? {
        if let hop = dialog.hop { return hop }
        guard lookUp == nil else { return nil }
        let uri = dialog.nextURI
        if let hop = desk.hop(to: uri, from: dialog.origin) {
            dialog.hop = hop
            return hop
        }
        desk.lastLookUp += 1
        let id = LookUpID(rawValue: desk.lastLookUp)
        lookUp = id
        desk.lookUps[id] = self.id
        desk.effects.append(.lookUp(id, uri))
        return nil
    }

    /// The addresses are there, or (empty) there are none.
    mutating func found(_ hops: [Hop], _ desk: inout Desk) {
        lookUp = nil
        let waiting = waiting
        self.waiting = []
        // Without an address the way on which the peer's last message came is as good as any.
        dialog.hop = hops.first ?? dialog.origin
        for item in waiting { send(item.request, for: item.purpose, &desk) }
    }

    private mutating func send(
        _ request: Request, for purpose: Purpose, to hop: Hop, _ desk: inout Desk
    ) {
        if case .acknowledge = purpose {
            let effect = desk.transactions.sendDirectly(request, to: hop, using: &desk.chance)
            guard case .send(let bytes, let hop) = effect else { return }
            acknowledgements.append(
                KeptACK(
                    number: request.cSeq?.number ?? 0, tag: request.to?.tag, bytes: bytes, hop: hop)
            )
            desk.arm(.acknowledgement, of: &self, after: desk.settings.timers.patience)
            desk.effects.append(.send(bytes, hop))
            return
        }
        openRequests += 1
        let transaction = desk.send(request, to: hop, for: .leg(id, purpose))
        if case .reinvite = purpose { ownReinvite = transaction }
    }

    /// A request of ours has another transaction than before.
    mutating func renewed(_ purpose: Purpose, as transaction: TransactionID) {
        switch purpose {
        case .invite:
            guard case .calling(var calling) = phase else { return }
            calling.transaction = transaction
            phase = .calling(calling)
        case .reinvite:
            ownReinvite = transaction
        case .update, .acknowledge, .bye, .strayBye, .prack, .refer, .notify, .info:
            break
        }
    }

    /// A request of the dialog with what each carries; see ``Dialog/request(_:number:)``.
    mutating func request(
        _ method: Method, number: UInt32? = nil, _ desk: inout Desk
    ) -> Request {
        var request = dialog.request(method, number: number)
        authorise(&request, &desk)
        request.headers.append(.userAgent, desk.settings.name)
        return request
    }

    /// Adds what requests carry that may move the peer's target, or ask for more.
    func addContact(to headers: inout HeaderFields, _ desk: Desk) {
        headers.append(
            .contact,
            desk.contact(over: dialog.hop ?? dialog.origin, isSecure: dialog.isSecure))
    }

    /// Acknowledges a 2xx with the number of its INVITE.
    mutating func acknowledge(_ number: UInt32, body: [UInt8] = [], _ desk: inout Desk) {
        var ack = request(.ack, number: number, &desk)
        if !body.isEmpty {
            ack.headers.append(.contentType, MediaType.sdp)
            ack.body = body
        }
        send(ack, for: .acknowledge, &desk)
    }

    /// Sends a kept ACK again for a repeated 2xx; false when there is none for that branch.
    func acknowledgeAgain(_ number: UInt32, tag: String?, _ desk: inout Desk) -> Bool {
        guard let ack = acknowledgements.last(where: { $0.number == number && $0.tag == tag })
        else { return false }
        desk.effects.append(.send(ack.bytes, ack.hop))
        return true
    }
}

/// Media types that the user agent reads or writes.
enum MediaType {
    /// RFC 4566.
    static let sdp = "application/sdp"
    /// What a session description may come in: a part of several is read too (RFC 5621 §3.1).
    static let sessions = "application/sdp, multipart/mixed"

    /// The type of a Content-Type value in lower case, without parameters.
    static func essence(_ value: String?) -> String? {
        guard let value, let end = value.split(separator: ";", maxSplits: 1).first else {
            return nil
        }
        return end.filter { $0 != " " && $0 != "\t" }.lowercased()
    }
}
