public import SIP
import Telephony

/// Calls that we place.
extension PhoneBridge {
    /// How a call is placed.
    public struct CallSettings: Sendable {
        /// The codecs that are offered, the preferred first; nil: those of the trunk.
        public var codecs: [AudioCodec]?
        /// Whether telephone events are offered.
        public var telephoneEvents = true
        /// Whether SRTP is offered, and nothing else.
        public var requiresSRTP = false
        /// Whether we only listen, and send no sound and no telephone events.
        public var listensOnly = false
        /// How long the other side may ring.
        public var patience = Duration.seconds(60)
        /// What challenges are answered with; nil: with what the trunk has.
        public var credentials: Trunk.Credentials?
        /// The user part of our address; nil: that of the trunk's credentials, or `allo`.
        public var user: String?
        /// The name beside our address; nil: none.
        public var displayName: String?
        /// Hears the other side from its first packet on, be it before the answer; nil: nobody does.
        public var tap: SoundTap?
        /// Whether the list of destinations is not asked: for an operator's own calls only.
        public var isFree = false
        /// How long the other side may give no sign of life at all; nil: as long as it may ring.
        var signOfLife: Duration?
        /// The user of ours whose telephone is rung; nil for all others.
        var phone: String?

        /// The defaults.
        public init() {}
    }

    /// Rings somebody.
    ///
    /// The line tells what comes of it: ``LineEvent/reached``, or ``LineEvent/notReached(_:_:)`` and
    /// its end. What is played on it begins once they have answered.
    ///
    /// - Parameters:
    ///   - address: a number, or a `sip:` address.
    ///   - trunk: the name of the trunk that carries it; nil: as the list of destinations says.
    ///   - settings: how.
    /// - Returns: the line, which rings already.
    /// - Throws: ``PhoneBridgeError``: `notAllowed`, `address`, `unresolved`, `configuration`,
    ///   `portsExhausted` or `closed`.
    public func call(
        _ address: String, through trunk: String? = nil, settings: CallSettings = CallSettings()
    ) async throws(PhoneBridgeError) -> PhoneLine {
        guard letsCallsRun else { throw PhoneBridgeError(.closed, subject: "the bridge") }
        let plan = try plan(address, through: trunk, isFree: settings.isFree)
        let (way, hops) = await withCheckedContinuation { continuation in
            route(plan) { continuation.resume(returning: ($1, $2)) }
        }
        return try place(way, at: hops, settings: settings, purpose: .line)
    }

    /// Where a plan leads, as hops: to the phones of a user of ours, or where its place is.
    func route(
        _ plan: DestinationPlan,
        then proceed: @escaping @Sendable (isolated PhoneBridge, DestinationPlan, [Hop]) -> Void
    ) {
        if let phones = phones(of: plan) {
            var plan = plan
            if let first = phones.first { plan.target = first.contact }
            return proceed(self, plan, phones.prefix(1).map(\.hop))
        }
        find(plan.place) { bridge, locations in
            proceed(bridge, plan, bridge.hops(locations))
        }
    }

    private func plan(
        _ address: String, through trunk: String?, isFree: Bool
    ) throws(PhoneBridgeError) -> DestinationPlan {
        if isFree, trunk == nil, let uri = SIPURI(address) {
            return DestinationPlan(straightTo: uri)
        }
        return try DestinationPlan(address, in: configuration, through: trunk)
    }

    /// Sends the INVITE of a plan.
    @discardableResult
    func place(
        _ plan: DestinationPlan, at hops: [Hop], settings: CallSettings,
        purpose: BridgeLeg.Purpose, outlet: LineOutlet? = nil, replacing: LegID? = nil,
        headers: HeaderFields = HeaderFields()
    ) throws(PhoneBridgeError) -> PhoneLine {
        guard letsCallsRun, legs.count < configuration.limits.calls else {
            throw PhoneBridgeError(.closed, subject: "the bridge")
        }
        guard let first = hops.first else {
            throw noWay(to: plan.place)
        }
        let trunk = plan.trunk.flatMap { name in configuration.trunks.first { $0.name == name } }
        expectCertificates(of: plan, trunk: trunk, at: hops)
        let port = try media.open(on: soundAddress(first.local))
        let id = state.nextLeg()
        var offering = offering(
            port, local: first.local, trunk: trunk, secrecy: settings.requiresSRTP)
        if let codecs = settings.codecs { offering.codecs = codecs }
        if settings.requiresSRTP, let key = offering.security.key {
            offering.security = .required(key)
        }
        if !settings.telephoneEvents { offering.telephoneEvent = nil }
        if settings.listensOnly { offering.direction = .receiveOnly }
        let peer = gate.peer(at: first.remote.address) ?? .trunk(plan.trunk ?? "")
        let line = PhoneLine(bridge: self, leg: id, port: port, outlet: outlet ?? LineOutlet())
        var leg = BridgeLeg(
            id: id, line: line, peer: peer, isCounted: false, purpose: purpose, phase: .calling,
            session: MediaSession(offering: offering))
        let offer = leg.session.offer()
        leg.remote = plan.target
        leg.visited = Array(Set(hops.map(\.remote.address)))
        for address in leg.visited { visits.begin(address, as: peer, now: now) }
        if let tap = settings.tap { media.listen(to: port.id, tap) }
        if outlet != nil {
            leg.isRung = true
            leg.isAttended = true
            leg.user = settings.phone
        }
        limitRinging(of: &leg, at: first, by: settings)
        legs[id] = leg
        lines[port.id] = leg.line
        var call = OutgoingCall(
            target: plan.target, hops: hops, peer: peer,
            from: ourAddress(settings, trunk: trunk, over: first.local),
            displayName: settings.displayName, offer: offer,
            credentials: (settings.credentials ?? trunk?.credentials).map {
                SIP.Credentials(user: $0.user, password: $0.password)
            }, replaces: replacing, headers: headers)
        // Ours ends it first, and says so; this one stands behind it.
        call.patience = settings.patience + .seconds(5)
        knock(at: hops)
        command(.call(id, call))
        return leg.line
    }

    /// How long the other side may ring, or keep silent.
    private func limitRinging(of leg: inout BridgeLeg, at hop: Hop, by settings: CallSettings) {
        let end = now + settings.patience
        guard let limit = settings.signOfLife else { return patience.set(leg.id, at: end) }
        leg.ringsUntil = end
        quietRings[hop.remote, default: []].insert(leg.id)
        patience.set(leg.id, at: min(end, now + limit))
    }

    /// Why no hop leads to a place.
    private func noWay(to place: Place) -> PhoneBridgeError {
        let transport = place.transport ?? (place.isSecure ? .tls : nil)
        let detail =
            if let transport, !sockets.contains(where: { $0.transport == transport }) {
                "calls go out by the listener of their transport, and there is none for "
                    + transport.name
            } else { "none, or none that a listener of ours can reach" }
        return PhoneBridgeError(.unresolved, subject: place.host, detail: detail)
    }

    /// Who we say that we are.
    private func ourAddress(_ settings: CallSettings, trunk: Trunk?, over local: UInt8) -> SIPURI {
        let user =
            settings.user ?? trunk?.registration?.user ?? trunk?.credentials?.user ?? "allo"
        let domain = trunk?.registration.flatMap { Host($0.domain) }
        let socket = sockets[Int(local)]
        return SIPURI(
            isSecure: false, user: user, host: domain ?? .address(socket.advertised.address),
            port: domain == nil ? socket.advertised.port : nil)
    }

    /// The other side rings, or plays something before it answers.
    func progressed(_ leg: BridgeLeg, _ status: Int, _ description: SessionDescription?) {
        leg.line.note { report, now in
            report.status = status
            report.progressed = report.progressed ?? now
        }
        guard let description, case .calling = leg.phase else { return }
        var leg = leg
        // An early answer that does not fit is no reason to give up before the real one.
        guard let agreement = try? leg.session.take(answer: description) else { return }
        legs[leg.id] = leg
        media.start(leg.line.port.id, as: agreement)
        if case .reach(let caller) = leg.purpose { joinEarly(leg.id, with: caller) }
    }

    /// The other side has answered.
    func answered(_ leg: BridgeLeg, _ description: SessionDescription?) {
        var leg = leg
        leg.phase = .answered
        leg.isConfirmed = true
        limitTime(of: leg.id)
        leg.line.note { report, now in
            report.status = 200
            report.answered = now
        }
        if let description {
            do throws(MediaRefusal) {
                _ = try leg.session.take(answer: description)
            } catch {
                legs[leg.id] = leg
                return hangUp(leg.id, reason: error.description)
            }
        }
        legs[leg.id] = leg
        start(leg)
        switch leg.purpose {
        case .line: leg.line.tell(.reached)
        case .reach(let caller): reached(leg.id, for: caller)
        case .transfer(let old): transferred(leg.id, from: old)
        }
    }
}
