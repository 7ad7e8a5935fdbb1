public import Telephony

extension Centre {
    /// Where calls come in by network, and where their sound goes through.
    public struct Telephone: Hashable, Sendable {
        /// Where calls come in; never empty, no two alike.
        public var listeners: [Listener]
        /// The ports of the sound: the first even, the last odd, as each call takes a pair.
        public var mediaPorts: ClosedRange<UInt16>
        /// The address of this machine that sound goes through; nil for that of the first listener.
        public var mediaAddress: IPAddress?
        /// The address that the world knows this machine by, where it stands behind a router that
        /// translates addresses; nil where the two are the same.
        public var publicAddress: IPAddress?
        /// What TLS shows; nil where there is no such listener.
        public var certificate: Certificate?

        /// The ports of the sound unless the centre file names others.
        public static let usualMediaPorts: ClosedRange<UInt16> = 16_384...32_767

        /// Describes how calls come in; for the checker and for tests.
        public init(
            listeners: [Listener], mediaPorts: ClosedRange<UInt16> = usualMediaPorts,
            mediaAddress: IPAddress? = nil, publicAddress: IPAddress? = nil,
            certificate: Certificate? = nil
        ) {
            self.listeners = listeners
            self.mediaPorts = mediaPorts
            self.mediaAddress = mediaAddress
            self.publicAddress = publicAddress
            self.certificate = certificate
        }
    }

    /// An address that calls come in at.
    public struct Listener: Hashable, Sendable {
        /// What carries the signalling.
        public enum Transport: String, CaseIterable, Sendable {
            case udp, tcp, tls
        }

        /// What carries the signalling.
        public var transport: Transport
        /// The address and the port; port 0 takes any that is free.
        public var endpoint: IPEndpoint

        /// Describes where calls come in.
        public init(_ transport: Transport, _ endpoint: IPEndpoint) {
            self.transport = transport
            self.endpoint = endpoint
        }

        /// Reads `udp:192.0.2.10:5060`, `tls:[2001:db8::1]:5061`, or an address without its port,
        /// which then is 5060, and 5061 for TLS (RFC 3261 §19.1.2); nil for anything else.
        public init?(_ text: some StringProtocol) {
            let parts = text.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, let transport = Transport(rawValue: String(parts[0])) else {
                return nil
            }
            if let endpoint = IPEndpoint(parts[1]) {
                self.init(transport, endpoint)
            } else if let address = IPAddress(parts[1]) {
                let port: UInt16 = transport == .tls ? 5_061 : 5_060
                self.init(transport, IPEndpoint(address, port: port))
            } else {
                return nil
            }
        }
    }

    /// What proves to others who this machine is.
    public struct Certificate: Hashable, Sendable {
        /// The path of the certificates in PEM, our own first; relative to the centre file.
        public var chain: String
        /// The path of the private key in PEM; relative to the centre file.
        public var privateKey: String

        /// Names the files.
        public init(chain: String, privateKey: String) {
            self.chain = chain
            self.privateKey = privateKey
        }
    }

    /// The telephones of agents: where they may come from, and who may register.
    public struct Phones: Hashable, Sendable {
        /// The networks that they come from.
        public var networks: [IPNetwork]
        /// The passwords of the users, by name.
        public var users: [String: Password]
        /// How they may prove that they know these, the best first.
        public var digests: [Digest]

        /// A way to prove that one knows a password.
        public enum Digest: String, CaseIterable, Hashable, Sendable {
            /// The better one.
            case sha256 = "sha-256"
            /// What every telephone knows. Some give up when they are asked for anything else first.
            case md5
        }

        /// Describes the telephones.
        public init(
            networks: [IPNetwork], users: [String: Password], digests: [Digest] = Digest.allCases
        ) {
            self.networks = networks
            self.users = users
            self.digests = digests
        }
    }

    /// Where a password is kept. Prints the place, never the password.
    public enum Password: Hashable, Sendable {
        /// The first line of a file; the path is relative to the centre file.
        case file(String)
        /// A variable of the environment.
        case environment(String)
        /// The centre file itself, which many may read.
        case written(Secret)
    }
}

extension Centre.Listener: CustomStringConvertible {
    /// As the centre file writes it, with its port.
    public var description: String { "\(transport.rawValue):\(endpoint)" }
}
