/// What went over a port so far.
public struct StreamStatistics: Equatable, Sendable {
    /// RTP packets that were sent.
    public var sent = 0
    /// RTP packets that the system did not take.
    public var sendFailures = 0
    /// RTP packets that came from the peer and were counted.
    public var received = 0
    /// RTP packets that never came (RFC 3550 §A.3); negative when some came twice.
    public var lost = 0
    /// Packets that were no RTP, came from strangers or failed authentication.
    public var ignored = 0
    /// Packets that came before it was agreed what they hold, and wait for that.
    public var early = 0
    /// How much the spacing of the peer's packets varies (RFC 3550 §6.4.1).
    public var jitter: Duration = .zero
    /// How far from its time each packet of the peer came after the one before it.
    public var spacing = SpacingHistogram()
    /// How long ago the last packet came; nil before the first.
    public var sinceLastPacket: Duration?
    /// The part of our packets that the peer missed since its report before the last, 0...1; nil
    /// before its first report.
    public var farLoss: Double?
    /// How long a packet takes to the peer and back; nil before it is known.
    public var roundTrip: Duration?
    /// When the first end packet of the last telephone event was sent; nil: none was.
    public var keyEnd: ContinuousClock.Instant?
}
