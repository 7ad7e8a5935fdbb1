extension Leg {
    /// A response to a request of ours.
    mutating func receive(
        _ response: Response, _ transaction: TransactionID, for purpose: Purpose,
        _ sent: Request, _ desk: inout Desk
    ) {
        if case .invite = purpose {
            if response.isProvisional {
                progressed(response, &desk)
            } else if response.isSuccess {
                accepted(response, transaction, &desk)
            } else {
                desk.uses[transaction] = nil
                refused(response, &desk)
            }
            return
        }
        guard !response.isProvisional else { return }
        if case .reinvite = purpose, response.isSuccess {
            let number = response.cSeq?.number ?? 0
            if acknowledgeAgain(number, tag: response.to?.tag, &desk) { return }
            close(.reinvite, keeping: transaction, &desk)
        } else {
            desk.uses[transaction] = nil
            openRequests -= 1
        }
        finish(response, for: purpose, sent, &desk)
    }

    /// A request of ours has no answer: as if it were 408 or 503 (RFC 3261 §8.1.3.1).
    ///
    /// When a connection broke under a request of a dialog, it is sent again over another.
    mutating func miss(
        _ status: Int, _ reason: String, for purpose: Purpose, _ use: Desk.Use,
        _ desk: inout Desk
    ) {
        if case .invite = purpose {
            unreachable(status, reason, &desk)
            return
        }
        openRequests -= 1
        if status == 503, use.hop.connection != nil, purpose != .strayBye {
            if dialog.origin.connection == use.hop.connection { dialog.origin.connection = nil }
            dialog.hop = nil
            again(use.request, for: purpose, &desk)
            return
        }
        finish(
            Response(to: use.request, status, reason: reason), for: purpose, use.request, &desk)
    }

    private mutating func finish(
        _ response: Response, for purpose: Purpose, _ sent: Request, _ desk: inout Desk
    ) {
        switch purpose {
        case .reinvite:
            offerAnswered(response, sent, offers: true, &desk)
            return
        case .update(let offers):
            offerAnswered(response, sent, offers: offers, &desk)
            return
        case .invite, .acknowledge, .strayBye:
            return
        case .bye, .prack, .refer, .notify, .info:
            break
        }
        if [401, 407].contains(response.status), challenge(response, of: sent) {
            again(sent, for: purpose, &desk)
            return
        }
        switch purpose {
        case .refer: referAnswered(response.status, &desk)
        case .notify: notifyAnswered(response.status, &desk)
        case .info:
            if response.status == 481, case .established = phase {
                lose(481, "The peer does not know the call any more", &desk)
            }
        case .invite, .reinvite, .update, .acknowledge, .bye, .strayBye, .prack: break
        }
    }

    /// Sends a request again with a new number and what the challenge asked for.
    private mutating func again(_ sent: Request, for purpose: Purpose, _ desk: inout Desk) {
        var fresh = request(sent.method, &desk)
        let made: Set<HeaderName> = [
            .via, .maxForwards, .route, .from, .to, .callID, .cSeq, .userAgent, .authorization,
            .proxyAuthorization, .contentLength,
        ]
        for field in sent.headers where !made.contains(field.name) {
            fresh.headers.append(field.name, field.value)
        }
        fresh.body = sent.body
        send(fresh, for: purpose, &desk)
    }

    /// Counts an INVITE as answered, while its transaction may bring the same 2xx again.
    mutating func close(
        _ purpose: Purpose, keeping transaction: TransactionID, _ desk: inout Desk
    ) {
        openRequests -= 1
        answered.append(transaction)
        desk.arm(.acknowledgement, of: &self, after: desk.settings.timers.patience)
    }

    /// Nothing repeats its 2xx any longer.
    mutating func acknowledgementTimer(_ desk: inout Desk) {
        acknowledgements = []
        forgetAnswered(&desk)
    }

    mutating func forgetAnswered(_ desk: inout Desk) {
        for transaction in answered { desk.uses[transaction] = nil }
        answered = []
    }
}
