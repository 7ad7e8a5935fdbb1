import NIOCore
import SIP
import Telephony

/// What the parts of a bridge are told of the configuration.
extension Configuration {
    /// Finds contradictions.
    ///
    /// - Throws: ``PhoneBridgeError`` with `configuration`, or `certificate` where the authorities
    ///   of a trunk can't be read.
    func check() throws(PhoneBridgeError) {
        var names: Set<String> = []
        for trunk in trunks {
            guard names.insert(trunk.name).inserted else {
                throw PhoneBridgeError(
                    .configuration, subject: "the trunk \(trunk.name)", detail: "it is there twice")
            }
            guard !trunk.codecs.isEmpty else {
                throw PhoneBridgeError(
                    .configuration, subject: "the trunk \(trunk.name)", detail: "it has no codec")
            }
            if let authorities = trunk.address?.authorities {
                _ = try TLSContexts.client(verifies: true, authorities: authorities)
            }
        }
        let needed = destinations.prefixes.map(\.trunk) + destinations.hosts.compactMap(\.trunk)
        for name in needed where !names.contains(name) {
            throw PhoneBridgeError(
                .configuration, subject: "the list of destinations",
                detail: "there is no trunk \(name)")
        }
    }

    /// How many threads send sound.
    var soundThreads: Int { max(1, mediaThreads ?? min(4, System.coreCount)) }

    /// Whom the gate lets in.
    var gate: Gate.Settings {
        var peers = trunks.map { trunk in
            Gate.Peer(
                id: .trunk(trunk.name), networks: trunk.networks,
                limits: PeerLimits(
                    callsPerSecond: trunk.callsPerSecond, sessions: trunk.sessions))
        }
        if let phones {
            peers.append(Gate.Peer(id: .phones(phones.realm), networks: phones.networks))
        }
        return Gate.Settings(peers: peers)
    }

    /// What the user agent is told.
    ///
    /// - Parameters:
    ///   - listeners: the sockets that listen.
    ///   - secret: makes tags unpredictable.
    /// - Returns: the settings, with the limits of this configuration.
    func userAgent(listeners: [OpenListener], secret: UInt64) -> UserAgent.Settings {
        var settings = UserAgent.Settings(
            listeners: listeners.map { listener in
                UserAgent.Settings.Listener(
                    transport: listener.transport, advertised: listener.advertised)
            })
        settings.name = name
        settings.tagSecret = secret
        settings.maximumLegs = limits.calls
        settings.maximumTransactions = limits.transactions
        settings.retryAfter = limits.retryAfter
        return settings
    }

    /// The trunk of a peer; nil for agents' phones, and for a trunk that is gone.
    func trunk(of peer: PeerID) -> Trunk? {
        switch peer {
        case .trunk(let name): trunks.first { $0.name == name }
        case .phones: nil
        }
    }
}

extension DigestVerifier {
    /// Guards the telephones of agents.
    init(_ phones: PhoneGroup?) {
        self.init(realm: phones?.realm ?? "", algorithms: phones?.digests ?? DigestAlgorithm.usual)
    }
}
