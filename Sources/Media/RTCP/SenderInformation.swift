/// What a sender report says about the stream of its sender (RFC 3550 §6.4.1).
public struct SenderInformation: Equatable, Sendable {
    /// When the report was sent.
    public let time: NTPTimestamp
    /// The same moment as a timestamp of the stream, in samples.
    public let timestamp: UInt32
    /// Packets sent since the stream began; wraps around.
    public let packetCount: UInt32
    /// Bytes of payload sent since the stream began; wraps around.
    public let byteCount: UInt32

    /// Joins the fields.
    public init(time: NTPTimestamp, timestamp: UInt32, packetCount: UInt32, byteCount: UInt32) {
        self.time = time
        self.timestamp = timestamp
        self.packetCount = packetCount
        self.byteCount = byteCount
    }
}
