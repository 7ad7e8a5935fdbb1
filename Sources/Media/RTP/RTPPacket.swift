/// An RTP packet as it was received: its header, and where in the datagram its payload lies.
///
/// ```swift
/// guard let packet = RTPPacket(datagram) else { return }  // not RTP: dropped
/// decoder.decode(packet.payload(in: datagram))
/// ```
public struct RTPPacket: Equatable, Sendable {
    /// The fixed part of the header.
    public let header: RTPHeader
    /// The bytes of the payload, counted from the beginning of the datagram; may be empty.
    public let payload: Range<Int>

    /// Reads one datagram; nil where it isn't RTP of version 2, or claims more than it holds.
    ///
    /// Contributing sources, a header extension and padding are stepped over (RFC 3550 §5.1,
    /// §5.3.1). What only looks like RTP, an RTCP packet sent to the wrong port, is nil as well
    /// (RFC 5761 §4).
    public init?(_ datagram: UnsafeRawBufferPointer) {
        guard let first = datagram.byte(at: 0), let second = datagram.byte(at: 1),
            let sequence = datagram.number16(at: 2), let timestamp = datagram.number32(at: 4),
            let source = datagram.number32(at: 8), first >> 6 == 2,
            !RTPPacket.isControl(secondByte: second)
        else { return nil }
        var start = RTPHeader.size + Int(first & 0x0F) * 4
        if first & 0x10 != 0 {
            guard let words = datagram.number16(at: start + 2) else { return nil }
            start += 4 + Int(words) * 4
        }
        var end = datagram.count
        guard start <= end else { return nil }
        if first & 0x20 != 0 {
            guard let padding = datagram.byte(at: end - 1), padding > 0,
                start <= end - Int(padding)
            else { return nil }
            end -= Int(padding)
        }
        header = RTPHeader(
            payloadType: second & 0x7F, marker: second & 0x80 != 0, sequence: sequence,
            timestamp: timestamp, source: source)
        payload = start..<end
    }

    /// The payload, in the datagram that the packet was read from.
    public func payload(in datagram: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard payload.upperBound <= datagram.count else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return UnsafeRawBufferPointer(rebasing: datagram[payload])
    }

    /// Whether a datagram on a shared port is RTCP rather than RTP (RFC 5761 §4).
    public static func isControl(_ datagram: UnsafeRawBufferPointer) -> Bool {
        guard let second = datagram.byte(at: 1) else { return false }
        return isControl(secondByte: second)
    }

    /// RTCP packet types 192...223 stand where RTP has its marker and payload type.
    private static func isControl(secondByte: UInt8) -> Bool { (192...223).contains(secondByte) }
}
