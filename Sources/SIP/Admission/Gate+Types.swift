public import Telephony

extension Gate {
    /// One who may talk to us.
    public struct Peer: Equatable, Sendable {
        /// Who it is.
        public var id: PeerID
        /// Where it may come from.
        public var networks: [IPNetwork]
        /// How much it may use.
        public var limits: PeerLimits

        /// Describes a peer, with the default limits unless told otherwise.
        public init(id: PeerID, networks: [IPNetwork], limits: PeerLimits = PeerLimits()) {
            self.id = id
            self.networks = networks
            self.limits = limits
        }
    }

    /// Whom a gate lets in.
    public struct Settings: Equatable, Sendable {
        /// The peers; where networks overlap, the narrowest counts, then the first.
        public var peers: [Peer]
        /// How many sources are remembered, for floods and for bans each; beyond, the one heard
        /// of longest ago is forgotten.
        public var sources: Int

        /// Describes a gate.
        public init(peers: [Peer], sources: Int = 4096) {
            self.peers = peers
            self.sources = sources
        }

        var networks: [(IPNetwork, PeerID)] {
            peers.flatMap { peer in peer.networks.map { ($0, peer.id) } }
        }
    }

    /// Whether bytes are read.
    public enum Admission: Equatable, Sendable {
        /// They are, as those of a peer.
        case pass(PeerID)
        /// They are not, and nothing is answered.
        case ignore(Reason)
    }

    /// Why bytes are not read.
    public enum Reason: String, Equatable, Sendable {
        /// Their source is in no declared network.
        case stranger
        /// Their source has sent too many wrong passwords, and does not send too much.
        case banned
        /// Their source sends more than its peer's limits.
        case flood
    }

    /// Whether a method is taken.
    public enum MethodVerdict: Equatable, Sendable {
        /// It is.
        case pass
        /// We know it, but not from this peer: 405, with these in `Allow`.
        case notAllowed(allow: [Method])
        /// We do not know it: 501.
        case notImplemented
    }

    /// Whether a call may begin.
    public enum CallVerdict: Equatable, Sendable {
        /// It may, and is counted.
        case pass
        /// It may not: 503, with this in `Retry-After`.
        case refuse(CallLimit, retryAfter: Duration)
    }

    /// The limit that a call would break.
    public enum CallLimit: String, Equatable, Sendable {
        /// New calls a second.
        case rate
        /// Calls at once.
        case sessions
    }
}
