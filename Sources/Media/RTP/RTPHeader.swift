/// The fixed header of an RTP packet (RFC 3550 §5.1).
public struct RTPHeader: Equatable, Sendable {
    /// How many bytes it takes, where no source contributes.
    public static let size = 12

    /// What the payload is: 0...127, as negotiated (RFC 3551).
    public var payloadType: UInt8
    /// Whether it begins something: sound after a silence, or a telephone event.
    public var marker: Bool
    /// Counts packets, and wraps around.
    public var sequence: UInt16
    /// When its first sample was taken, in samples; wraps around, from any beginning.
    public var timestamp: UInt32
    /// The number its sender chose for the stream (SSRC).
    public var source: UInt32

    /// Joins the fields; of the payload type the low seven bits count.
    @inlinable
    public init(
        payloadType: UInt8, marker: Bool = false, sequence: UInt16, timestamp: UInt32,
        source: UInt32
    ) {
        self.payloadType = payloadType & 0x7F
        self.marker = marker
        self.sequence = sequence
        self.timestamp = timestamp
        self.source = source
    }

    /// Writes the header, without contributing sources or extension.
    ///
    /// - Parameter bytes: where; at least ``size`` bytes, of which the first ``size`` are written.
    public func write(into bytes: UnsafeMutableRawBufferPointer) {
        precondition(bytes.count >= RTPHeader.size, "no room for an RTP header")
        bytes[0] = 0x80
        bytes[1] = (marker ? 0x80 : 0) | (payloadType & 0x7F)
        bytes.write(sequence, at: 2)
        bytes.write(timestamp, at: 4)
        bytes.write(source, at: 8)
    }
}
