import SIP
import Telephony
import Testing
import Tones

@testable import PhoneBridge

/// A bridge that registers with another, as with a provider.
@Suite struct RegistrationTests {
    private static func provider(
        _ transport: Transport = .udp, settle: (inout Configuration) -> Void = { _ in }
    ) async throws -> PhoneBridge {
        var configuration = Configuration(
            listeners: [ListenAddress(transport, at: IPEndpoint(.loopback, port: 0))])
        configuration.mediaThreads = 1
        configuration.phones = PhoneGroup(
            networks: [IPNetwork(.loopback)], realm: "provider.test",
            passwords: ["allo": "secret"])
        configuration.destinations.hosts = [.init("provider.test")]
        settle(&configuration)
        return try await PhoneBridge(
            configuration, detector: { ToneDetector() }, report: { _ in })
    }

    private static func customer(
        of provider: PhoneBridge, password: String, log: BridgePair.Log,
        over transport: Transport = .udp
    ) async throws -> PhoneBridge {
        var configuration = Configuration(
            listeners: [ListenAddress(transport, at: IPEndpoint(.loopback, port: 0))])
        configuration.mediaThreads = 1
        var trunk = Trunk(name: "provider", networks: [IPNetwork(.loopback)])
        trunk.address = Trunk.Address(
            host: "127.0.0.1", port: await provider.listeners[0].endpoint.port,
            transport: transport)
        trunk.credentials = Trunk.Credentials(user: "allo", password: password)
        trunk.registration = Trunk.Registration(user: "allo", domain: "provider.test")
        configuration.trunks = [trunk]
        return try await PhoneBridge(configuration, detector: { ToneDetector() }) { log.add($0) }
    }

    @Test func `a trunk that is registered with sends its calls here`() async throws {
        let log = BridgePair.Log()
        let provider = try await RegistrationTests.provider()
        let customer = try await RegistrationTests.customer(
            of: provider, password: "secret", log: log)
        let calls = Reader(customer.incoming)
        try await until { await provider.registrar.count == 1 }
        let line = try await provider.call("sip:allo@provider.test")
        guard let call = try await calls.soon() else { throw TooLate() }
        #expect(call.trunk == "provider")
        #expect(call.to == "allo")
        call.line.answer()
        #expect(try await Reader(line.events).soon() == .reached)

        await customer.shutDown()
        try await until { await provider.registrar.count == 0 }
        await #expect { try await provider.call("sip:allo@provider.test") } throws: { error in
            (error as? PhoneBridgeError)?.reason == .unresolved
        }
        await provider.shutDown()
        #expect(log.all == ["the trunk provider has taken our registration"])
    }

    @Test func `a wrong password is told, once`() async throws {
        let log = BridgePair.Log()
        let provider = try await RegistrationTests.provider()
        let customer = try await RegistrationTests.customer(
            of: provider, password: "guess", log: log)
        try await until { !log.all.isEmpty }
        #expect(log.all.count == 1)
        #expect(log.all.first?.contains("401") == true)
        #expect(log.all.first?.contains("guess") == false)
        #expect(await provider.registrar.count == 0)
        await customer.shutDown()
        await provider.shutDown()
    }

    @Test func `a registrar that is not found is looked for once at a time`() async throws {
        let names = try await TestNameServer([])
        var configuration = Configuration(
            listeners: [ListenAddress(.udp, at: IPEndpoint(.loopback, port: 0))])
        configuration.mediaThreads = 1
        configuration.nameServers = [names.endpoint]
        configuration.limits.registrarRetry = .milliseconds(10)
        configuration.trunks = ["one", "other"].map { name in
            var trunk = Trunk(name: name, networks: [IPNetwork(.loopback)])
            trunk.registration = Trunk.Registration(user: "allo", domain: "\(name).test")
            return trunk
        }
        let bridge = try await PhoneBridge(
            configuration, detector: { ToneDetector() }, report: { _ in })
        // A change makes each be looked for at once, and no oftener from then on.
        for _ in 0..<4 { try await bridge.update(configuration) }
        for round in 1...12 {
            try await until { await bridge.lastLookUp >= 2 * round }
            #expect(await bridge.registrationTries.count == 2)
            #expect(await bridge.lookUps.count <= 2)
        }
        configuration.trunks = []
        try await bridge.update(configuration)
        #expect(await bridge.registrationTries.isEmpty)
        await bridge.shutDown()
        try await names.end()
    }

    /// A registrar written by hand, which wants to see the password each time, and a bridge that
    /// is registered with it.
    private struct Challenger {
        let bridge: PhoneBridge
        let peer: RawPeer
        private(set) var configuration: Configuration

        init() async throws {
            configuration = BridgePair.configuration(.udp, at: .loopback, nil)
            bridge = try await PhoneBridge(
                configuration, detector: { ToneDetector() }, report: { _ in })
            peer = try await RawPeer.udp(to: await bridge.listeners[0].endpoint)
            configuration.trunks[0].address = Trunk.Address(
                host: "127.0.0.1", port: peer.endpoint.port)
            configuration.trunks[0].credentials = .init(user: "allo", password: "secret")
            configuration.trunks[0].registration = .init(user: "allo", domain: "provider.test")
            try await bridge.update(configuration)
            try await take(expires: "600", nonce: "one")
        }

        /// Challenges a REGISTER, and grants the one that shows the password.
        func take(expires: String, nonce: String) async throws {
            let first = try await request()
            #expect(first.headers[.expires] == expires)
            var challenge = Response(to: first, 401, toTag: "r")
            challenge.headers.append(
                .wwwAuthenticate,
                "Digest realm=\"p\", nonce=\"\(nonce)\", qop=\"auth\", stale=true")
            try await peer.send(Message.response(challenge).bytes())
            let second = try await request()
            #expect(second.headers[.expires] == expires)
            #expect(second.headers[.authorization]?.contains(nonce) == true)
            try await peer.send(Message.response(Response(to: second, 200, toTag: "r")).bytes())
        }

        private func request() async throws -> Request {
            guard let text = try await peer.received.soon(),
                case .request(let request)? = try? MessageReader.read(Array(text.utf8)),
                request.method == .register
            else { throw TooLate() }
            return request
        }

        func end() async {
            await bridge.shutDown()
            await peer.close()
        }
    }

    @Test func `shutting down takes our contact back, even if that is challenged`() async throws {
        let test = try await Challenger()
        async let ending: Void = test.bridge.shutDown()
        try await test.take(expires: "0", nonce: "two")
        await ending
        #expect(await test.bridge.registrations.isEmpty)
        await test.end()
    }

    @Test func `a registration that changes ends before the next begins`() async throws {
        let test = try await Challenger()
        var next = test.configuration
        next.trunks[0].registration?.lifetime = .seconds(300)
        try await test.bridge.update(next)
        try await test.take(expires: "0", nonce: "two")
        try await test.take(expires: "300", nonce: "three")
        #expect(await test.bridge.registrations.count == 1)
        async let ending: Void = test.bridge.shutDown()
        try await test.take(expires: "0", nonce: "four")
        await ending
        await test.end()
    }

    @Test func `a connection that a phone is registered over is never idle`() async throws {
        let log = BridgePair.Log()
        let provider = try await RegistrationTests.provider(.tcp) {
            $0.limits.idleConnection = .milliseconds(50)
        }
        let customer = try await RegistrationTests.customer(
            of: provider, password: "secret", log: log, over: .tcp)
        try await until { await provider.registrar.count == 1 }
        let idle = try await RawPeer.tcp(to: await provider.listeners[0].endpoint)
        // One that nobody needs is closed, later than the other one could have been.
        #expect(try await idle.received.soon() == nil)
        #expect(await provider.registrar.count == 1)
        #expect(await provider.census.connections == 1)
        await customer.shutDown()
        await provider.shutDown()
    }
}
