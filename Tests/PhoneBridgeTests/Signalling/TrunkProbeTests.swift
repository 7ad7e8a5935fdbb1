import PhoneBridge
import SIP
import Telephony
import TestSupport
import Testing
import Tones

/// A trunk is asked whether it is there.
@Suite struct TrunkProbeTests {
    private func address(
        _ bridge: PhoneBridge, _ transport: Transport, authorities: String? = nil
    ) async throws -> Trunk.Address {
        let listener = try #require(
            await bridge.listeners.first { $0.transport == transport })
        var address = Trunk.Address(
            host: "127.0.0.1", port: listener.endpoint.port, transport: transport)
        address.authorities = authorities
        return address
    }

    private func bridge(_ certificate: Certificate) async throws -> PhoneBridge {
        try await PhoneBridge(
            configuration(certificate), detector: { ToneDetector() }
        ) { _ in }
    }

    private func configuration(_ certificate: Certificate) -> Configuration {
        let files = CertificateFiles(chain: certificate.chain, key: certificate.key)
        var configuration = Configuration(
            listeners: Transport.allCases.map {
                ListenAddress(
                    $0, at: IPEndpoint(.loopback, port: 0), certificate: $0 == .tls ? files : nil)
            })
        configuration.mediaThreads = 1
        configuration.trunks = [Trunk(name: "loop", networks: [IPNetwork(.loopback)])]
        return configuration
    }

    @Test(arguments: Transport.allCases)
    func `one that is there answers, over its own transport`(transport: Transport) async throws {
        let certificate = try await Certificate()
        let bridge = try await bridge(certificate)
        let report = try await TrunkProbe(
            address(bridge, transport, authorities: certificate.chain)
        ).ask()
        #expect(report?.transport == transport)
        #expect(report?.answer == .status(200, "OK"))
        await bridge.shutDown()
    }

    @Test func `one whose certificate nobody vouches for is not trusted`() async throws {
        let certificate = try await Certificate()
        let other = try await Certificate()
        let bridge = try await bridge(certificate)
        for authorities in [nil, other.chain] {
            let report = try await TrunkProbe(
                address(bridge, .tls, authorities: authorities)
            ).ask()
            guard case .untrusted(let reason) = report?.answer else {
                Issue.record("\(String(describing: report))")
                continue
            }
            #expect(reason.hasPrefix("nobody who is trusted vouches for"))
        }
        await bridge.shutDown()
    }

    @Test func `one whose certificate is that of somebody else is not trusted`() async throws {
        let certificate = try await Certificate(for: "DNS:elsewhere.test")
        let bridge = try await bridge(certificate)
        let report = try await TrunkProbe(
            address(bridge, .tls, authorities: certificate.chain)
        ).ask()
        #expect(report?.answer == .untrusted("the certificate is that of another host"))
        await bridge.shutDown()
    }

    @Test(arguments: Transport.allCases)
    func `where nobody listens there is no way`(transport: Transport) async throws {
        let address = Trunk.Address(
            host: "127.0.0.1", port: try Ports.reserve(), transport: transport)
        #expect(
            try await TrunkProbe(address).ask()?.answer == .unreachable("Connection refused"))
    }

    @Test func `one that knows nobody is silent`() async throws {
        var configuration = configuration(try await Certificate())
        configuration.listeners.removeLast()
        configuration.trunks = [
            Trunk(name: "far", networks: [IPNetwork(IPAddress("192.0.2.1") ?? .loopback)])
        ]
        let bridge = try await PhoneBridge(configuration, detector: { ToneDetector() }) { _ in }
        let report = try await TrunkProbe(
            address(bridge, .udp), patience: .milliseconds(300)
        ).ask()
        #expect(report?.answer == .silence)
        await bridge.shutDown()
    }

    @Test func `authorities that can't be read are an error`() async throws {
        var address = Trunk.Address(host: "127.0.0.1", port: 5_061, transport: .tls)
        address.authorities = "/nowhere.pem"
        await #expect(throws: PhoneBridgeError.self) { try await TrunkProbe(address).ask() }
        var configuration = configuration(try await Certificate())
        configuration.trunks[0].address = address
        await #expect(throws: PhoneBridgeError.self) {
            try await PhoneBridge(configuration, detector: { ToneDetector() }) { _ in }
        }
    }

    @Test func `a certificate that was renewed is shown after an update`() async throws {
        let old = try await Certificate()
        let new = try await Certificate()
        let bridge = try await bridge(old)
        try await bridge.update(configuration(new))
        let renewed = try await TrunkProbe(
            address(bridge, .tls, authorities: new.chain)
        ).ask()
        #expect(renewed?.answer == .status(200, "OK"))
        let broken = CertificateFiles(chain: new.chain, key: old.key)
        var mistaken = configuration(new)
        mistaken.listeners[2].certificate = broken
        let configuration = mistaken
        await #expect(throws: PhoneBridgeError.self) { try await bridge.update(configuration) }
        await bridge.shutDown()
    }
}
