import Flows
import PhoneBridge
import SIP
import Telephony

extension Configuration {
    /// What the bridge is told of a centre.
    ///
    /// - Parameters:
    ///   - centre: the centre, whose telephone listens.
    ///   - telephone: where it listens, which the command line may have changed.
    ///   - folder: the folder of the centre file, where the paths in it begin.
    /// - Throws: ``Failure`` where a password can't be read.
    init(_ centre: Centre, _ telephone: Centre.Telephone, folder: String) throws {
        let certificate = telephone.certificate.map { files in
            CertificateFiles(
                chain: Paths.join(folder, files.chain), key: Paths.join(folder, files.privateKey))
        }
        self.init(
            listeners: telephone.listeners.map { listener in
                ListenAddress(
                    Transport(listener.transport), at: listener.endpoint,
                    certificate: listener.transport == .tls ? certificate : nil)
            }, mediaPorts: telephone.mediaPorts)
        mediaAddress = telephone.mediaAddress
        advertisedAddress = telephone.publicAddress
        trunks = try centre.trunks.values.sorted { $0.name < $1.name }.map {
            try Trunk($0, folder: folder)
        }
        phones = try centre.phones.map { phones in
            PhoneGroup(
                networks: phones.networks, realm: centre.name,
                passwords: try phones.users.mapValues { try $0.read(in: folder) },
                digests: phones.digests.map(DigestAlgorithm.init))
        }
        destinations = Destinations(centre)
    }
}

extension Configuration {
    /// Whether calls come in where they do with another, and their sound goes through the same
    /// ports: what stays as it is while a server runs.
    func listensLike(_ other: Configuration) -> Bool {
        listeners.map(\.transport) == other.listeners.map(\.transport)
            && listeners.map(\.endpoint) == other.listeners.map(\.endpoint)
            && mediaPorts == other.mediaPorts
    }
}

extension Destinations {
    /// What the trunks of a centre allow. The addresses of its destinations are listed whole, so
    /// that each goes through its own trunk where two allow it.
    fileprivate init(_ centre: Centre) {
        self.init()
        for trunk in centre.trunks.values.sorted(by: { $0.name < $1.name })
        where trunk.wayOut != nil {
            for allowed in trunk.allows {
                if allowed.hasPrefix("@") {
                    hosts.append(Host(String(allowed.dropFirst()), through: trunk.name))
                } else {
                    prefixes.append(Prefix(allowed, through: trunk.name))
                }
            }
        }
        for name in centre.destinations.keys.sorted() {
            // What no route leads to is not listed: it is closed.
            guard let route = try? centre.route(to: name), PhoneNumber(route.address) != nil,
                !prefixes.contains(where: { $0.digits == route.address })
            else { continue }
            prefixes.append(Prefix(route.address, through: route.trunk))
        }
    }
}

extension DigestAlgorithm {
    fileprivate init(_ digest: Centre.Phones.Digest) {
        switch digest {
        case .sha256: self = .sha256
        case .md5: self = .md5
        }
    }
}

extension Transport {
    init(_ transport: Centre.Listener.Transport) {
        switch transport {
        case .udp: self = .udp
        case .tcp: self = .tcp
        case .tls: self = .tls
        }
    }
}

extension Trunk {
    fileprivate init(_ trunk: Centre.Trunk, folder: String) throws {
        self.init(name: trunk.name, networks: trunk.networks)
        credentials = try trunk.account.map {
            Credentials(user: $0.user, password: try $0.password.read(in: folder))
        }
        requiresDigest = trunk.requiresDigest
        if let registrar = trunk.registrar, let account = trunk.account {
            registration = Registration(
                user: account.user, domain: HostText(registrar)?.host ?? registrar)
        }
        codecs = trunk.codecs.map(AudioCodec.init)
        assertsIdentity = trunk.assertsIdentity
        requiresSRTP = trunk.requiresSRTP
        callsPerSecond = trunk.callsPerSecond
        sessions = trunk.sessions
        address = Address(trunk, folder: folder)
    }
}

extension Trunk.Address {
    /// Where calls through a trunk go out; nil where none do.
    init?(_ trunk: Centre.Trunk, folder: String) {
        guard let place = trunk.wayOut.flatMap(HostText.init) else { return nil }
        self.init(host: place.host, port: place.port, transport: place.transport)
        authorities = trunk.authorities.map { Paths.join(folder, $0) }
    }
}

extension AudioCodec {
    fileprivate init(_ codec: Centre.Trunk.Codec) {
        switch codec {
        case .pcma: self = .pcma
        case .pcmu: self = .pcmu
        case .g722: self = .g722
        }
    }
}

/// The host of a trunk as the centre file writes it: `host`, `host:port`, or a `sip:` address with
/// perhaps a transport. The checker has seen that it is one.
private struct HostText {
    var host: String
    var port: UInt16?
    var transport: Transport?

    init?(_ text: String) {
        var rest = text[...]
        let lower = text.lowercased()
        if lower.hasPrefix("sips:") {
            transport = .tls
            rest = rest.dropFirst(5)
        } else if lower.hasPrefix("sip:") {
            rest = rest.dropFirst(4)
        }
        for transport in [Transport.udp, .tcp, .tls]
        where lower.contains(";transport=\(transport)") {
            self.transport = transport
        }
        rest = rest.prefix { $0 != ";" && $0 != "?" }
        if let endpoint = IPEndpoint(rest) {
            host = "\(endpoint.address)"
            port = endpoint.port
        } else if let address = IPAddress(rest) {
            host = "\(address)"
        } else {
            let parts = rest.split(separator: ":", maxSplits: 1)
            guard let name = parts.first else { return nil }
            host = String(name)
            port = parts.dropFirst().first.flatMap { UInt16($0) }
        }
    }
}
