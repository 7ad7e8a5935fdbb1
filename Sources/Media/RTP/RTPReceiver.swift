public import Telephony

/// Takes in the packets of one stream: whose they are, how many are lost, how evenly they come.
///
/// ```swift
/// guard let packet = RTPPacket(datagram),
///     receiver.receive(packet.header, from: endpoint, now: now) == .peer
/// else { return }
/// ```
/// A fixed-size value; a packet costs no allocation.
public struct RTPReceiver: Equatable, Sendable {
    /// The sound's clock, in hertz.
    public let clockRate: UInt32
    /// The stream that is counted (SSRC); nil before its first packet.
    public private(set) var source: UInt32?
    /// When the last packet of the other party came; nil before the first.
    public private(set) var lastHeard: Duration?

    private var lock: SourceLock
    private var counter: SequenceCounter?
    private var jitter = ArrivalJitter()
    private var successor: Successor?
    private var finished = ReceptionStatistics()
    private var senderReport: HeardReport?

    /// Another source of the same party, which takes over with its second packet in sequence.
    private struct Successor: Equatable, Sendable {
        let source: UInt32
        let next: UInt16
    }

    /// The last sender report, as ours refer to it.
    private struct HeardReport: Equatable, Sendable {
        let middle: UInt32
        let arrival: Duration
    }

    /// A receiver that has heard nothing yet.
    ///
    /// - Parameters:
    ///   - endpoint: the address that was negotiated.
    ///   - policy: who else may be the other party.
    ///   - clockRate: the sound's clock, in hertz; positive.
    public init(
        from endpoint: IPEndpoint, policy: SourcePolicy = .negotiatedHost, clockRate: UInt32 = 8_000
    ) {
        lock = SourceLock(negotiated: endpoint, policy: policy)
        self.clockRate = clockRate
    }

    /// Who has been locked as the other party; nil while that is open.
    public var lockedSource: IPEndpoint? { lock.locked }

    /// A later offer was agreed on: another address opens the lock.
    public mutating func renegotiate(_ endpoint: IPEndpoint) { lock.renegotiate(endpoint) }

    /// Takes in a packet.
    ///
    /// - Parameters:
    ///   - header: the packet's header.
    ///   - endpoint: where it came from.
    ///   - now: when it came.
    ///   - isTimed: whether its timestamp says when it was sent: not so for telephone events.
    /// - Returns: whether it is the other party's: only then is its payload to be used.
    public mutating func receive(
        _ header: RTPHeader, from endpoint: IPEndpoint, now: Duration, isTimed: Bool = true
    ) -> SourceLock.Verdict {
        let verdict = lock.judge(header, from: endpoint, now: now)
        guard verdict == .peer else {
            finished.refused &+= 1
            return verdict
        }
        lastHeard = now
        guard header.source == source else {
            follow(header)
            return .peer
        }
        switch counter?.count(header.sequence) {
        case .newer:
            if isTimed {
                jitter.measure(
                    timestamp: header.timestamp, arrival: now.samples(at: clockRate))
            }
        case .older: finished.overtaken &+= 1
        case .restarted: begin(header)
        case .jumped, nil: break  // Counted once the next one follows.
        }
        return .peer
    }

    /// How the stream has arrived so far, over all sources it has had.
    public var statistics: ReceptionStatistics {
        var all = finished
        if let counter {
            all.received &+= counter.received
            all.lost &+= counter.lost
        }
        all.jitter = jitter.samples
        return all
    }

    /// Notes a sender report of the other party's, which the next reports refer to.
    ///
    /// - Parameters:
    ///   - information: what it says.
    ///   - now: when it came.
    public mutating func heard(_ information: SenderInformation, now: Duration) {
        senderReport = HeardReport(middle: information.time.middle, arrival: now)
    }

    /// What our next report says of the stream; nil before its first packet.
    ///
    /// The fraction that it gives is that of the packets since the last report.
    public mutating func makeReport(now: Duration) -> ReceptionReport? {
        guard let source, let fraction = counter?.takeFractionLost(), let counter else {
            return nil
        }
        // 24 bits with sign (RFC 3550 §6.4.1).
        let lost = Int32(clamping: min(max(counter.lost, -0x80_0000), 0x7F_FFFF))
        return ReceptionReport(
            source: source, fractionLost: fraction, lost: lost,
            highestSequence: UInt32(truncatingIfNeeded: counter.highest), jitter: jitter.samples,
            lastSenderReport: senderReport?.middle ?? 0,
            delaySinceSenderReport: senderReport.map { (now - $0.arrival).samples(at: 65_536) } ?? 0
        )
    }

    private mutating func follow(_ header: RTPHeader) {
        let takesOver =
            source == nil
            || successor == Successor(source: header.source, next: header.sequence)
        guard takesOver else {
            successor = Successor(source: header.source, next: header.sequence &+ 1)
            return
        }
        begin(header)
    }

    private mutating func begin(_ header: RTPHeader) {
        if let counter {
            finished.received &+= counter.received
            finished.lost &+= counter.lost
            finished.restarts &+= 1
        }
        source = header.source
        successor = nil
        senderReport = nil
        counter = SequenceCounter(first: header.sequence)
        jitter = ArrivalJitter()
    }
}
