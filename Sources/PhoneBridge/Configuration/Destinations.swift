/// Whom outgoing legs may ring. Nobody, until something is listed (DESIGN §9).
public struct Destinations: Equatable, Sendable {
    /// The beginnings of numbers that may be dialled, as `+33` or `0800`, with the trunk that
    /// carries them. The longest that fits counts.
    public var prefixes: [Prefix]
    /// The hosts of `sip:` addresses that may be rung, with the trunk; nil: straight there.
    public var hosts: [Host]

    /// A beginning of numbers.
    public struct Prefix: Hashable, Sendable {
        /// The digits, with a `+` or without.
        public var digits: String
        /// The name of the trunk that carries such calls.
        public var trunk: String

        /// Lists a beginning.
        public init(_ digits: String, through trunk: String) {
            self.digits = digits
            self.trunk = trunk
        }
    }

    /// A host of `sip:` addresses.
    public struct Host: Hashable, Sendable {
        /// The host as the address has it, case aside.
        public var name: String
        /// The name of the trunk that carries such calls; nil: they go straight to the host.
        public var trunk: String?

        /// Lists a host.
        public init(_ name: String, through trunk: String? = nil) {
            self.name = name
            self.trunk = trunk
        }
    }

    /// Lists whom outgoing legs may ring.
    public init(prefixes: [Prefix] = [], hosts: [Host] = []) {
        self.prefixes = prefixes
        self.hosts = hosts
    }
}
