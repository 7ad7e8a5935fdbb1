import Telephony

/// One audio stream that the other side describes, with what its session says for it.
struct AudioStream {
    let stream: MediaDescription
    let session: SessionDescription

    /// Whether packets of the stream are encrypted by its profile; nil for profiles other than
    /// those of RFC 3551, 3711, 4585 and 5124.
    var isSecure: Bool? {
        switch stream.profile.uppercased() {
        case "RTP/AVP", "RTP/AVPF": false
        case "RTP/SAVP", "RTP/SAVPF": true
        default: nil
        }
    }

    /// The ways to encrypt that Allo has, the preferred first.
    var cryptos: [CryptoAttribute] {
        stream.attributes.compactMap { attribute in
            attribute.name == "crypto" ? attribute.value.flatMap(CryptoAttribute.init) : nil
        }
    }

    /// Which way the stream flows, as seen from the other side.
    ///
    /// The address 0.0.0.0 puts us on hold (RFC 3264 §8.4): nothing may be sent there.
    var direction: Direction {
        let all = stream.attributes + session.attributes
        let told = all.lazy.compactMap { Direction(attribute: $0.name) }.first ?? .both
        return isHeldByAddress ? Direction(sends: told.sends, receives: false) : told
    }

    private var isHeldByAddress: Bool {
        if case .address(let address) = host { address.isUnspecified } else { false }
    }

    private var host: Host? { stream.connection ?? session.connection }

    /// Where packets go; it must be of the same version as our own address.
    ///
    /// - Throws: ``MediaRefusal/unreachable`` for a name, another version or a group of hosts.
    func remote(from ours: IPAddress) throws(MediaRefusal) -> IPEndpoint {
        guard case .address(let address) = host, !address.isGroup,
            address.isVersion6 == ours.isVersion6
        else { throw .unreachable }
        return IPEndpoint(address, port: stream.port)
    }

    /// Where control packets go: `a=rtcp` (RFC 3605), or the port after that of the sound.
    func remoteControl(_ remote: IPEndpoint) -> IPEndpoint? {
        guard !remote.address.isUnspecified else { return nil }
        let next = remote.port < .max ? IPEndpoint(remote.address, port: remote.port + 1) : nil
        guard let value = stream.first("rtcp") else { return next }
        return value.scanned { scanner in
            guard let port = scanner.takeNumber(upTo: 65_535), port > 0 else { return nil }
            var endpoint = IPEndpoint(remote.address, port: UInt16(truncatingIfNeeded: port))
            scanner.skipBlanks()
            guard scanner.skip("IN IP") else { return endpoint }
            _ = scanner.takeWord()
            guard let address = IPAddress(scanner.text(scanner.takeWord())), !address.isGroup,
                address.isVersion6 == remote.address.isVersion6
            else { return nil }
            endpoint.address = address
            return endpoint
        }
    }

    /// How much sound a packet to the other side holds: `a=ptime` in steps of 10 ms, 10...60 ms
    /// and not above `a=maxptime`; 20 ms where nothing is told.
    var packetTime: Duration {
        func milliseconds(_ name: String) -> UInt64? {
            stream.first(name)?.scanned { $0.takeNumber(upTo: 1_000) }
        }
        let asked = milliseconds("ptime") ?? 20
        let most = milliseconds("maxptime") ?? 60
        let steps = min(max(1, min(asked, most) / 10), 6)
        return .milliseconds(Int64(steps * 10))
    }
}

extension IPAddress {
    /// Whether it means several hosts: multicast or broadcast.
    fileprivate var isGroup: Bool {
        switch self {
        case .v4(let number): number >> 28 == 14 || number == .max
        case .v6(let high, _): high >> 56 == 0xFF
        }
    }
}
