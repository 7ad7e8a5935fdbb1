public import Telephony

/// Decides who is heard before anybody listens (DESIGN §9): strangers get no answer, listed
/// peers what their limits allow.
///
/// Four questions, from the cheapest to the dearest, each asked when so much of a message is known:
///
/// 1. ``admit(bytes:from:now:)`` for every datagram or piece of a stream, before it is read;
/// 2. ``judge(_:from:)`` for every request that is no copy, before its body is read (the user agent
///    asks it, so that the answer has a transaction);
/// 3. ``admitCall(from:now:)`` for an INVITE without a To tag that is no retransmission, before a
///    transaction is made for it (``TransactionLayer/recognizes(_:)``,
///    ``TransactionLayer/refuse(_:status:headers:from:)``); tell ``endCall(from:)`` when it is over;
/// 4. ``noteFailure(from:now:)`` and ``notePass(from:)`` after each password that was checked; a
///    request without credentials is neither.
///
/// All tables are bounded: see ``Settings``.
public struct Gate: Sendable {
    private var settings: Settings
    private var peers: PeerTable
    private var usage: [PeerID: Usage] = [:]
    private var flows: RecentTable<SourceKey, Flow>
    private var bans: BanList

    private struct Usage: Sendable {
        var limits: PeerLimits
        var messages: TokenBucket.Rate
        var bytes: TokenBucket.Rate
        var calls: TokenBucket.Rate
        var bucket = TokenBucket()
        var sessions = 0

        init(_ limits: PeerLimits) {
            self.limits = limits
            messages = .init(
                perSecond: limits.messagesPerSecond, burst: limits.messagesPerSecond * 2)
            bytes = .init(perSecond: limits.bytesPerSecond, burst: limits.bytesPerSecond * 2)
            calls = .init(perSecond: limits.callsPerSecond, burst: limits.callsPerSecond)
        }
    }

    private struct Flow: Sendable {
        var messages = TokenBucket()
        var bytes = TokenBucket()
    }

    /// A gate for the peers of a centre.
    public init(_ settings: Settings) {
        self.settings = settings
        peers = PeerTable(settings.networks)
        flows = RecentTable(capacity: settings.sources)
        bans = BanList(capacity: settings.sources)
        for peer in settings.peers { usage[peer.id] = Usage(peer.limits) }
    }

    /// Takes over new peers and limits; running calls, bans and buckets stay. The sizes of tables
    /// stay those of the first settings.
    public mutating func update(_ settings: Settings) {
        self.settings = settings
        peers = PeerTable(settings.networks)
        let before = usage
        usage = [:]
        for peer in settings.peers {
            var renewed = Usage(peer.limits)
            if let old = before[peer.id] {
                renewed.bucket = old.bucket
                renewed.sessions = old.sessions
            }
            usage[peer.id] = renewed
        }
        // A peer that left keeps its place until its last call is over.
        for (id, old) in before where usage[id] == nil && old.sessions > 0 { usage[id] = old }
    }

    /// Whom an address belongs to; nil for a stranger.
    public func peer(at address: IPAddress) -> PeerID? { peers[address] }

    /// How many calls of a peer are in progress.
    public func sessions(of peer: PeerID) -> Int { usage[peer]?.sessions ?? 0 }

    /// Decides whether bytes that have come, up to 64 KiB of them, are read at all.
    public mutating func admit(bytes count: Int, from source: IPEndpoint, now: Duration)
        -> Admission
    {
        guard let peer = peers[source.address], let usage = usage[peer] else {
            return .ignore(.stranger)
        }
        let isWithin = flows.use(SourceKey(source.address), initial: Flow()) { flow in
            flow.messages.take(at: usage.messages, now: now) == nil
                && flow.bytes.take(min(max(count, 0), 65_536), at: usage.bytes, now: now) == nil
        }
        guard isWithin else { return .ignore(.flood) }
        return bans.isBanned(source.address, now: now) ? .ignore(.banned) : .pass(peer)
    }

    /// Decides whether a peer may use a method; asked before a body is read.
    ///
    /// `NOTIFY` passes here; the user agent lets it in only in a dialog that sent a `REFER`.
    public static func judge(_ method: Method, from peer: PeerID) -> MethodVerdict {
        let allowed = Gate.allowed(for: peer)
        if allowed.contains(method) { return .pass }
        return Method.known.contains(method) ? .notAllowed(allow: allowed) : .notImplemented
    }

    /// Decides whether a peer may begin another call, and counts it if so.
    public mutating func admitCall(from peer: PeerID, now: Duration) -> CallVerdict {
        guard var entry = usage[peer] else { return .refuse(.rate, retryAfter: .seconds(60)) }
        guard entry.sessions < entry.limits.sessions else {
            return .refuse(.sessions, retryAfter: .seconds(10))
        }
        if let wait = entry.bucket.take(at: entry.calls, now: now) {
            return .refuse(.rate, retryAfter: max(.seconds(1), wait))
        }
        entry.sessions += 1
        usage[peer] = entry
        return .pass
    }

    /// Takes note that a call that was let in is over.
    public mutating func endCall(from peer: PeerID) {
        guard let entry = usage[peer], entry.sessions > 0 else { return }
        usage[peer]?.sessions -= 1
        if entry.sessions == 1, !settings.peers.contains(where: { $0.id == peer }) {
            usage[peer] = nil
        }
    }

    /// Takes note of a wrong password or of a name that is not known.
    ///
    /// - Returns: for how long its source is not heard any more, when this failure led to that.
    public mutating func noteFailure(from source: IPAddress, now: Duration) -> Duration? {
        bans.noteFailure(source, now: now)
    }

    /// Takes note of a right password: what went wrong before it is forgotten.
    public mutating func notePass(from source: IPAddress) { bans.notePass(source) }

    private static let forAll: [Method] = [
        .invite, .ack, .bye, .cancel, .options, .update, .prack, .info, .notify,
    ]
    private static let forPhones = forAll + [.refer, .register]
    /// The methods of a peer, as an `Allow` header field lists them.
    public static func allowed(for peer: PeerID) -> [Method] {
        switch peer {
        case .trunk: forAll
        case .phones: forPhones
        }
    }
}
