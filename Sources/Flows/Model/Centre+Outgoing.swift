public import Telephony

extension Centre {
    /// How a destination is reached.
    public struct Route: Hashable, Sendable {
        /// The trunk.
        public var trunk: String
        /// Whom to ring: a number with its country code where it has one, or a `sip:` address.
        public var address: String
        /// How long they may ring.
        public var patience: Duration
    }

    /// Why a destination can't be reached.
    public enum NoRoute: Error, Hashable, Sendable {
        /// There is no destination of this name.
        case unknownDestination(String)
        /// There is no agent of this name.
        case unknownAgent(AgentID)
        /// The centre calls nobody back.
        case noCallbacks
        /// This is no complete number that callers have.
        case notCallable(String)
        /// No trunk leads out.
        case noTrunk
        /// The trunk's list of what may be called does not have the address.
        case notAllowed(address: String, trunk: String)
    }

    /// The way to a destination, through its trunk, if the trunk's list allows the address.
    ///
    /// The one gate that every outgoing leg passes, after all values in the address are known
    /// (DESIGN.md §9).
    public func route(to destination: String) throws(NoRoute) -> Route {
        guard let wanted = destinations[destination] else {
            throw .unknownDestination(destination)
        }
        return try route(to: wanted.address, through: wanted.trunk, for: wanted.patience)
    }

    /// The way to an address, whose trunk must allow it.
    func route(
        to address: String, through trunk: String?, for patience: Duration
    ) throws(NoRoute) -> Route {
        guard let trunk = self.trunk(named: trunk) else { throw .noTrunk }
        let address = dialled(address)
        guard trunk.allows(address) else {
            throw .notAllowed(address: address, trunk: trunk.name)
        }
        return Route(trunk: trunk.name, address: address, patience: patience)
    }

    /// A trunk by its name, or the only one that leads out.
    func trunk(named name: String?) -> Trunk? {
        if let name { return trunks[name] }
        let leadingOut = trunks.values.filter { $0.wayOut != nil }
        return leadingOut.count == 1 ? leadingOut.first : nil
    }

    /// An address as it is called: a number with its country code, another as it is.
    func dialled(_ address: String) -> String {
        PhoneNumber(address)?.international(countryCode: countryCode) ?? address
    }
}

extension Centre.Trunk {
    /// Whether an address may be called: a number by its beginning, a `sip:` address by its host.
    func allows(_ address: String) -> Bool {
        guard let host = SIPAddressText(address)?.host else {
            return allows.contains { !$0.hasPrefix("@") && address.hasPrefix($0) }
        }
        return allows.contains { $0.hasPrefix("@") && $0.dropFirst().lowercased() == host }
    }
}

extension Centre.NoRoute: CustomStringConvertible {
    /// What is wrong, in a few words.
    public var description: String {
        switch self {
        case .unknownDestination(let name): "there is no destination \(name)"
        case .unknownAgent(let name): "there is no agent \(name)"
        case .noCallbacks: "the centre calls nobody back"
        case .notCallable(let number): "\(number) is no number that can be called back"
        case .noTrunk: "no trunk leads there"
        case .notAllowed(let address, let trunk):
            "the trunk \(trunk) does not allow calls to \(address)"
        }
    }
}
