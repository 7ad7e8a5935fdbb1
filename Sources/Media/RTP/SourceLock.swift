public import Telephony

/// Whom a stream may come from, besides the very address that was negotiated.
public enum SourcePolicy: Hashable, Sendable {
    /// Another port of the negotiated host.
    case negotiatedHost
    /// Anybody: for callers behind an address translation that SDP doesn't know of.
    case anyHost
}

/// Decides whose packets are the other party's, and holds on to it.
///
/// The negotiated address is listened to at once. Four packets in sequence (DESIGN §9) lock a
/// source; from then on all others are strangers, but for the negotiated address, which may take
/// the lock back the same way. Others get their chance before the first lock and after a silence
/// of the locked one.
///
/// ```
///            4 packets in sequence of one allowed source
///   open ─────────────────────────────────────────────────▶ locked
///     ▲    another address agreed on                          │  ▲ 4 in sequence of the negotiated
///     └───────────────────────────────────────────────────────┘  │ one, or after a silence of any
///                                                             └──┘
/// ```
public struct SourceLock: Equatable, Sendable {
    /// What a packet's source is.
    public enum Verdict: Hashable, Sendable {
        /// The other party: use the packet.
        case peer
        /// Perhaps the other party, after more packets: drop this one.
        case onProbation
        /// Somebody else: drop the packet.
        case stranger
    }

    /// A row of packets of one source.
    private struct Run: Equatable, Sendable {
        var endpoint: IPEndpoint
        var source: UInt32
        var next: UInt16
        var count: Int
    }

    /// How many packets in sequence lock a source.
    public static let packetsToLock = 4
    /// How long a locked source is silent before another may take its place.
    public static let patience = Duration.seconds(2)

    /// The address that was negotiated.
    public private(set) var negotiated: IPEndpoint
    /// Who is locked; nil while open.
    public private(set) var locked: IPEndpoint?
    private let policy: SourcePolicy
    private var lastHeard = Duration.zero
    private var ownRun: Run?
    private var otherRun: Run?

    /// An open lock, for packets from a negotiated address.
    public init(negotiated: IPEndpoint, policy: SourcePolicy = .negotiatedHost) {
        self.negotiated = negotiated
        self.policy = policy
    }

    /// A later offer was agreed on: the lock opens where it names another address.
    public mutating func renegotiate(_ endpoint: IPEndpoint) {
        guard endpoint != negotiated else { return }
        negotiated = endpoint
        locked = nil
        ownRun = nil
        otherRun = nil
    }

    /// Judges the source of a packet.
    ///
    /// - Parameters:
    ///   - header: the packet's header.
    ///   - endpoint: where it came from.
    ///   - now: when it came.
    /// - Returns: what its source is.
    public mutating func judge(
        _ header: RTPHeader, from endpoint: IPEndpoint, now: Duration
    ) -> Verdict {
        if endpoint == locked {
            lastHeard = now
            return .peer
        }
        let isNegotiated = endpoint == negotiated
        let isFree = locked == nil || now - lastHeard >= SourceLock.patience
        guard isNegotiated || isFree && isAllowed(endpoint) else { return .stranger }
        let run = prolonged(isNegotiated ? ownRun : otherRun, by: header, from: endpoint)
        if run.count >= SourceLock.packetsToLock {
            locked = endpoint
            lastHeard = now
            ownRun = nil
            otherRun = nil
            return .peer
        }
        if isNegotiated { ownRun = run } else { otherRun = run }
        return isNegotiated && isFree ? .peer : .onProbation
    }

    private func isAllowed(_ endpoint: IPEndpoint) -> Bool {
        switch policy {
        case .negotiatedHost: endpoint.address == negotiated.address
        case .anyHost: true
        }
    }

    private func prolonged(
        _ run: Run?, by header: RTPHeader, from endpoint: IPEndpoint
    ) -> Run {
        let count: Int =
            if let run, run.endpoint == endpoint, run.source == header.source,
                run.next == header.sequence
            { run.count + 1 } else { 1 }
        return Run(
            endpoint: endpoint, source: header.source, next: header.sequence &+ 1, count: count)
    }
}
