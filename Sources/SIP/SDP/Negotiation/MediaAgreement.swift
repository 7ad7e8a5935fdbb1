public import Telephony

/// What both sides agreed on for the one audio stream of a call.
public struct MediaAgreement: Equatable, Sendable {
    /// Where our packets go.
    public var remote: IPEndpoint
    /// Where our control packets (RTCP) go; nil where there is no port for them.
    public var remoteControl: IPEndpoint?
    /// How sound is encoded.
    public var codec: AudioCodec
    /// The number packets with sound carry.
    public var payloadType: UInt8
    /// The number telephone events carry; nil: keys are heard in the sound.
    public var telephoneEvent: UInt8?
    /// How much sound one packet of ours holds: 10...60 ms, 20 unless the other side asks for more.
    public var packetTime: Duration
    /// Which way the stream flows, as seen from us.
    public var direction: Direction
    /// The keys; nil for plain RTP.
    public var security: MediaSecurity?

    /// Puts an agreement together.
    public init(
        remote: IPEndpoint, remoteControl: IPEndpoint? = nil, codec: AudioCodec,
        payloadType: UInt8, telephoneEvent: UInt8? = nil,
        packetTime: Duration = .milliseconds(20), direction: Direction = .both,
        security: MediaSecurity? = nil
    ) {
        self.remote = remote
        self.remoteControl = remoteControl
        self.codec = codec
        self.payloadType = payloadType
        self.telephoneEvent = telephoneEvent
        self.packetTime = packetTime
        self.direction = direction
        self.security = security
    }
}
