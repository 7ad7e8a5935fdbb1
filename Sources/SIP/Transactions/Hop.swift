public import Telephony

/// Where a message has come from, or where one goes: the next neighbour on the way.
public struct Hop: Hashable, Sendable {
    /// How messages travel there.
    public var transport: Transport
    /// The neighbour's address and port.
    public var remote: IPEndpoint
    /// Which of our listeners has the message, by its place in the configuration.
    public var local: UInt8
    /// The connection that a message has come over or goes over; nil for UDP, and where a
    /// connection is yet to be made.
    public var connection: UInt64?

    /// Describes a neighbour.
    public init(
        transport: Transport, remote: IPEndpoint, local: UInt8 = 0, connection: UInt64? = nil
    ) {
        self.transport = transport
        self.remote = remote
        self.local = local
        self.connection = connection
    }
}
