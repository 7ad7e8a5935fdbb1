import SIP
import Telephony

/// Who agents' phones are, and where: they are challenged, and register with us.
extension PhoneBridge {
    /// Checks that a call from an agent's phone is from whom it says, and one from a trunk where
    /// the trunk is to prove itself (DESIGN §9). Other trunks are known by where they are.
    ///
    /// - Returns: the user of an agent's phone; nil for a trunk.
    @discardableResult
    func authenticate(_ invite: IncomingInvite) throws(Refusal) -> String? {
        switch invite.peer {
        case .phones: return try authenticate(invite.request, from: invite.hop)
        case .trunk:
            guard let trunk = configuration.trunk(of: invite.peer), trunk.requiresDigest else {
                return nil
            }
            guard let own = trunk.credentials else { throw Refusal(status: 403) }
            _ = try verify(invite.request, from: invite.hop) { user in
                user == own.user ? own.password : nil
            }
            return nil
        }
    }

    /// The user whose password a request shows.
    func authenticate(_ request: Request, from hop: Hop) throws(Refusal) -> String {
        guard let phones = configuration.phones else { throw Refusal(status: 403) }
        let user = try verify(request, from: hop) { phones.passwords[$0] }
        guard request.from?.uri.user == user else { throw Refusal(status: 403) }
        return user
    }

    private func verify(
        _ request: Request, from hop: Hop, password: (String) -> String?
    ) throws(Refusal) -> String {
        let source = hop.remote.address
        switch verifier.verify(request, now: now, password: password) {
        case .accepted(let user):
            gate.notePass(from: source)
            return user
        case .challenge(let isStale):
            throw challenge(isStale: isStale)
        case .refused:
            noteWrongPassword(from: source)
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

    /// A request came that belongs to no call: the REGISTER of an agent's phone.
    func takeRequest(
        _ request: Request, _ transaction: TransactionID, from hop: Hop, peer: PeerID
    ) {
        guard case .phones = peer, let phones = configuration.phones else {
            return command(.respond(transaction, Response(to: request, 403)))
        }
        let moment = now
        endPhones(before: moment)
        let tag = String(chance.next() as UInt64, radix: 36)
        let (response, outcome) = registrar.answer(
            request, from: hop, toTag: tag, verifier: &verifier, now: moment
        ) { phones.passwords[$0] }
        switch outcome {
        case .accepted(let user):
            gate.notePass(from: hop.remote.address)
            heardPhone(of: user, at: hop.remote)
            phoneBook.note(registrar.phones(now: moment))
        case .challenged, .refused: break
        case .failed: noteWrongPassword(from: hop.remote.address)
        }
        command(.respond(transaction, response))
    }

    /// Where the phones of the user are that a plan rings; nil where it rings no user of ours.
    func phones(of plan: DestinationPlan) -> [Binding]? {
        guard let phones = configuration.phones, plan.trunk == nil, let user = plan.target.user,
            plan.place.host.lowercased() == phones.realm.lowercased()
        else { return nil }
        return registrar.bindings(of: user, now: now)
    }

    private func noteWrongPassword(from source: IPAddress) {
        if let span = gate.noteFailure(from: source, now: now) {
            complain(
                .ban, from: source,
                "\(source) sent wrong passwords and is not heard for \(span)")
        } else {
            complain(.password, from: source, "\(source) sent a wrong password")
        }
    }
}
