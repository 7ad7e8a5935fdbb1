import NIOCore
import SIP
import Telephony

/// Keeping our places in the registers of trunks (RFC 3261 §10.2).
extension PhoneBridge {
    /// How long a registrar may take for each answer while we take our contact back.
    private static let leaveTime = TimeAmount.seconds(2)

    /// Registers where the configuration wants it, and nowhere else. What could not be found is
    /// looked for anew at once.
    func settleRegistrations() {
        for (name, attempt) in registrationTries
        where attempt.retry != nil || configuration.trunk(of: .trunk(name)) != attempt.trunk {
            endRegistrationTry(name)
        }
        for (name, registration) in registrations
        where configuration.trunk(of: .trunk(name)) != registration.trunk {
            endRegistration(name)
        }
        beginRegistrations()
    }

    /// Begins the registrations that there are not yet.
    private func beginRegistrations() {
        for trunk in configuration.trunks
        where trunk.registration != nil && registrations[trunk.name] == nil
            && registrationTries[trunk.name] == nil
        {
            beginRegistration(of: trunk)
        }
    }

    private func beginRegistration(of trunk: Trunk) {
        guard let registration = trunk.registration, let host = Host(registration.domain) else {
            return
        }
        let name = trunk.name
        let place =
            trunk.address.map { Place($0) } ?? Place(SIPURI(host: host))
        registrationTries[name] = RegistrationTry(trunk: trunk)
        find(place) { bridge, locations in
            // An answer to an older question comes too late.
            guard bridge.letsCallsRun, let attempt = bridge.registrationTries[name],
                attempt.trunk == trunk, attempt.retry == nil
            else { return }
            guard let hop = bridge.hops(locations).first else {
                bridge.complain(
                    .registration, from: nil, "the trunk \(name) can't be registered with")
                return bridge.retryRegistration(of: trunk)
            }
            bridge.registrationTries[name] = nil
            let client = RegistrationClient(
                RegistrationClient.Settings(
                    account: SIPURI(user: registration.user, host: host),
                    registrar: SIPURI(host: host),
                    contact: bridge.contact(user: registration.user, over: hop),
                    expires: registration.lifetime))
            let credentials = trunk.credentials.map {
                DigestClient(username: $0.user, password: $0.password)
            }
            bridge.registrations[name] = TrunkRegistration(
                trunk: trunk, client: client,
                state: RegistrationClient.State(credentials: credentials), hop: hop)
            bridge.visits.begin(hop.remote.address, as: .trunk(name), now: bridge.now)
            bridge.expectCertificate(
                at: hop.remote,
                ServerName(
                    host: place.host, verifies: trunk.address?.verifiesCertificate ?? true,
                    authorities: trunk.address?.authorities))
            bridge.step(name, on: .start)
        }
    }

    /// Looks for the registrar of one trunk again after a while.
    private func retryRegistration(of trunk: Trunk) {
        let pause = TimeAmount.milliseconds(configuration.limits.registrarRetry.wholeMilliseconds)
        registrationTries[trunk.name]?.retry = loop.scheduleTask(in: pause) { [self] in
            assumeIsolated { bridge in
                bridge.registrationTries[trunk.name] = nil
                bridge.beginRegistration(of: trunk)
            }
        }
    }

    private func endRegistrationTry(_ name: String) {
        registrationTries.removeValue(forKey: name)?.retry?.cancel()
    }

    /// Where calls to a user of ours shall come to.
    private func contact(user: String, over hop: Hop) -> SIPURI {
        let socket = sockets[Int(hop.local)]
        var uri = SIPURI(
            user: user, host: .address(socket.advertised.address), port: socket.advertised.port)
        if hop.transport != .udp {
            uri.parameters.set("transport", to: hop.transport.name.lowercased())
        }
        return uri
    }

    /// Takes our contacts back everywhere, and looks for no registrar any more.
    func endRegistrations() {
        for name in Array(registrationTries.keys) { endRegistrationTry(name) }
        for name in Array(registrations.keys) { endRegistration(name) }
    }

    /// Takes our contact back. The place in our books is kept until the registrar has agreed, which
    /// may want to see the password first: only then another can begin.
    private func endRegistration(_ name: String) {
        guard registrations[name]?.isLeaving == false else { return }
        registrations[name]?.isLeaving = true
        step(name, on: .stop)
    }

    /// Forgets a registration, whatever the registrar says.
    func forgetRegistration(_ name: String) {
        guard let registration = registrations.removeValue(forKey: name) else { return }
        registration.wakeUp?.cancel()
        if let hop = registration.hop {
            visits.end(hop.remote.address, as: .trunk(name), now: now)
        }
        if letsCallsRun { beginRegistrations() }
    }

    private func step(_ name: String, on event: RegistrationClient.Event) {
        guard var registration = registrations[name] else { return }
        registration.wakeUp?.cancel()
        registration.wakeUp = nil
        let effects = registration.client.step(
            &registration.state, on: event, now: now, using: &chance)
        if registration.isLeaving {
            registration.wakeUp = loop.scheduleTask(in: PhoneBridge.leaveTime) { [self] in
                assumeIsolated { $0.forgetRegistration(name) }
            }
        } else if let next = registration.state.nextDeadline {
            registration.wakeUp = loop.scheduleTask(deadline: NIODeadline(next)) { [self] in
                assumeIsolated { $0.step(name, on: .timePassed) }
            }
        }
        registrations[name] = registration
        for effect in effects {
            switch effect {
            case .send(let request): sendRegistration(request, of: name)
            case .report(let status): tell(status, of: name)
            }
        }
    }

    private func sendRegistration(_ request: Request, of name: String) {
        guard let hop = registrations[name]?.hop else { return }
        let token = nextToken()
        registrations[name]?.token = token
        command(.request(token, request, to: hop))
    }

    /// A name for a request of ours that belongs to no call.
    func nextToken() -> RequestToken {
        lastToken += 1
        return RequestToken(rawValue: lastToken)
    }

    private func tell(_ status: RegistrationClient.Status, of name: String) {
        switch status {
        case .registered:
            guard registrations[name]?.isThere == false else { return }
            registrations[name]?.isThere = true
            report("the trunk \(name) has taken our registration")
        case .ended: forgetRegistration(name)
        case .failed(let status, let span):
            registrations[name]?.isThere = false
            complain(
                .registration, from: nil,
                "the trunk \(name) did not take our registration: "
                    + (status.map { "\($0) \(Response.usualReason($0))" } ?? "no answer")
                    + "; again in \(span)")
        }
    }

    /// The answer to a request of ours that belongs to no call.
    func takeResponse(_ response: Response, to token: RequestToken) {
        guard let name = registrations.first(where: { $0.value.token == token })?.key else {
            return silentPhoneAnswered(token)
        }
        step(name, on: .answered(response))
    }

    /// No answer came.
    func takeSilence(to token: RequestToken, _ reason: String) {
        guard let name = registrations.first(where: { $0.value.token == token })?.key else {
            return silentPhoneStaysSo(token)
        }
        step(name, on: .unanswered)
    }
}

extension NIODeadline {
    /// A moment on the clock of the bridge; never before it.
    init(_ moment: Duration) {
        self = .uptimeNanoseconds(moment.wholeNanoseconds + 1)
    }
}
