import Telephony

/// What all legs share while one event is worked off: the transactions, the timers, the tables by
/// which a message finds its leg, and the effects so far.
struct Desk: Sendable {
    var transactions: TransactionLayer
    var timers = TimerQueue<TimerName>()
    /// Legs by our tag, which names our side of the dialog.
    var legsByTag: [String: LegID] = [:]
    /// What our open requests are for.
    var uses: [TransactionID: Use] = [:]
    /// Who owes the peer a final response.
    var owed: [TransactionID: LegID] = [:]
    /// Who is known to take TCP.
    var streams = StreamTakers()
    /// Who waits for an address.
    var lookUps: [LookUpID: LegID] = [:]
    var lastLeg: UInt64 = 0
    var lastLookUp: UInt64 = 0

    // Of the step under way.
    var settings: UserAgent.Settings
    var now = Duration.zero
    var chance = Chance(seed: 0)
    var effects: [UserAgent.Effect] = []
    /// What the transaction layer said and nobody has looked at.
    var news: [TransactionEffect] = []

    /// A request of ours that has no final response.
    struct Use: Sendable {
        enum Owner: Sendable {
            case leg(LegID, Purpose)
            case shell(RequestToken)
        }

        var owner: Owner
        var request: Request
        var hop: Hop
        /// Where it would have gone but for its size: over UDP.
        var datagramHop: Hop?
    }

    /// Puts the sends among the effects and keeps the rest for the step.
    mutating func absorb(_ news: [TransactionEffect]) {
        for item in news {
            if case .send(let bytes, let hop) = item {
                effects.append(.send(bytes, hop))
            } else {
                self.news.append(item)
            }
        }
    }

    /// Sends a request by a client transaction.
    ///
    /// One that is too large for a datagram goes over TCP where the other side is known to take it
    /// (RFC 3261 §18.1.1): by ``streams``, or by what was found of it beside the hop.
    @discardableResult
    mutating func send(
        _ request: Request, to hop: Hop, for owner: Use.Owner, others: [Hop] = []
    ) -> TransactionID {
        guard let stream = stream(insteadOf: hop, others) else {
            return send(request, Use(owner: owner, request: request, hop: hop))
        }
        let (id, news) = transactions.send(request, to: hop, now: now, using: &chance)
        if case .failed(_, .tooLarge)? = news.first {
            return send(
                request,
                Use(owner: owner, request: request, hop: stream, datagramHop: hop))
        }
        uses[id] = Use(owner: owner, request: request, hop: hop)
        absorb(news)
        return id
    }

    /// Sends a request on its way, whatever its size.
    private mutating func send(_ request: Request, _ use: Use) -> TransactionID {
        let (id, news) = transactions.send(
            request, to: use.hop, allowsLargeDatagrams: true, now: now, using: &chance)
        uses[id] = use
        absorb(news)
        return id
    }

    /// Sends what found nobody over TCP as the datagram that it would have been without its size.
    ///
    /// - Returns: the new transaction; nil where it was no such request.
    mutating func sendAsDatagram(_ use: Use) -> TransactionID? {
        guard let hop = use.datagramHop else { return nil }
        streams.remove(hop.remote.address)
        return send(use.request, Use(owner: use.owner, request: use.request, hop: hop))
    }

    /// The way over TCP to where a hop leads over UDP; nil where none is known.
    private func stream(insteadOf hop: Hop, _ others: [Hop]) -> Hop? {
        guard hop.transport == .udp else { return nil }
        if let other = others.first(where: {
            $0.transport == .tcp && $0.remote.address == hop.remote.address
        }) {
            return other
        }
        guard streams.contains(hop.remote.address) else { return nil }
        return self.hop(over: .tcp, to: hop.remote, like: hop)
    }

    /// Answers a request of the peer.
    mutating func respond(_ response: Response, to transaction: TransactionID) {
        absorb(transactions.respond(response, to: transaction, now: now))
    }

    /// Answers a request of the peer with a status and a few headers.
    mutating func reply(
        _ request: Request, _ transaction: TransactionID, _ status: Int, tag: String? = nil,
        phrase: String? = nil, headers: KeyValuePairs<HeaderName, String> = [:]
    ) {
        var response = Response(
            to: request, status, reason: phrase, toTag: tag ?? Names.tag(&chance))
        for (name, value) in headers { response.headers.append(name, value) }
        response.headers.append(.server, settings.name)
        respond(response, to: transaction)
    }

    /// Tells the application.
    mutating func tell(_ leg: LegID, _ event: LegEvent) {
        effects.append(.leg(leg, event))
    }

    /// Sets a timer of a leg, over one that runs.
    mutating func arm(_ kind: TimerKinds, of leg: inout Leg, after span: Duration) {
        leg.armed.insert(kind)
        timers.set(TimerName(leg: leg.id, kind: kind), at: now + span)
    }

    /// Stops a timer of a leg.
    mutating func disarm(_ kind: TimerKinds, of leg: inout Leg) {
        guard leg.armed.contains(kind) else { return }
        leg.armed.remove(kind)
        timers.cancel(TimerName(leg: leg.id, kind: kind))
    }

    /// The Contact of a dialog over a listener (RFC 3261 §8.1.1.8).
    func contact(over hop: Hop, isSecure: Bool = false) -> String {
        "<\(contactURI(over: hop, isSecure: isSecure))>"
    }

    /// The URI by which peers reach us over a listener.
    func contactURI(over hop: Hop, isSecure: Bool = false) -> SIPURI {
        guard let listener = settings.listeners.element(at: Int(hop.local)) else {
            return SIPURI(user: settings.user, host: .name("invalid.invalid"))
        }
        var uri = SIPURI(
            isSecure: isSecure, user: settings.user, host: .address(listener.advertised.address),
            port: listener.advertised.port)
        switch listener.transport {
        case .udp: break
        case .tcp: uri.parameters.set("transport", to: "tcp")
        case .tls: if !isSecure { uri.parameters.set("transport", to: "tls") }
        }
        return uri
    }

    /// The way to a URI whose host is an address; nil where the name must be looked up.
    ///
    /// A stream that is open to the peer is used again: phones behind a NAT have no other.
    func hop(to uri: SIPURI, from origin: Hop) -> Hop? {
        let transport = uri.transport ?? (uri.isSecure ? .tls : .udp)
        if origin.transport.isReliable, origin.connection != nil { return origin }
        guard case .address(let address) = uri.host else { return nil }
        let remote = IPEndpoint(address, port: uri.port ?? transport.defaultPort)
        return hop(over: transport, to: remote, like: origin)
    }

    private func hop(over transport: Transport, to remote: IPEndpoint, like origin: Hop) -> Hop? {
        if transport == origin.transport {
            return Hop(transport: transport, remote: remote, local: origin.local, connection: nil)
        }
        guard
            let index = settings.listeners.firstIndex(where: {
                $0.transport == transport
                    && $0.advertised.address.isVersion6 == remote.address.isVersion6
            }), let local = UInt8(exactly: index)
        else { return nil }
        return Hop(transport: transport, remote: remote, local: local, connection: nil)
    }
}
