import NIOCore
import SIP
import Telephony

/// Driving the user agent: events in, effects out, one wake-up for all its timers.
extension PhoneBridge {
    /// When the user agent is to be woken, and by what.
    struct WakeUp {
        var moment: Duration
        var task: Scheduled<Void>
    }

    /// Works off an event. One that arises meanwhile waits until the effects of this one are done.
    func handle(_ event: UserAgent.Event) {
        waitingEvents.append(event)
        guard !isStepping else { return }
        isStepping = true
        var index = 0
        while index < waitingEvents.count {
            let effects = userAgent.step(
                &state, on: waitingEvents[index], now: now, using: &chance)
            index += 1
            for effect in effects { perform(effect) }
        }
        waitingEvents.removeAll(keepingCapacity: true)
        isStepping = false
        if settling != nil, isSettled { settled() }
        scheduleWakeUp()
    }

    /// Tells the user agent to do something.
    func command(_ command: UserAgent.Command) { handle(.do(command)) }

    /// Does what the user agent wants done.
    func perform(_ effect: UserAgent.Effect) {
        switch effect {
        case .send(let bytes, let hop): send(bytes, to: hop)
        case .leg(let id, let event): take(event, of: id)
        case .lookUp(let id, let uri): lookUp(id, uri)
        case .request(let request, let transaction, let hop, let peer):
            takeRequest(request, transaction, from: hop, peer: peer)
        case .response(let token, let response): takeResponse(response, to: token)
        case .noResponse(let token, let reason): takeSilence(to: token, reason)
        }
    }

    /// Sees to it that the user agent is woken in time, and those who have waited long enough. A
    /// wake-up that has become too early is left as it is: most deadlines are put off or cancelled
    /// before they come.
    private func scheduleWakeUp() {
        let deadlines = [state.nextDeadline, patience.nextDeadline, registrar.nextDeadline]
            .compactMap { $0 }
        guard !isOver, let next = deadlines.min() else { return }
        if let wakeUp {
            guard next < wakeUp.moment else { return }
            wakeUp.task.cancel()
        }
        let task = loop.scheduleTask(deadline: NIODeadline(next)) { [self] in
            assumeIsolated { bridge in
                bridge.wakeUp = nil
                bridge.endPhones(before: bridge.now)
                while let id = bridge.patience.popDue(bridge.now) { bridge.runOutOfPatience(id) }
                bridge.handle(.timePassed)
            }
        }
        wakeUp = WakeUp(moment: next, task: task)
    }

    /// Finds where a URI leads.
    private func lookUp(_ id: LookUpID, _ uri: SIPURI) {
        let place = Place(uri)
        if let location = Resolver.location(of: place) {
            return handle(.found(id, hops([location])))
        }
        find(place) { bridge, locations in
            bridge.handle(.found(id, bridge.hops(locations)))
        }
    }

    /// Finds where a place is and goes on with that, in good time.
    func find(
        _ place: Place, then proceed: @escaping @Sendable (isolated PhoneBridge, [Location]) -> Void
    ) {
        if let location = Resolver.location(of: place) { return proceed(self, [location]) }
        let usable = Transport.allCases.filter { transport in
            sockets.contains { $0.transport == transport }
        }
        lastLookUp += 1
        let id = lastLookUp
        lookUps[id] = proceed
        let patience = configuration.limits.lookUp.wholeMilliseconds
        loop.scheduleTask(in: .milliseconds(patience)) { [self] in
            assumeIsolated { $0.found(id, at: [], of: place) }
        }
        // Owned by nobody: it ends with the patience of the resolver, or when that is closed.
        Task {
            var generator = SystemRandomNumberGenerator()
            let locations = await resolver.locations(
                of: place, usable: usable, using: &generator)
            found(id, at: locations, of: place)
        }
    }

    /// A place was found, or was not in time.
    private func found(_ id: UInt64, at locations: [Location], of place: Place) {
        guard let proceed = lookUps.removeValue(forKey: id) else { return }
        if locations.isEmpty {
            complain(.unresolved, from: nil, "\(place.host) leads to no address")
        }
        proceed(self, locations)
    }

    /// How to get to locations from here; those that no listener fits are left out.
    func hops(_ locations: [Location]) -> [Hop] {
        locations.compactMap { location in
            listener(for: location).map { local in
                Hop(transport: location.transport, remote: location.endpoint, local: local)
            }
        }
    }

    /// The first listener that a location can be reached by.
    private func listener(for location: Location) -> UInt8? {
        sockets.firstIndex { socket in
            socket.transport == location.transport
                && socket.endpoint.address.isVersion6 == location.endpoint.address.isVersion6
                // From a loopback address nothing else can be reached.
                && (location.endpoint.address.isLoopback || !socket.endpoint.address.isLoopback)
        }.flatMap { UInt8(exactly: $0) }
    }

    /// Writes a line to the log, unless there were many like it of late.
    func complain(_ kind: Complaint, from source: IPAddress?, _ text: @autoclosure () -> String) {
        switch log.decide(kind, from: source, now: now) {
        case .hold: break
        case .write(0): report(text())
        case .write(let heldBack): report("\(text()) (and \(heldBack) like it before)")
        }
    }
}

extension Duration {
    /// Nanoseconds, what is less than one cut off; clamped at zero and at what fits.
    var wholeNanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0 else { return 0 }
        let (whole, isTooMuch) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
        guard !isTooMuch else { return .max >> 1 }
        return whole + UInt64(clamping: attoseconds / 1_000_000_000)
    }
}
