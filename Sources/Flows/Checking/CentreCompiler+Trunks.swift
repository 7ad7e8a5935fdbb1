import Telephony

// Who brings calls and takes them.
extension CentreCompiler {
    mutating func trunks(_ fields: Fields) -> [String: Centre.Trunk] {
        var trunks: [String: Centre.Trunk] = [:]
        for entry in fields.mapping(.trunks) {
            let written = Fields(entry.value)
            let account = account(written)
            let requiresDigest = written.yesNo(.requireDigest) ?? false
            let networks = networks(
                written, of: "the trunk ‘\(entry.key.text.shortened)’",
                isProven: requiresDigest && account != nil)
            let codecs = written.list(.codecs).compactMap { Centre.Trunk.Codec(rawValue: $0.text) }
            trunks[entry.key.text] = Centre.Trunk(
                name: entry.key.text, networks: networks,
                codecs: codecs.isEmpty ? [.pcma, .pcmu] : codecs, account: account,
                registrar: host(.register, written), address: host(.address, written),
                authorities: authorities(written), requiresDigest: requiresDigest,
                assertsIdentity: written.yesNo(.assertsIdentity) ?? false,
                requiresSRTP: written.yesNo(.requireSRTP) ?? false,
                callsPerSecond: written.integer(.callsPerSecond)
                    ?? Centre.Trunk.usualCallsPerSecond,
                sessions: written.integer(.sessions) ?? Centre.Trunk.usualSessions,
                allows: allowed(written))
        }
        return trunks
    }

    // MARK: Networks

    /// The networks of a trunk or of the phones; told where another has them too, or where anybody
    /// is in them and nothing proves who it is.
    mutating func networks(_ fields: Fields, of owner: String, isProven: Bool = true) -> [IPNetwork]
    {
        var networks: [IPNetwork] = []
        for written in fields.list(.from) {
            guard let network = IPNetwork(written.text) else {
                add(
                    .badNetwork,
                    "‘\(written.text.shortened)’ is no network, as 192.0.2.0/24 or 192.0.2.1 is",
                    at: written)
                continue
            }
            if !isProven, network.isOpen {
                add(
                    .openTrunk,
                    "anybody could call through \(owner): \(network) needs "
                        + "‘\(Word.requireDigest.rawValue)’ with a user and a password", at: written
                )
            }
            if let other = claimed.first(where: { $0.network.overlaps(network) }) {
                diagnostics.append(
                    Diagnostic(
                        .networkTwice,
                        "\(network) belongs to \(other.owner) too: a call could come from either",
                        at: written.position, length: written.length,
                        related: [Diagnostic.Note("there it is \(other.network)", at: other.place)]
                    ))
            }
            claimed.append((network, owner, written.position))
            networks.append(network)
        }
        return networks
    }

    // MARK: Accounts

    private mutating func account(_ fields: Fields) -> Centre.Trunk.Account? {
        let password = password(fields)
        if let user = fields.scalar(.user) {
            guard let password else {
                add(
                    .incompleteAccount, "the user ‘\(user.text.shortened)’ has no password",
                    at: user)
                return nil
            }
            return Centre.Trunk.Account(user: user.text, password: password)
        }
        let needing: [Word] = [
            .passwordFile, .passwordEnvironment, .password, .register, .requireDigest,
        ]
        if let key = needing.lazy.compactMap({ fields.key($0) }).first,
            key.text != Word.requireDigest.rawValue || fields.yesNo(.requireDigest) == true
        {
            add(.incompleteAccount, "‘\(key.text)’ needs a ‘\(Word.user.rawValue)’", at: key)
        }
        return nil
    }

    /// Where a password is; nil where none is written. What is in it is in no diagnostic.
    mutating func password(_ fields: Fields) -> Centre.Password? {
        let places: [Word] = [.passwordFile, .passwordEnvironment, .password]
        let written = places.filter { fields.scalar($0) != nil }
        if written.count > 1, let key = fields.key(written[1]) {
            add(
                .incompleteAccount,
                "the password is written twice: there is ‘\(written[0].rawValue)’ already", at: key)
        }
        switch written.first {
        case .passwordFile?:
            guard let file = fields.scalar(.passwordFile) else { return nil }
            checkFile(file)
            return .file(file.text)
        case .passwordEnvironment?:
            return fields.text(.passwordEnvironment).map(Centre.Password.environment)
        case .password?:
            if let key = fields.key(.password) {
                add(
                    .plainPassword,
                    "who reads this file reads the password: put it into a "
                        + "‘\(Word.passwordFile.rawValue)’", at: key)
            }
            return fields.text(.password).map { .written(Secret($0)) }
        default: return nil
        }
    }

    // MARK: Ways out

    private mutating func host(_ word: Word, _ fields: Fields) -> String? {
        guard let written = fields.scalar(word) else { return nil }
        if SIPAddressText(host: written.text) == nil {
            add(
                .badAddress,
                "‘\(written.text.shortened)’ is no host, as sip.example.com or 192.0.2.1:5060 is",
                at: written)
        }
        return written.text
    }

    /// The file of those who vouch for the trunk; told where nobody would look at it.
    private mutating func authorities(_ fields: Fields) -> String? {
        guard let file = fields.scalar(.authorities) else { return nil }
        checkFile(file)
        let wayOut = fields.text(.address) ?? fields.text(.register)
        if wayOut.flatMap({ SIPAddressText(host: $0) })?.mayUseTLS != true {
            add(
                .idleAuthorities,
                "the trunk is not reached over TLS, so that nobody shows them a certificate: "
                    + "write its ‘\(Word.address.rawValue)’ as sips:…", at: file)
        }
        return file.text
    }

    /// Tells of trunks that can't be reached, since what is sent goes out by the listener of its
    /// transport.
    mutating func checkTransports(_ fields: Fields, _ listeners: [Centre.Listener]) {
        guard !listeners.isEmpty else { return }
        for entry in fields.mapping(.trunks) {
            let trunk = Fields(entry.value)
            guard let written = trunk.scalar(.address) ?? trunk.scalar(.register),
                let transport = SIPAddressText(host: written.text)?.transport,
                !listeners.contains(where: { $0.transport == transport })
            else { continue }
            let name = transport.rawValue
            add(
                .unheardTransport,
                "the trunk ‘\(entry.key.text.shortened)’ is reached over \(name.uppercased()), which "
                    + "nothing listens for: add \(name): with an address to "
                    + "‘\(Word.listen.rawValue)’", at: written)
        }
    }

    private mutating func allowed(_ fields: Fields) -> [String] {
        fields.list(.allows).compactMap { written in
            let text = written.text
            let digits = text.hasPrefix("+") ? text.dropFirst() : text[...]
            let isNumber =
                (1...15).contains(digits.count) && digits.allSatisfy { $0.isASCII && $0.isNumber }
            let isHost =
                text.hasPrefix("@") && SIPAddressText(host: String(text.dropFirst())) != nil
            guard isNumber || isHost else {
                add(
                    .badPrefix,
                    "‘\(text.shortened)’ is no beginning of a number, as +33 is, and no host, "
                        + "as @example.com is", at: written)
                return nil
            }
            return text
        }
    }

    mutating func destinations(_ fields: Fields, _ centre: Centre) -> [String: Centre.Destination] {
        var destinations: [String: Centre.Destination] = [:]
        for entry in fields.mapping(.destinations) {
            let written = Fields(entry.value)
            guard let address = written.scalar(.address) else { continue }
            let isAddress = SIPAddressText(address.text) != nil || PhoneNumber(address.text) != nil
            if !isAddress {
                add(
                    .badAddress, "‘\(address.text.shortened)’ is no number and no sip: address",
                    at: address)
            }
            let destination = Centre.Destination(
                address: address.text, trunk: written.text(.trunk),
                patience: written.duration(.ring) ?? Centre.Destination.usualPatience)
            destinations[entry.key.text] = destination
            if let trunk = written.scalar(.trunk), !fields.names(.trunks).contains(trunk.text) {
                add(
                    .unknownTrunk, "there is no trunk ‘\(trunk.text.shortened)’", at: trunk,
                    suggestion: Spelling.suggestion(
                        for: trunk.text, among: fields.names(.trunks)))
            } else if isAddress, centre.telephone != nil {
                checkRoute(address.text, through: destination.trunk, centre, at: address)
            }
        }
        return destinations
    }

    /// Where calls come in by network, they must also find their way out.
    mutating func checkRoute(
        _ wanted: String, through trunk: String?, _ centre: Centre, at address: YAMLScalar
    ) {
        guard let trunk = centre.trunk(named: trunk), trunk.wayOut != nil else {
            return add(
                .noTrunk,
                "no trunk leads to ‘\(address.text.shortened)’: name one that has an "
                    + "‘\(Word.address.rawValue)’", at: address)
        }
        guard !trunk.allows(centre.dialled(wanted)) else { return }
        add(
            .destinationNotAllowed,
            "the trunk ‘\(trunk.name.shortened)’ does not allow calls to "
                + "‘\(centre.dialled(wanted).shortened)’", at: address)
    }
}

extension IPNetwork {
    /// Whether strangers of the whole Internet are in it: more than any one organisation has.
    fileprivate var isOpen: Bool { prefixLength < (address.isVersion6 ? 16 : 8) }

    fileprivate func overlaps(_ other: IPNetwork) -> Bool {
        contains(other.address) || other.contains(address)
    }
}
