public import SIP
public import Telephony

/// Somebody who brings calls and takes them: a provider, a PBX, a test client.
///
/// Only listed sources get an answer (DESIGN §9).
public struct Trunk: Equatable, Sendable {
    /// The name, unique among the trunks.
    public var name: String
    /// Where its messages come from.
    public var networks: [IPNetwork]
    /// With what it challenges us and we answer; nil: neither side proves itself.
    public var credentials: Credentials?
    /// Whether its calls must be signed with the credentials.
    public var requiresDigest: Bool
    /// Where we register to get its calls; nil: it knows where we are.
    public var registration: Registration?
    /// The codecs that are spoken with it, the preferred first; not empty.
    public var codecs: [AudioCodec]
    /// Whether its word about who calls is taken: its `P-Asserted-Identity` (RFC 3325), and VIP
    /// treatment by number.
    public var assertsIdentity: Bool
    /// Whether calls without SRTP are refused.
    public var requiresSRTP: Bool
    /// New calls it may bring each second.
    public var callsPerSecond: Int
    /// Calls it may have at once.
    public var sessions: Int
    /// Where calls through it go out; nil: it only brings calls.
    public var address: Address?

    /// Describes a trunk with the defaults of DESIGN §9.
    public init(name: String, networks: [IPNetwork]) {
        self.name = name
        self.networks = networks
        requiresDigest = false
        codecs = [.pcma, .pcmu]
        assertsIdentity = false
        requiresSRTP = false
        callsPerSecond = 30
        sessions = 1_000
    }
}

extension Trunk {
    /// A user name with its password, which no description shows.
    public struct Credentials: Hashable, Sendable {
        /// The user name.
        public var user: String
        /// The password.
        public var password: String

        /// Joins a user name and a password.
        public init(user: String, password: String) {
            self.user = user
            self.password = password
        }
    }

}
extension Trunk.Credentials: CustomStringConvertible, CustomReflectable {
    /// The user name; stars for the password.
    public var description: String { "\(user):***" }
    /// Shows no more than the description.
    public var customMirror: Mirror { Mirror(self, children: ["credentials": description]) }
}

extension Trunk {
    /// Where a trunk is reached.
    public struct Address: Hashable, Sendable {
        /// A host name or an IP address.
        public var host: String
        /// The port; nil: by SRV records, or the transport's own (RFC 3263 §4.2).
        public var port: UInt16?
        /// How messages travel; nil: by NAPTR and SRV records, else UDP.
        public var transport: Transport?
        /// Whether the certificate of its TLS server must be one that this machine trusts.
        public var verifiesCertificate: Bool
        /// A file of certificates, in PEM, of which one must vouch for it; nil: those of the system.
        public var authorities: String?

        /// Names a place.
        public init(
            host: String, port: UInt16? = nil, transport: Transport? = nil,
            verifiesCertificate: Bool = true
        ) {
            self.host = host
            self.port = port
            self.transport = transport
            self.verifiesCertificate = verifiesCertificate
        }
    }

    /// How we make ourselves known to a trunk (RFC 3261 §10).
    public struct Registration: Hashable, Sendable {
        /// The user part of our address there.
        public var user: String
        /// The domain that keeps the register.
        public var domain: String
        /// How long a registration is asked to last.
        public var lifetime: Duration

        /// Describes a registration.
        public init(user: String, domain: String, lifetime: Duration = .seconds(600)) {
            self.user = user
            self.domain = domain
            self.lifetime = lifetime
        }
    }
}
