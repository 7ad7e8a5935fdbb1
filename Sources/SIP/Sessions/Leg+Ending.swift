extension Leg {
    /// Ends the leg by command, in the way its state wants (RFC 3261 §15).
    mutating func hangUp(reason: String?, _ desk: inout Desk) {
        guard !phase.isOver else { return }
        let end = LegEnd(by: .us, status: nil, reason: reason ?? "")
        switch phase {
        case .arrived(let arrival):
            refuse(arrival, UserAgent.Rejection(480), &desk)
            self.end(LegEnd(by: .us, status: 480, reason: reason ?? ""), &desk)
        case .accepted:
            // The callee waits for the ACK before its BYE (RFC 3261 §15).
            owedBye = OwedBye(reason: reason)
            self.end(end, &desk)
        case .calling(let calling):
            cancel(calling, end, &desk)
        case .established:
            if case .theirs(.success) = exchange { acknowledge(dialog.localSequence, &desk) }
            self.end(end, &desk)
            sayBye(reason, &desk)
        case .cancelling, .over:
            break
        }
    }

    /// Takes back a call of ours that somebody else has answered: telephones don't list it as
    /// missed (RFC 3326 §2). One that has been answered here meanwhile is hung up.
    mutating func withdraw(_ desk: inout Desk) {
        guard case .calling(let calling) = phase else { return hangUp(reason: nil, &desk) }
        cancel(
            calling, LegEnd(by: .us, status: nil, reason: ""),
            reason: "SIP;cause=200;text=\"Call completed elsewhere\"", &desk)
    }

    /// Ends an established leg whose peer broke the protocol or fell silent, with BYE.
    mutating func fail(_ status: Int, _ reason: String, _ desk: inout Desk) {
        guard !phase.isOver else { return }
        if case .theirs(.success) = exchange { acknowledge(dialog.localSequence, &desk) }
        end(LegEnd(by: .failure, status: status, reason: reason), &desk)
        sayBye(reason, &desk)
    }

    /// Ends a leg whose dialog the peer does not know, or does not answer in: without BYE.
    mutating func lose(_ status: Int, _ reason: String, _ desk: inout Desk) {
        guard !phase.isOver else { return }
        end(LegEnd(by: .failure, status: status, reason: reason), &desk)
    }

    /// The peer's BYE, in any state.
    ///
    /// Its answer waits for ``answerBye(_:)`` where the application hears of the end only now; so
    /// long, copies of the BYE are absorbed (RFC 3261 §17.2.2), and another one gets 481.
    mutating func bye(_ request: Request, _ transaction: TransactionID, _ desk: inout Desk) {
        guard farewell == nil else {
            return desk.reply(request, transaction, 481, tag: dialog.localTag)
        }
        let response = answer(request, 200, desk)
        if phase.isOver {
            desk.respond(response, to: transaction)
        } else {
            farewell = Farewell(response: response, transaction: transaction)
            desk.arm(.farewell, of: &self, after: desk.settings.farewell)
        }
        acceptance = nil
        owedBye = nil
        desk.disarm(.acceptance, of: &self)
        let end = LegEnd(by: .peer, status: nil, reason: Leg.reason(of: request))
        switch phase {
        case .arrived(let arrival):
            refuse(arrival, UserAgent.Rejection(487), &desk)
            self.end(end, &desk)
        case .accepted, .established:
            self.end(end, &desk)
        case .calling(let calling):
            // The branch has gone; the INVITE as a whole has not had its answer.
            cancel(calling, end, &desk)
        case .cancelling, .over:
            break
        }
    }

    /// Answers the peer's BYE: the application has taken note of the end, or took too long.
    mutating func answerBye(_ desk: inout Desk) {
        guard let farewell else { return }
        self.farewell = nil
        desk.disarm(.farewell, of: &self)
        desk.respond(farewell.response, to: farewell.transaction)
    }

    /// Tells the application the end and lets go of what only a living call needs.
    mutating func end(_ end: LegEnd, _ desk: inout Desk) {
        guard !phase.isOver else { return }
        phase = .over
        for kind in [TimerKinds.reliable, .session, .glare, .ringing] {
            desk.disarm(kind, of: &self)
        }
        wantedOffer = nil
        openOffer = nil
        if hasOwnReinvite, let ownReinvite {
            // Its final response may never come: nobody is to wait for it.
            desk.absorb(desk.transactions.cancel(ownReinvite, now: desk.now))
        }
        session = nil
        localSession = []
        if case .theirs(.request(let request, let transaction)) = exchange {
            desk.owed[transaction] = nil
            desk.respond(answer(request, 487, desk), to: transaction)
        }
        exchange = .idle
        if case .asked(let request, let transaction) = transfer {
            desk.owed[transaction] = nil
            desk.respond(answer(request, 487, desk), to: transaction)
            transfer = nil
        }
        desk.tell(id, .ended(end))
    }

    /// Sends the BYE that had to wait.
    mutating func payBye(_ desk: inout Desk) {
        guard let owed = owedBye else { return }
        owedBye = nil
        sayBye(owed.reason, &desk)
    }

    /// Sends a BYE; a 200 of ours that still waits for its ACK is not repeated any more.
    mutating func sayBye(_ reason: String?, _ desk: inout Desk) {
        acceptance = nil
        desk.disarm(.acceptance, of: &self)
        var bye = request(.bye, &desk)
        if let reason {
            bye.headers.append(.reason, "SIP;text=\(Leg.quoted(reason))")
        }
        send(bye, for: .bye, &desk)
    }

    /// Whether nothing of the leg is in flight any more.
    var isAtRest: Bool {
        guard case .over = phase else { return false }
        guard acceptance == nil, owedBye == nil, openRequests == 0, waiting.isEmpty else {
            return false
        }
        return transfer == nil && farewell == nil
    }

    /// The words of a Reason header (RFC 3326); empty without one.
    static func reason(of message: some HeaderBearing) -> String {
        guard let value = message.headers[.reason], let start = value.firstIndex(of: ";") else {
            return message.headers[.reason] ?? ""
        }
        // A Reason is a token with parameters, as is a Via's: read it by the URI's reader.
        return NameAddress("<sip:reason>" + value[start...])?.parameters["text"] ?? value
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.filter { $0 != "\"" && $0 != "\\" } + "\""
    }
}
