/// What one REGISTER wants to change, and whether it may: all of it or nothing (RFC 3261 §10.3).
struct RegistrationChange: Sendable {
    struct Refusal: Error, Equatable {
        let status: Int
        let reason: String?
    }

    private let request: Request
    private let settings: Registrar.Settings
    private let hop: Hop
    private let now: Duration

    init(_ request: Request, _ settings: Registrar.Settings, hop: Hop, now: Duration) {
        self.request = request
        self.settings = settings
        self.hop = hop
        self.now = now
    }

    func applied(to old: [Binding]) -> Result<[Binding], Refusal> {
        do throws(Refusal) {
            return .success(try change(old))
        } catch {
            return .failure(error)
        }
    }

    private func change(_ old: [Binding]) throws(Refusal) -> [Binding] {
        guard let callID = request.callID, let number = request.cSeq?.number else {
            throw Refusal(status: 400, reason: nil)
        }
        let texts = request.headers.list(.contact)
        if texts.contains("*") {
            guard texts.count == 1, request.expires == .zero else {
                throw Refusal(status: 400, reason: "Contact * Wants Expires 0")
            }
            for binding in old { try check(binding, callID, number) }
            return []
        }
        var bindings = old
        var added = 0
        for text in texts {
            guard let address = NameAddress(text), let contact = address.uri.sip else {
                throw Refusal(status: 400, reason: "Unreadable Contact")
            }
            let span = try span(of: address)
            if let place = bindings.firstIndex(where: { $0.contact == contact }) {
                try check(bindings[place], callID, number)
                bindings.remove(at: place)
            }
            guard span > .zero else { continue }
            added += 1
            bindings.append(
                Binding(
                    contact: contact, hop: hop, preference: preference(of: address),
                    end: now + span, callID: callID, number: number))
        }
        guard added <= settings.bindingsPerUser else {
            throw Refusal(status: 403, reason: "Too Many Contacts")
        }
        // A phone that got a new address must not be locked out by what it left behind.
        while bindings.count > settings.bindingsPerUser,
            let first = bindings.dropLast(added).indices.min(by: {
                bindings[$0].end < bindings[$1].end
            })
        {
            bindings.remove(at: first)
        }
        return bindings
    }

    /// A request that was overtaken by a later one changes nothing (RFC 3261 §10.3, step 6).
    private func check(
        _ binding: Binding, _ callID: String, _ number: UInt32
    ) throws(Refusal) {
        guard binding.callID != callID || number > binding.number else {
            throw Refusal(status: 500, reason: "Out of Order")
        }
    }

    /// For how long a contact is wanted, cut to what is granted; zero to remove it.
    private func span(of address: NameAddress) throws(Refusal) -> Duration {
        var wanted = request.expires ?? settings.longest
        if let own = address.parameters["expires"] {
            // What is no number means 3600 (RFC 3261 §20.10).
            wanted = .seconds(Int64(UInt32(own) ?? 3600))
        }
        guard wanted == .zero || wanted >= settings.shortest else {
            throw Refusal(status: 423, reason: nil)
        }
        return min(wanted, settings.longest)
    }

    /// The `q` of a contact in thousandths; 1 where there is none or it is broken.
    private func preference(of address: NameAddress) -> Int {
        guard let text = address.parameters["q"], let value = Double(text), (0...1).contains(value)
        else { return 1000 }
        return Int((value * 1000).rounded())
    }
}
