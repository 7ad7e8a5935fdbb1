public import Telephony

/// All that a ``PhoneBridge`` is told: where it listens, whom it talks to, and its bounds.
///
/// ```swift
/// var configuration = Configuration(
///     listeners: [ListenAddress(.udp, at: IPEndpoint(.loopback, port: 5060))])
/// configuration.trunks = [
///     Trunk(name: "provider", networks: [IPNetwork(IPAddress.loopback)])
/// ]
/// ```
public struct Configuration: Equatable, Sendable {
    /// Where it listens; at least one.
    public var listeners: [ListenAddress]
    /// The address of this machine that sound comes from and goes to; nil: that of the listener.
    public var mediaAddress: IPAddress?
    /// The address that others are told, where a router translates addresses; nil: the real one.
    public var advertisedAddress: IPAddress?
    /// The ports of sound: RTP takes the even ones, RTCP the odd one after it.
    public var mediaPorts: ClosedRange<UInt16>
    /// How many threads send sound; nil: as many as the machine has cores, four at most.
    public var mediaThreads: Int?
    /// Whether these threads ask for real-time priority, where the system allows it.
    public var realTime = true
    /// Whom calls come from and go through.
    public var trunks: [Trunk]
    /// The telephones of agents; nil: there are none.
    public var phones: PhoneGroup?
    /// Whom outgoing legs may ring; closed until told otherwise (DESIGN §9).
    public var destinations: Destinations
    /// How much it takes on.
    public var limits: Limits
    /// The name servers; empty: those of the system.
    public var nameServers: [IPEndpoint]
    /// What it calls itself in `Server` and `User-Agent`.
    public var name: String

    /// Describes a bridge with the defaults of everything else.
    ///
    /// - Parameters:
    ///   - listeners: where it listens; at least one.
    ///   - mediaPorts: the ports of sound.
    public init(
        listeners: [ListenAddress], mediaPorts: ClosedRange<UInt16> = 16_384...32_767
    ) {
        self.listeners = listeners
        self.mediaPorts = mediaPorts
        trunks = []
        destinations = Destinations()
        limits = Limits()
        nameServers = []
        name = "Allo"
    }
}
