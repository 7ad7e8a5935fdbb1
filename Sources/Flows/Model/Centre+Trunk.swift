public import Telephony

extension Centre {
    /// Who brings calls and takes them: a provider, or a telephone exchange of one's own.
    public struct Trunk: Hashable, Sendable {
        /// How sound is written, best first.
        public enum Codec: String, CaseIterable, Sendable {
            case pcma, pcmu, g722
        }

        /// With whom Allo is at home there.
        public struct Account: Hashable, Sendable {
            /// The name.
            public var user: String
            /// Where the password is.
            public var password: Password

            /// Describes an account.
            public init(user: String, password: Password) {
                self.user = user
                self.password = password
            }
        }

        /// The name.
        public var name: String
        /// Where its calls come from; never empty.
        public var networks: [IPNetwork]
        /// The codecs, best first; never empty.
        public var codecs: [Codec]
        /// The name and the password with which Allo proves itself to the trunk, and the trunk to
        /// Allo where ``requiresDigest`` is set; nil where addresses are proof enough.
        public var account: Account?
        /// The host that Allo registers with, as `sip.example.com`; nil where it need not.
        public var registrar: String?
        /// The host that takes outgoing calls, as `192.0.2.1:5060`; nil for the registrar, if any.
        public var address: String?
        /// The path of the certificates in PEM of which one must vouch for the trunk's, where it is
        /// reached over TLS; relative to the centre file; nil for those of the system.
        public var authorities: String?
        /// Whether calls from the trunk must be signed with the account's password (RFC 8760).
        public var requiresDigest: Bool
        /// Whether the caller's number that the trunk gives can be trusted (RFC 3325).
        public var assertsIdentity: Bool
        /// Whether sound must be encrypted (RFC 3711, 4568).
        public var requiresSRTP: Bool
        /// How many calls may come in each second; more are refused.
        public var callsPerSecond: Int
        /// How many calls there may be at once; more are refused.
        public var sessions: Int
        /// What may be called through the trunk: beginnings of numbers with their country code, and
        /// hosts after an `@`. Nothing where it is empty.
        public var allows: [String]

        /// The limits of a trunk that names no others (DESIGN.md §9).
        public static let usualCallsPerSecond = 30, usualSessions = 1_000

        /// Describes a trunk; for the checker and for tests.
        public init(
            name: String, networks: [IPNetwork], codecs: [Codec] = [.pcma, .pcmu],
            account: Account? = nil, registrar: String? = nil, address: String? = nil,
            authorities: String? = nil, requiresDigest: Bool = false, assertsIdentity: Bool = false,
            requiresSRTP: Bool = false,
            callsPerSecond: Int = usualCallsPerSecond, sessions: Int = usualSessions,
            allows: [String] = []
        ) {
            self.name = name
            self.networks = networks
            self.codecs = codecs
            self.account = account
            self.registrar = registrar
            self.address = address
            self.authorities = authorities
            self.requiresDigest = requiresDigest
            self.assertsIdentity = assertsIdentity
            self.requiresSRTP = requiresSRTP
            self.callsPerSecond = callsPerSecond
            self.sessions = sessions
            self.allows = allows
        }

        /// The host that outgoing calls go to: its address, or where Allo registers; nil where none
        /// go out.
        public var wayOut: String? { address ?? registrar }

        /// Whether its callers can only be of this machine.
        public var isLoopback: Bool {
            networks.allSatisfy { network in
                network.address.isLoopback
                    && network.prefixLength >= (network.address.isVersion6 ? 128 : 8)
            }
        }
    }
}
