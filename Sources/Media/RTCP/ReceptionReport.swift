/// How well a stream is received, as its receiver tells its sender (RFC 3550 §6.4.1).
public struct ReceptionReport: Equatable, Sendable {
    /// The stream it is about (SSRC).
    public var source: UInt32
    /// The part of packets lost since the last report, in 1/256.
    public var fractionLost: UInt8
    /// Packets lost since the beginning, 24 bits with sign: below zero when packets came twice.
    public var lost: Int32
    /// The highest sequence number received, the wraps around in its high half.
    public var highestSequence: UInt32
    /// How unevenly packets arrive, in samples (RFC 3550 §A.8).
    public var jitter: UInt32
    /// ``NTPTimestamp/middle`` of the last sender report from there; 0 before the first.
    public var lastSenderReport: UInt32
    /// How long ago that one came, in 1/65,536 s.
    public var delaySinceSenderReport: UInt32

    /// Joins the fields.
    public init(
        source: UInt32, fractionLost: UInt8, lost: Int32, highestSequence: UInt32, jitter: UInt32,
        lastSenderReport: UInt32 = 0, delaySinceSenderReport: UInt32 = 0
    ) {
        self.source = source
        self.fractionLost = fractionLost
        self.lost = lost
        self.highestSequence = highestSequence
        self.jitter = jitter
        self.lastSenderReport = lastSenderReport
        self.delaySinceSenderReport = delaySinceSenderReport
    }

    /// How long a packet takes there and back.
    ///
    /// - Parameter arrival: when this report came.
    /// - Returns: the time; nil before a sender report of ours has come back.
    public func roundTrip(arrival: NTPTimestamp) -> Duration? {
        guard lastSenderReport != 0 else { return nil }
        let units = arrival.middle &- lastSenderReport &- delaySinceSenderReport
        // Clocks that are set backwards, or a peer's nonsense, would come out as hours.
        guard units < 1 << 31 else { return nil }
        return .microseconds(Int64(units) * 1_000_000 / 65_536)
    }
}
