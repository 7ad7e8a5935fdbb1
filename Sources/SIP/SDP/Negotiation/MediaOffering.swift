public import Telephony

/// What we can do in one call, from which our offers and answers are made.
public struct MediaOffering: Equatable, Sendable {
    /// What tells our session apart; by chance, and the same for the whole call.
    public var sessionID: UInt64
    /// Where we take packets, as the other side must write it.
    public var address: IPAddress
    /// Our port for sound; even.
    public var port: UInt16
    /// What we can encode and decode, in the order of our offers; answers keep the other's order.
    public var codecs: [AudioCodec]
    /// The payload type we offer for telephone events, 96...127; nil to have none. An answer uses
    /// the number of the offer.
    public var telephoneEvent: UInt8?
    /// How much sound we want in one packet.
    public var packetTime: Duration
    /// Which way the stream shall flow, as seen from us: `.sendOnly` puts the other side on hold.
    public var direction: Direction
    /// Whether the stream is kept secret.
    public var security: SecurityPolicy

    /// Puts an offering together.
    public init(
        sessionID: UInt64, address: IPAddress, port: UInt16,
        codecs: [AudioCodec] = [.pcma, .pcmu], telephoneEvent: UInt8? = 101,
        packetTime: Duration = .milliseconds(20), direction: Direction = .both,
        security: SecurityPolicy = .never
    ) {
        self.sessionID = sessionID
        self.address = address
        self.port = port
        self.codecs = codecs
        self.telephoneEvent = telephoneEvent
        self.packetTime = packetTime
        self.direction = direction
        self.security = security
    }
}
