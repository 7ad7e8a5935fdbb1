import SIP
import Telephony

/// Who agents' phones are, and registers: ours with trunks, theirs with us.
extension PhoneBridge {
    /// Checks that a call from an agent's phone is from whom it says (DESIGN §9). Trunks are known
    /// by where they are.
    func authenticate(_ invite: IncomingInvite) throws(Refusal) {
        guard case .phones = invite.peer else { return }
        _ = try authenticate(invite.request, from: invite.hop)
    }

    /// The user whose password a request shows.
    func authenticate(_ request: Request, from hop: Hop) throws(Refusal) -> String {
        guard let phones = configuration.phones else { throw Refusal(status: 403) }
        let source = hop.remote.address
        let moment = now
        let outcome = verifier.verify(request, now: moment) { phones.passwords[$0] }
        switch outcome {
        case .accepted(let user):
            gate.notePass(from: source)
            guard request.from?.uri.user == user else { throw Refusal(status: 403) }
            return user
        case .challenge(let isStale):
            throw challenge(isStale: isStale)
        case .refused:
            if let span = gate.noteFailure(from: source, now: moment) {
                complain(
                    .password, from: source,
                    "\(source) sent wrong passwords and is not heard for \(span)")
            } else {
                complain(.password, from: source, "\(source) sent a wrong password")
            }
            throw challenge(isStale: false)
        case .unreadable:
            throw Refusal(status: 400)
        }
    }

    private func challenge(isStale: Bool) -> Refusal {
        var refusal = Refusal(status: 401)
        for challenge in verifier.challenges(now: now, isStale: isStale) {
            refusal.headers.append(.wwwAuthenticate, challenge.description)
        }
        return refusal
    }

    /// A request came that belongs to no call.
    func takeRequest(
        _ request: Request, _ transaction: TransactionID, from hop: Hop, peer: PeerID
    ) {
        command(.respond(transaction, Response(to: request, 405)))
    }

    /// The answer to a request of ours that belongs to no call.
    func takeResponse(_ response: Response, to token: RequestToken) {}

    /// No answer came.
    func takeSilence(to token: RequestToken, _ reason: String) {}
}
