import NIOCore
import SIP
import Telephony

/// Keeping our places in the registers of trunks (RFC 3261 §10.2).
extension PhoneBridge {
    /// Registers where the configuration wants it, and nowhere else.
    func settleRegistrations() {
        for (name, registration) in registrations
        where configuration.trunk(of: .trunk(name)) != registration.trunk {
            endRegistration(name)
        }
        for trunk in configuration.trunks
        where trunk.registration != nil && registrations[trunk.name] == nil {
            beginRegistration(of: trunk)
        }
    }

    private func beginRegistration(of trunk: Trunk) {
        guard let registration = trunk.registration, let host = Host(registration.domain) else {
            return
        }
        let place =
            trunk.address.map { Place($0) } ?? Place(SIPURI(host: host))
        find(place) { bridge, locations in
            guard !bridge.isOver, bridge.registrations[trunk.name] == nil,
                bridge.configuration.trunk(of: .trunk(trunk.name)) == trunk
            else { return }
            guard let hop = bridge.hops(locations).first else {
                bridge.complain(
                    .registration, from: nil, "the trunk \(trunk.name) can't be registered with")
                bridge.loop.scheduleTask(in: .seconds(30)) {
                    bridge.assumeIsolated { $0.settleRegistrations() }
                }
                return
            }
            let client = RegistrationClient(
                RegistrationClient.Settings(
                    account: SIPURI(user: registration.user, host: host),
                    registrar: SIPURI(host: host),
                    contact: bridge.contact(user: registration.user, over: hop),
                    expires: registration.lifetime))
            let credentials = trunk.credentials.map {
                DigestClient(username: $0.user, password: $0.password)
            }
            bridge.registrations[trunk.name] = TrunkRegistration(
                trunk: trunk, client: client,
                state: RegistrationClient.State(credentials: credentials), hop: hop)
            bridge.visit(hop.remote.address, as: .trunk(trunk.name))
            bridge.expectCertificate(
                at: hop.remote,
                ServerName(
                    host: place.host, verifies: trunk.address?.verifiesCertificate ?? true,
                    authorities: trunk.address?.authorities))
            bridge.step(trunk.name, on: .start)
        }
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

    /// Takes our contact back; nobody waits for the answer.
    func endRegistration(_ name: String) {
        step(name, on: .stop)
        guard let registration = registrations.removeValue(forKey: name) else { return }
        registration.wakeUp?.cancel()
        if let hop = registration.hop { leave(hop.remote.address) }
    }

    private func step(_ name: String, on event: RegistrationClient.Event) {
        guard var registration = registrations[name] else { return }
        registration.wakeUp?.cancel()
        let effects = registration.client.step(
            &registration.state, on: event, now: now, using: &chance)
        if let next = registration.state.nextDeadline {
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
        lastToken += 1
        let token = RequestToken(rawValue: lastToken)
        registrations[name]?.token = token
        command(.request(token, request, to: hop))
    }

    private func tell(_ status: RegistrationClient.Status, of name: String) {
        switch status {
        case .registered:
            guard registrations[name]?.isThere == false else { return }
            registrations[name]?.isThere = true
            report("the trunk \(name) has taken our registration")
        case .ended: break
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
            return
        }
        step(name, on: .answered(response))
    }

    /// No answer came.
    func takeSilence(to token: RequestToken, _ reason: String) {
        guard let name = registrations.first(where: { $0.value.token == token })?.key else {
            return
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
