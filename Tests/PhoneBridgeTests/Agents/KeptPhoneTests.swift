import SIP
import Telephony
import Testing

@testable import PhoneBridge

/// Telephones that registered before a restart.
@Suite struct KeptPhoneTests {
    private static func stage() async throws -> AgentStage {
        try await AgentStage { configuration in
            configuration.listeners = [Transport.udp, .tcp].map {
                ListenAddress($0, at: IPEndpoint(AgentStage.address, port: 0))
            }
        }
    }

    /// As the telephone of anne was kept.
    private static func phone(
        at endpoint: IPEndpoint, over transport: Transport
    ) -> RegisteredPhone {
        RegisteredPhone(
            user: "anne", contact: "sip:anne@\(endpoint);transport=\(transport)",
            transport: transport, remote: endpoint, local: transport == .udp ? 0 : 1,
            preference: 1_000, remaining: .seconds(60), callID: "c", number: 1)
    }

    @Test(arguments: [Transport.udp, .tcp])
    func `one is rung where it is, and answers`(transport: Transport) async throws {
        let stage = try await Self.stage()
        var configuration = AgentStage.configuration(
            AgentStage.desks[0], [AgentStage.address, .loopback])
        configuration.listeners = [
            ListenAddress(transport, at: IPEndpoint(AgentStage.desks[0], port: 0))
        ]
        let desk = try await AgentStage.bridge(configuration)
        let rings = Reader(desk.incoming)
        await stage.allo.restore([
            Self.phone(at: await desk.listeners[0].endpoint, over: transport)
        ])
        #expect(
            try await stage.changes.soon() == ReachabilityChange(phone: "anne", isReachable: true))
        let line = stage.allo.ring(
            "anne", through: nil, as: ShownCaller(), within: .seconds(20))
        guard let ring = try await rings.soon() else { throw TooLate() }
        ring.line.answer()
        #expect(try await Reader(line.events).soon() == .reached)
        await line.close()
        await desk.shutDown()
        await stage.end()
    }

    @Test func `one whose port takes no connection is unreachable`() async throws {
        let stage = try await Self.stage()
        // Nobody listens for connections where somebody takes datagrams.
        let peer = try await RawPeer.udp(
            to: await stage.allo.listeners[0].endpoint, from: AgentStage.desks[0])
        await stage.allo.restore([Self.phone(at: peer.endpoint, over: .tcp)])
        #expect(
            try await stage.changes.soon() == ReachabilityChange(phone: "anne", isReachable: true))
        let line = stage.allo.ring(
            "anne", through: nil, as: ShownCaller(), within: .seconds(20))
        guard case .notReached(.unreachable, _) = try await Reader(line.events).soon() else {
            throw TooLate()
        }
        #expect(
            try await stage.changes.soon() == ReachabilityChange(phone: "anne", isReachable: false))
        await peer.close()
        await stage.end()
    }
}
