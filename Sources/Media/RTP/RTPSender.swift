/// The numbers of a stream that we send: source, sequence, timestamp, and the counts that our
/// sender reports give (RFC 3550 §5.1, §6.4.1).
///
/// Silence is sent as nothing at all: ``pass(_:)`` lets its time go by.
public struct RTPSender: Equatable, Sendable {
    /// The number of our stream (SSRC).
    public let source: UInt32
    /// The sequence number of the next packet.
    public private(set) var sequence: UInt16
    /// The timestamp of the next packet, in samples.
    public private(set) var timestamp: UInt32
    /// Packets sent; wraps around.
    public private(set) var packetCount: UInt32 = 0
    /// Bytes of payload sent; wraps around.
    public private(set) var byteCount: UInt32 = 0

    /// A stream that begins with these numbers.
    public init(source: UInt32, sequence: UInt16, timestamp: UInt32) {
        self.source = source
        self.sequence = sequence
        self.timestamp = timestamp
    }

    /// A stream with numbers that nobody can guess (RFC 3550 §5.1).
    public init(using generator: inout some RandomNumberGenerator) {
        self.init(
            source: .random(in: 0...UInt32.max, using: &generator),
            sequence: .random(in: 0...UInt16.max, using: &generator),
            timestamp: .random(in: 0...UInt32.max, using: &generator))
    }

    /// Gives the next packet of sound its place in the stream.
    ///
    /// - Parameters:
    ///   - payloadType: what the payload is.
    ///   - marker: whether sound begins after a silence.
    ///   - byteCount: bytes of the payload.
    ///   - samples: how long the sound is, in samples: what the timestamp moves on by.
    /// - Returns: the header of the packet.
    public mutating func next(
        payloadType: UInt8, marker: Bool = false, byteCount: Int, samples: UInt32
    ) -> RTPHeader {
        let header = RTPHeader(
            payloadType: payloadType, marker: marker, sequence: sequence, timestamp: timestamp,
            source: source)
        count(byteCount)
        timestamp &+= samples
        return header
    }

    /// The header of a packet of a telephone event, whose timestamp is the event's beginning.
    /// Time does not move on: ``pass(_:)`` it, once for each packet time.
    public mutating func next(
        payloadType: UInt8, for packet: TelephoneEventSender.Packet
    ) -> RTPHeader {
        let header = RTPHeader(
            payloadType: payloadType, marker: packet.marker, sequence: sequence,
            timestamp: packet.timestamp, source: source)
        count(TelephoneEvent.size)
        return header
    }

    /// The header of a packet from elsewhere, with numbers that lie near those of the stream. What
    /// the stream sends itself will follow the furthest such packet.
    mutating func relay(
        sequence: UInt16, timestamp: UInt32, payloadType: UInt8, marker: Bool, byteCount: Int,
        samples: UInt32
    ) -> RTPHeader {
        let expected = self.sequence
        count(byteCount)
        self.sequence = sequence &- expected < 0x8000 ? sequence &+ 1 : expected
        let end = timestamp &+ samples
        if Int32(bitPattern: end &- self.timestamp) > 0 { self.timestamp = end }
        return RTPHeader(
            payloadType: payloadType, marker: marker, sequence: sequence, timestamp: timestamp,
            source: source)
    }

    /// Lets time go by without a packet, in samples.
    public mutating func pass(_ samples: UInt32) { timestamp &+= samples }

    /// What a sender report says of the stream.
    public func information(at time: NTPTimestamp) -> SenderInformation {
        SenderInformation(
            time: time, timestamp: timestamp, packetCount: packetCount, byteCount: byteCount)
    }

    private mutating func count(_ bytes: Int) {
        sequence &+= 1
        packetCount &+= 1
        byteCount &+= UInt32(truncatingIfNeeded: bytes)
    }
}
