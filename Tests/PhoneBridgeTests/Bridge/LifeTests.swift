import SIP
import Telephony
import Testing
import Tones

@testable import PhoneBridge

@Suite struct LifeTests {
    private static func bridge(_ configuration: Configuration) async throws -> PhoneBridge {
        try await PhoneBridge(configuration, detector: { ToneDetector() }, report: { _ in })
    }

    @Test func `an address in use can't be listened on, and nothing stays open`() async throws {
        let pair = try await BridgePair()
        let taken = await pair.server.listeners[0].endpoint
        let configuration = Configuration(
            listeners: [
                ListenAddress(.tcp, at: IPEndpoint(.loopback, port: 0)),
                ListenAddress(.udp, at: taken),
            ])
        await #expect { _ = try await LifeTests.bridge(configuration) } throws: { error in
            (error as? PhoneBridgeError)?.reason == .listening
                && "\(error)".contains("UDP \(taken)")
        }
        try await pair.end()
    }

    @Test func `a certificate that is not there is told by its file`() async throws {
        var configuration = Configuration(
            listeners: [
                ListenAddress(
                    .tls, at: IPEndpoint(.loopback, port: 0),
                    certificate: CertificateFiles(chain: "/nowhere/a.pem", key: "/nowhere/b.pem"))
            ])
        await #expect { _ = try await LifeTests.bridge(configuration) } throws: { error in
            (error as? PhoneBridgeError)?.reason == .certificate
                && "\(error)".contains("/nowhere/a.pem")
        }
        configuration.listeners[0].certificate = nil
        await #expect { _ = try await LifeTests.bridge(configuration) } throws: { error in
            (error as? PhoneBridgeError)?.reason == .configuration
        }
    }

    @Test func `contradictions are found before anything is opened`() async throws {
        let listeners = [ListenAddress(.udp, at: IPEndpoint(.loopback, port: 0))]
        var twice = Configuration(listeners: listeners)
        twice.trunks = [Trunk(name: "a", networks: []), Trunk(name: "a", networks: [])]
        var silent = Configuration(listeners: listeners)
        silent.trunks = [Trunk(name: "a", networks: [])]
        silent.trunks[0].codecs = []
        var missing = Configuration(listeners: listeners)
        missing.destinations.prefixes = [.init("+33", through: "nobody")]
        for configuration in [twice, silent, missing, Configuration(listeners: [])] {
            await #expect { _ = try await LifeTests.bridge(configuration) } throws: { error in
                (error as? PhoneBridgeError)?.reason == .configuration
            }
        }
    }

    @Test func `a change of configuration leaves running calls alone`() async throws {
        let pair = try await BridgePair()
        let (caller, call) = try await pair.arrive()
        let heard = Reader(caller.events)
        let events = Reader(call.line.events)
        call.line.answer()
        #expect(try await heard.soon() == .reached)
        var next = await pair.server.configuration
        next.trunks[0].sessions = 1
        next.listeners = []
        try await pair.server.update(next)
        #expect(await pair.server.listeners.count == 1)
        let refused = try await pair.ring()
        #expect(
            try await Reader(refused.events).soon()
                == .notReached(.unreachable, "503 Service Unavailable"))
        next.trunks[0].sessions = 2
        try await pair.server.update(next)
        let (_, second) = try await pair.arrive()
        second.reject(status: 486)
        caller.press([.one])
        #expect(try await events.soon() == .digit(.one))

        next.trunks.append(next.trunks[0])
        await #expect(throws: PhoneBridgeError.self) { try await pair.server.update(next) }
        try await pair.end()
    }

    @Test func `shutting down ends calls, streams and sockets`() async throws {
        let pair = try await BridgePair(.tcp)
        let (caller, call) = try await pair.arrive()
        let heard = Reader(caller.events)
        let events = Reader(call.line.events)
        let (_, waiting) = try await pair.arrive()
        call.line.answer()
        #expect(try await heard.soon() == .reached)
        async let running: Void = pair.server.run()
        await pair.server.shutDown()
        await running
        #expect(try await heard.soon() == .hungUp)
        #expect(try await events.soon() == nil)
        #expect(try await Reader(waiting.line.events).soon() == nil)
        #expect(try await pair.calls.soon() == nil)
        let census = await pair.server.census
        #expect(census.listeners == 0)
        #expect(census.connections == 0)
        #expect(census.legs == 0)
        #expect(census.mediaPorts == 0)
        try await pair.end()
    }

    @Test func `whom nobody answers for is not reached`() async throws {
        let pair = try await BridgePair(.tcp)
        var settings = PhoneBridge.CallSettings()
        settings.isFree = true
        // A port where nobody listens any more.
        let gone = try await BridgePair(.tcp)
        let address = await gone.address(of: "nobody")
        try await gone.end()
        let line = try await pair.client.call(address, settings: settings)
        guard case .notReached = try await Reader(line.events).soon() else {
            Issue.record("somebody was reached")
            return
        }
        #expect(await pair.client.census.legs == 0)
        try await pair.end()
    }

    @Test func `a certificate that nobody vouches for is refused`() async throws {
        let pair = try await BridgePair(.tls)
        var settings = PhoneBridge.CallSettings()
        settings.isFree = true
        // Without the trunk there is no list of authorities, and the system knows none.
        let line = try await pair.client.call(await pair.address(of: "x"), settings: settings)
        guard case .notReached = try await Reader(line.events).soon() else {
            Issue.record("it was taken")
            return
        }
        try await pair.end()
    }

    @Test func `calls go over IP version 6`() async throws {
        let pair = try await BridgePair(at: .v6(0, 1))
        let (caller, call) = try await pair.arrive()
        let heard = Reader(caller.events)
        let events = Reader(call.line.events)
        call.line.answer()
        #expect(try await heard.soon() == .reached)
        caller.press([.eight])
        #expect(try await events.soon() == .digit(.eight))
        try await pair.end()
    }
}
