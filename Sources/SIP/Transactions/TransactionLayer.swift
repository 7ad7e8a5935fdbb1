/// All transactions of a user agent (RFC 3261 §17): what is sent arrives once, or its sender is
/// told that it does not.
///
/// Pure: messages, time and chance come in as values, what is to be done goes out as
/// ``TransactionEffect``s, in the order in which they are to be done.
///
/// ```swift
/// var layer = TransactionLayer(settings)
/// for effect in layer.receive(message, from: hop, now: now) { … }
/// // and when `layer.nextDeadline` has come:
/// for effect in layer.advance(to: now) { … }
/// ```
///
/// The states of the four machines and what differs from the RFCs on purpose: <doc:Transactions>.
public struct TransactionLayer: Sendable {
    var settings: Settings
    var table = TransactionTable()
    /// Each transaction under its key.
    var places = KeyIndex<TransactionKey>()
    /// Each server transaction that began outside of a dialog, under what its copies share.
    var merges = KeyIndex<MergeKey>()
    /// The transactions of each connection.
    var hops: [Hop: Set<TransactionID>] = [:]
    /// The server transactions that have been answered, the first one first; some are over.
    var resting = RestingQueue()
    var timers = TimerQueue<TimerName>()
    /// How many of the transactions are of the server's side.
    var serverCount = 0
    /// How many of those have been answered.
    var restingCount = 0

    struct TimerName: Hashable, Sendable {
        let id: TransactionID
        let timer: TransactionTimer

        func hash(into hasher: inout Hasher) {
            let name = UInt64(id.place) << 32 | UInt64(id.generation)
            hasher.combine(name ^ UInt64(timer.rawValue) << 28)
        }
    }

    /// A layer without transactions.
    public init(_ settings: Settings) { self.settings = settings }

    /// How many transactions live.
    public var count: Int { table.count }

    /// When ``advance(to:)`` is to be called next; nil while nothing is waited for.
    public var nextDeadline: Duration? { timers.nextDeadline }

    /// What lives in the layer; all zero once the last transaction is over.
    public var census: Census {
        Census(
            servers: serverCount, clients: table.count - serverCount, timers: timers.count,
            entries: places.count + merges.count + hops.count)
    }

    /// The transaction of a key.
    func transaction(of key: TransactionKey) -> TransactionID? {
        places.find(key, hash: key.hashValue) { table[$0]?.key == key }
    }

    /// The transaction of which a request would be a copy.
    func transaction(of key: MergeKey) -> TransactionID? {
        merges.find(key, hash: key.hashValue) { table[$0]?.mergeKey == key }
    }

    /// Takes in a message.
    ///
    /// It should be one that ``MessageReader`` has read: without the headers that the reader
    /// insists on, nothing happens. Times are of a monotonic clock, here as in all calls.
    public mutating func receive(
        _ message: Message, from hop: Hop, now: Duration
    ) -> [TransactionEffect] {
        var effects: [TransactionEffect] = []
        effects.reserveCapacity(2)
        switch message {
        case .request(let request): receive(request, from: hop, now: now, into: &effects)
        case .response(let response): receive(response, now: now, into: &effects)
        }
        return effects
    }

    /// Sends a request and sees to it that its end is told.
    ///
    /// The layer adds the Via. For an INVITE it also makes the ACK of a refusal; the ACK of a 2xx
    /// is the user agent's (``sendDirectly(_:to:using:)``).
    ///
    /// - Parameters:
    ///   - request: complete but for its Via. An ACK has no transaction and can't be sent here.
    ///   - hop: the neighbour it goes to.
    ///   - allowsLargeDatagrams: sends it over UDP even if it is larger than
    ///     ``Settings/largestDatagram``: where TCP has failed (RFC 3261 §18.1.1).
    ///   - now: the time.
    ///   - generator: where the branch comes from.
    /// - Returns: the transaction's name, and what is to be done.
    public mutating func send(
        _ request: Request, to hop: Hop, allowsLargeDatagrams: Bool = false, now: Duration,
        using generator: inout some RandomNumberGenerator
    ) -> (TransactionID, [TransactionEffect]) {
        precondition(request.method != .ack, "an ACK has no transaction")
        var effects: [TransactionEffect] = []
        let request = stamped(request, to: hop, using: &generator)
        let id = begin(
            request, to: hop, allowsLargeDatagrams: allowsLargeDatagrams, now: now,
            into: &effects)
        return (id, effects)
    }

    /// Takes back an INVITE that has no final response yet (RFC 3261 §9.1).
    ///
    /// The CANCEL goes out as soon as a first response allows it, and its own end is not told. The
    /// INVITE's end is, as always: mostly 487, perhaps a 2xx that was quicker (to be acknowledged,
    /// then ended with BYE), or ``TransactionEffect/timedOut(_:)`` after 64 T1.
    ///
    /// - Parameters:
    ///   - invite: the INVITE.
    ///   - reason: the `Reason` of the CANCEL (RFC 3326); nil: none.
    ///   - now: the time.
    /// - Returns: what is to be sent, and told.
    public mutating func cancel(
        _ invite: TransactionID, reason: String? = nil, now: Duration
    ) -> [TransactionEffect] {
        var effects: [TransactionEffect] = []
        if let reason, case .request(var request)? = table[invite]?.invite {
            request.headers.set(.reason, reason)
            table[invite]?.invite = .request(request)
        }
        step(invite, on: .cancelled, carrying: nil, now: now, into: &effects)
        return effects
    }

    /// Answers a request.
    ///
    /// A response that can't be any more, a second final one or one to a transaction that is over,
    /// does nothing. A 2xx to an INVITE may be sent again and again here until its ACK comes
    /// (RFC 3261 §13.3.1.4).
    public mutating func respond(
        _ response: Response, to id: TransactionID, now: Duration
    ) -> [TransactionEffect] {
        var effects: [TransactionEffect] = []
        respond(response, to: id, now: now, into: &effects)
        return effects
    }

    /// Sends a request that has no transaction: the ACK of a 2xx (RFC 3261 §13.2.2.4).
    ///
    /// - Returns: the effect that sends it; keep it, to send the same ACK again for each
    ///   retransmission of the 2xx.
    public func sendDirectly(
        _ request: Request, to hop: Hop, using generator: inout some RandomNumberGenerator
    ) -> TransactionEffect {
        .send(stamped(request, to: hop, using: &generator).bytes(), hop)
    }

    /// Takes note that nothing can be sent to a neighbour: its connection is gone, or the network
    /// refuses.
    ///
    /// The hop is exactly the one of the effect that could not be carried out, or the one that
    /// messages came with.
    public mutating func transportFailed(_ hop: Hop, now: Duration) -> [TransactionEffect] {
        var effects: [TransactionEffect] = []
        // In the order of places, so that a replay sees the same effects.
        let ids =
            hop.transport.isReliable
            ? (hops[hop] ?? []).sorted { $0.place < $1.place } : table.ids { $0.hop == hop }
        for id in ids { fail(id, now: now, into: &effects) }
        return effects
    }

    /// Takes note that a request of ours could not be sent: its transaction fails, and no other.
    ///
    /// The request has its Via. Where it is an ACK, which has no transaction, nothing happens.
    public mutating func unsent(_ request: Request, now: Duration) -> [TransactionEffect] {
        var effects: [TransactionEffect] = []
        let key = TransactionKey.client(
            branch: request.topVia?.branch ?? "", method: request.method)
        if let id = transaction(of: key) { fail(id, now: now, into: &effects) }
        return effects
    }

    /// Lets time pass: all that is due by then happens, in its order.
    public mutating func advance(to now: Duration) -> [TransactionEffect] {
        var effects: [TransactionEffect] = []
        while let name = timers.popDue(now) {
            table[name.id]?.timers &= ~name.timer.bit
            fire(name.timer, of: name.id, now: now, into: &effects)
        }
        return effects
    }
}

extension TransactionTimer {
    /// Its bit in ``Transaction/timers``.
    var bit: UInt16 { 1 << UInt16(rawValue) }
}
