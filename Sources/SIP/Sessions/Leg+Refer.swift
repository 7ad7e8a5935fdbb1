// Transfers: RFC 3515, RFC 3891, RFC 3892, RFC 4488.
extension Leg {
    /// How long a transfer may go on without a word.
    private static let patience = Duration.seconds(180)

    /// The application wants the peer to call someone else.
    mutating func refer(to target: SIPURI, replacing: Dialog?, _ desk: inout Desk) {
        guard case .established = phase, transfer == nil else {
            desk.tell(id, .referProgress(status: 491))
            return
        }
        var target = target
        if let replacing {
            target.headers.set("Replaces", to: Replaces(replacing).description)
        }
        var refer = request(.refer, &desk)
        addContact(to: &refer.headers, desk)
        refer.headers.append(.referTo, "<\(target)>")
        refer.headers.append(.referredBy, desk.contact(over: dialog.origin))
        transfer = .asking
        desk.arm(.transfer, of: &self, after: Leg.patience)
        send(refer, for: .refer, &desk)
    }

    /// The answer to our REFER.
    mutating func referAnswered(_ status: Int, _ desk: inout Desk) {
        guard case .asking = transfer else { return }
        guard (200...299).contains(status) else {
            endTransfer(telling: status, &desk)
            return
        }
        transfer = .listening
    }

    /// A NOTIFY: only who sent a REFER in this dialog takes one.
    mutating func notified(_ request: Request, _ transaction: TransactionID, _ desk: inout Desk) {
        let isAwaited =
            switch transfer {
            case .asking, .listening: true
            case .asked, .reporting, nil: false
            }
        let event = MediaType.essence(request.headers[.event])
        guard isAwaited, event == "refer" else {
            desk.reply(request, transaction, 481, tag: dialog.localTag)
            return
        }
        guard
            MediaType.essence(request.headers[.contentType])?.hasPrefix(StatusLine.mediaType)
                ?? true
        else {
            desk.reply(
                request, transaction, 415, tag: dialog.localTag,
                headers: [.accept: StatusLine.mediaType])
            return
        }
        desk.respond(answer(request, 200, desk), to: transaction)
        transfer = .listening
        let status = StatusLine.status(request.body)
        let state = MediaType.essence(request.headers[.subscriptionState])
        if state == "terminated" || status.map({ $0 >= 200 }) == true {
            endTransfer(telling: status ?? 487, &desk)
        } else {
            desk.arm(.transfer, of: &self, after: Leg.patience)
            if let status { desk.tell(id, .referProgress(status: status)) }
        }
    }

    /// The peer asks us to call someone else, perhaps in the place of a leg of ours.
    mutating func referred(
        _ request: Request, _ transaction: TransactionID, replacing leg: LegID?,
        _ desk: inout Desk
    ) {
        guard case .established = phase else {
            desk.reply(request, transaction, 481, tag: dialog.localTag)
            return
        }
        guard transfer == nil else {
            desk.reply(request, transaction, 491, tag: dialog.localTag)
            return
        }
        let targets = request.headers.list(.referTo)
        guard targets.count == 1, let first = targets.first, let address = NameAddress(first) else {
            desk.reply(request, transaction, 400, tag: dialog.localTag, phrase: "Bad Refer-To")
            return
        }
        guard var target = address.uri.sip else {
            desk.reply(request, transaction, 416, tag: dialog.localTag)
            return
        }
        if let method = target.parameters["method"], method.uppercased() != "INVITE" {
            desk.reply(request, transaction, 501, tag: dialog.localTag)
            return
        }
        let text = target.headers["Replaces"]
        if let text, Replaces(text) == nil {
            desk.reply(request, transaction, 400, tag: dialog.localTag, phrase: "Bad Replaces")
            return
        }
        target.headers = Parameters()
        target.parameters.remove("method")
        transfer = .asked(request, transaction)
        desk.owed[transaction] = id
        desk.tell(
            id,
            .referred(
                ReferRequest(
                    target: target, replaces: leg, replacesText: leg == nil ? text : nil,
                    referredBy: request.headers[.referredBy])))
    }

    /// The application takes or refuses the transfer.
    mutating func answerRefer(_ isAccepted: Bool, _ desk: inout Desk) {
        guard case .asked(let request, let transaction) = transfer else { return }
        desk.owed[transaction] = nil
        guard isAccepted else {
            transfer = nil
            desk.respond(answer(request, 603, desk), to: transaction)
            return
        }
        var response = answer(request, 202, desk)
        addContact(to: &response.headers, desk)
        let isSilent = request.wantsNoReferral
        if isSilent { response.headers.append(.referSub, "false") }
        desk.respond(response, to: transaction)
        guard !isSilent else {
            transfer = nil
            return
        }
        transfer = .reporting(id: request.cSeq?.number ?? 0)
        reportRefer(100, &desk)
    }

    /// The application knows already that nothing comes of the transfer.
    mutating func failRefer(_ status: Int, _ desk: inout Desk) {
        guard case .asked(let request, _) = transfer else { return }
        answerRefer(!request.wantsNoReferral, &desk)
        reportRefer(status, &desk)
    }

    /// Tells the peer how the call goes that it asked for.
    mutating func reportRefer(_ status: Int, _ desk: inout Desk) {
        guard case .reporting(let number) = transfer, (100...699).contains(status) else { return }
        var notify = request(.notify, &desk)
        addContact(to: &notify.headers, desk)
        notify.headers.append(.event, "refer;id=\(number)")
        let isFinal = status >= 200
        notify.headers.append(
            .subscriptionState, isFinal ? "terminated;reason=noresource" : "active;expires=180")
        notify.headers.append(.contentType, StatusLine.mediaType + ";version=2.0")
        notify.body = StatusLine.body(status)
        if isFinal {
            transfer = nil
            desk.disarm(.transfer, of: &self)
        } else {
            desk.arm(.transfer, of: &self, after: Leg.patience)
        }
        send(notify, for: .notify, &desk)
    }

    /// The peer's answer to a NOTIFY: one that does not know the subscription wants no more.
    mutating func notifyAnswered(_ status: Int, _ desk: inout Desk) {
        guard status >= 300, case .reporting = transfer else { return }
        transfer = nil
        desk.disarm(.transfer, of: &self)
    }

    /// Nobody has said a word about the transfer for a long time.
    mutating func transferTimer(_ desk: inout Desk) {
        switch transfer {
        case .asking, .listening: endTransfer(telling: 408, &desk)
        case .reporting, nil: transfer = nil
        case .asked: break
        }
    }

    private mutating func endTransfer(telling status: Int, _ desk: inout Desk) {
        transfer = nil
        desk.disarm(.transfer, of: &self)
        desk.tell(id, .referProgress(status: status))
    }
}

extension Request {
    /// Whether whoever sent a REFER wants no NOTIFY of what becomes of it (RFC 4488).
    fileprivate var wantsNoReferral: Bool {
        MediaType.essence(headers[.referSub]) == "false"
    }
}
