import SIP
import Telephony
import Testing
import Tones

@testable import PhoneBridge

/// A bridge that registers with another, as with a provider.
@Suite struct RegistrationTests {
    private static func provider() async throws -> PhoneBridge {
        var configuration = Configuration(
            listeners: [ListenAddress(.udp, at: IPEndpoint(.loopback, port: 0))])
        configuration.mediaThreads = 1
        configuration.phones = PhoneGroup(
            networks: [IPNetwork(.loopback)], realm: "provider.test",
            passwords: ["allo": "secret"])
        configuration.destinations.hosts = [.init("provider.test")]
        return try await PhoneBridge(
            configuration, detector: { ToneDetector() }, report: { _ in })
    }

    private static func customer(
        of provider: PhoneBridge, password: String, log: BridgePair.Log
    ) async throws -> PhoneBridge {
        var configuration = Configuration(
            listeners: [ListenAddress(.udp, at: IPEndpoint(.loopback, port: 0))])
        configuration.mediaThreads = 1
        var trunk = Trunk(name: "provider", networks: [IPNetwork(.loopback)])
        trunk.address = Trunk.Address(
            host: "127.0.0.1", port: await provider.listeners[0].endpoint.port)
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
}
