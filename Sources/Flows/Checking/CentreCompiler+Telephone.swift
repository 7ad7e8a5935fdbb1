import Telephony

// How calls come in: addresses, ports, certificates.
extension CentreCompiler {
    mutating func telephone(_ fields: Fields, trunks: [String: Centre.Trunk]) -> Centre.Telephone? {
        guard let node = fields[.telephone] else { return nil }
        let written = Fields(node)
        let listeners = listeners(written)
        let certificate = certificate(written, listeners)
        var telephone = Centre.Telephone(
            listeners: listeners, mediaAddress: hostAddress(.mediaAddress, written),
            publicAddress: hostAddress(.publicAddress, written), certificate: certificate)
        telephone.mediaPorts = mediaPorts(written, listeners, trunks)
        return telephone
    }

    private mutating func listeners(_ fields: Fields) -> [Centre.Listener] {
        var listeners: [Centre.Listener] = []
        for written in fields.list(.listen) {
            guard let listener = Centre.Listener(written.text) else {
                add(
                    .badListener,
                    "‘\(written.text.shortened)’ is nothing to listen at, as udp:192.0.2.10:5060 is",
                    at: written)
                continue
            }
            if listener.endpoint.port > 0,
                listeners.contains(where: { $0.collides(with: listener) })
            {
                add(
                    .listenerTwice, "‘\(written.text.shortened)’ is listened at already",
                    at: written)
                continue
            }
            listeners.append(listener)
        }
        return listeners
    }

    /// An address of a machine, which `0.0.0.0` is not.
    private mutating func hostAddress(_ word: Word, _ fields: Fields) -> IPAddress? {
        guard let written = fields.scalar(word) else { return nil }
        guard let address = IPAddress(written.text), !address.isUnspecified else {
            add(
                .badAddress,
                "‘\(written.text.shortened)’ is no address of a machine, as 192.0.2.10 is",
                at: written)
            return nil
        }
        return address
    }

    private mutating func certificate(
        _ fields: Fields, _ listeners: [Centre.Listener]
    ) -> Centre.Certificate? {
        let chain = fields.scalar(.certificate)
        let key = fields.scalar(.privateKey)
        for file in [chain, key].compactMap(\.self) { checkFile(file) }
        if let chain, let key {
            return Centre.Certificate(chain: chain.text, privateKey: key.text)
        }
        let lacking = chain == nil ? Word.certificate : .privateKey
        if let other = chain ?? key {
            add(.incompleteCertificate, "there is no ‘\(lacking.rawValue)’ with it", at: other)
        } else if let written = fields.list(.listen).first(where: {
            Centre.Listener($0.text)?.transport == .tls
        }) {
            add(
                .incompleteCertificate,
                "TLS needs a ‘\(Word.certificate.rawValue)’ and a ‘\(Word.privateKey.rawValue)’",
                at: written)
        }
        return nil
    }

    // MARK: Ports of the sound

    private mutating func mediaPorts(
        _ fields: Fields, _ listeners: [Centre.Listener], _ trunks: [String: Centre.Trunk]
    ) -> ClosedRange<UInt16> {
        let usual = Centre.Telephone.usualMediaPorts
        let written = fields.scalar(.media)
        let span = written == nil ? nil : fields.span(.media)
        let low = UInt16(exactly: span?.lowerBound ?? Int(usual.lowerBound)) ?? usual.lowerBound
        let high = UInt16(exactly: span?.upperBound ?? Int(usual.upperBound)) ?? usual.upperBound
        let ports = low...max(low, high)
        if let written, let fault = portFault(ports, listeners) {
            add(.badMediaPorts, "\(written.text.shortened) \(fault)", at: written)
            return ports
        }
        let pairs = (Int(high) - Int(low) + 1) / 2
        let sessions = trunks.values.reduce(0) { $0 + $1.sessions }
        if let place = written ?? fields.key(.listen), pairs < sessions {
            add(
                .fewMediaPorts,
                "the ports of the sound are enough for \(pairs) calls, "
                    + "but the trunks may bring \(sessions)", at: place)
        }
        return ports
    }

    private func portFault(
        _ ports: ClosedRange<UInt16>, _ listeners: [Centre.Listener]
    ) -> String? {
        if ports.lowerBound < 1_024 { return "has ports below 1024, which belong to the system" }
        if !ports.lowerBound.isMultiple(of: 2) || ports.upperBound.isMultiple(of: 2) {
            return "must begin with an even port and end with an odd one: a call takes a pair"
        }
        let taken = listeners.first { $0.transport == .udp && ports.contains($0.endpoint.port) }
        return taken.map { "has the port \($0.endpoint.port), where calls come in" }
    }

    // MARK: Phones

    mutating func phones(_ fields: Fields) -> Centre.Phones? {
        guard let node = fields[.phones] else { return nil }
        let written = Fields(node)
        let networks = networks(written, of: "the phones")
        var users: [String: Centre.Password] = [:]
        for entry in written.mapping(.users) {
            let user = Fields(entry.value)
            guard let password = password(user) else {
                add(
                    .incompleteAccount,
                    "‘\(entry.key.text.shortened)’ has no password, so that anybody could be them",
                    at: entry.key)
                continue
            }
            users[entry.key.text] = password
        }
        let digests = written.list(.digest).compactMap { Centre.Phones.Digest(rawValue: $0.text) }
        return Centre.Phones(
            networks: networks, users: users,
            digests: digests.isEmpty ? Centre.Phones.Digest.allCases : digests)
    }

    // MARK: Files

    /// Tells where a file is missing that was looked for.
    mutating func checkFile(_ file: YAMLScalar) {
        guard let known = files.resources.files, !known.contains(file.text) else { return }
        add(
            .missingFile, "there is no file ‘\(file.text.shortened)’ that can be read", at: file,
            suggestion: Spelling.suggestion(for: file.text, among: known.sorted()))
    }
}

extension Centre.Listener {
    /// Whether both can't listen at once: one transport (TLS runs over TCP), one port, and the same
    /// address or all of them.
    fileprivate func collides(with other: Self) -> Bool {
        let isSameAddress =
            endpoint.address == other.endpoint.address
            || endpoint.address.isVersion6 == other.endpoint.address.isVersion6
                && (endpoint.address.isUnspecified || other.endpoint.address.isUnspecified)
        return (transport == .udp) == (other.transport == .udp)
            && endpoint.port == other.endpoint.port && isSameAddress
    }
}
