/// Turns the packets of one stream into packets of another: what a bridge of two legs does.
///
/// Numbers keep their distances, so that losses and reordering before the bridge are seen as such
/// behind it. Where another source begins, or after ``interrupt()``, they go on from where the
/// outgoing stream stands.
public struct RTPRelay: Equatable, Sendable {
    private struct Distance: Equatable, Sendable {
        var source: UInt32
        var sequence: UInt16
        var timestamp: UInt32
        /// The last number that came in.
        var last: UInt16
    }

    /// How far apart the numbers of two packets of one stream are at most; further apart, the
    /// sender has begun anew (RFC 3550 §A.1).
    private static let longestGap: UInt16 = 3_000

    private var distance: Distance?

    /// A relay that has passed nothing on.
    public init() {}

    /// The outgoing stream goes its own way until the next packet.
    public mutating func interrupt() { distance = nil }

    /// The header of a packet that is passed on, which takes its place in the outgoing stream.
    ///
    /// - Parameters:
    ///   - header: the header as it came in.
    ///   - payloadType: what the payload is called on the way out.
    ///   - byteCount: bytes of the payload.
    ///   - samples: how long its sound is, in samples; 0 for telephone events.
    ///   - sender: the outgoing stream.
    /// - Returns: the header to send.
    public mutating func header(
        for header: RTPHeader, payloadType: UInt8, byteCount: Int, samples: UInt32,
        by sender: inout RTPSender
    ) -> RTPHeader {
        var begins = false
        var distance = self.distance ?? between(header, sender)
        let gap = header.sequence &- distance.last
        let isFar = gap > RTPRelay.longestGap && gap < 0 &- RTPRelay.longestGap
        if self.distance == nil || distance.source != header.source || isFar {
            distance = between(header, sender)
            begins = true
        }
        if begins || gap < 0x8000 { distance.last = header.sequence }
        self.distance = distance
        return sender.relay(
            sequence: header.sequence &+ distance.sequence,
            timestamp: header.timestamp &+ distance.timestamp, payloadType: payloadType,
            marker: header.marker || begins, byteCount: byteCount, samples: samples)
    }

    private func between(_ header: RTPHeader, _ sender: RTPSender) -> Distance {
        Distance(
            source: header.source, sequence: sender.sequence &- header.sequence,
            timestamp: sender.timestamp &- header.timestamp, last: header.sequence)
    }
}
