import SIP
import Telephony
import Testing
import Tones

@testable import PhoneBridge

/// One bridge that listens in many places at once.
@Suite struct ListenersTests {
    @Test func `calls come in by UDP, TCP and TLS over both versions of IP at once`() async throws {
        let certificate = try TestCertificate()
        let (transports, log) = ([Transport.udp, .tcp, .tls], BridgePair.Log())
        let hosts: [IPAddress] = [.loopback, .v6(0, 1)]
        var configuration = BridgePair.configuration(.udp, at: .loopback, nil)
        configuration.listeners = hosts.flatMap { host in
            transports.map { transport in
                ListenAddress(
                    transport, at: IPEndpoint(host, port: 0),
                    certificate: transport == .tls ? certificate.files : nil)
            }
        }
        configuration.trunks[0].networks = hosts.map { IPNetwork($0) }
        let server = try await PhoneBridge(configuration, detector: { ToneDetector() }) {
            log.add($0)
        }
        let calls = Reader(server.incoming)
        // A caller for each, with a listener of its own.
        var clients: [PhoneBridge] = []
        var pairs: [(PhoneLine, IncomingCall)] = []
        for listener in await server.listeners {
            let host = listener.endpoint.address
            var own = BridgePair.configuration(
                listener.transport, at: host, listener.transport == .tls ? certificate : nil)
            own.trunks[0].address = Trunk.Address(
                host: "\(host)", port: listener.endpoint.port, transport: listener.transport,
                // The certificate of the tests is one for version 4 alone.
                verifiesCertificate: false)
            let client = try await PhoneBridge(own, detector: { ToneDetector() }) { log.add($0) }
            clients.append(client)
            let user = "\(listener.transport.name)-\(host.isVersion6 ? 6 : 4)".lowercased()
            let line = try await client.call(
                "sip:\(user)@\(listener.endpoint);transport=\(listener.transport.name.lowercased())",
                through: "loop")
            guard let call = try await calls.soon() else { throw TooLate() }
            #expect(call.to == user)
            call.line.answer()
            pairs.append((line, call))
        }
        #expect(await server.census.legs == 6)
        // All stand at once: a key of each caller comes to the right line.
        let keys: [Digit] = [.one, .two, .three, .four, .five, .six]
        for ((line, _), key) in zip(pairs, keys) {
            #expect(try await Reader(line.events).soon() == .reached)
            line.press([key])
        }
        for ((_, call), key) in zip(pairs, keys) {
            #expect(try await Reader(call.line.events).soon() == .digit(key))
        }
        for (line, _) in pairs { line.hangUp() }
        try await until { await server.census.legs == 0 }
        await withDiscardingTaskGroup { group in
            for bridge in clients + [server] { group.addTask { await bridge.shutDown() } }
        }
        try certificate.remove()
        #expect(log.all == [])
    }
}
