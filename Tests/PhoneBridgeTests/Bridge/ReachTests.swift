import SIP
import Telephony
import TestSupport
import Testing

@testable import PhoneBridge

/// A caller is brought to somebody outside: three bridges, the middle one being Allo.
@Suite struct ReachTests {
    /// A caller with Allo, and somebody outside whom Allo may ring.
    private struct Three {
        let pair: BridgePair
        let outside: BridgePair
        let address: String

        init() async throws {
            outside = try await BridgePair()
            address = await outside.address(of: "agent")
            pair = try await BridgePair { $0.destinations.hosts = [.init("127.0.0.1")] }
        }

        func end() async throws {
            try await pair.end()
            try await outside.end()
        }
    }

    @Test func `a caller is joined with whom they reach, until that one hangs up`() async throws {
        let three = try await Three()
        let (caller, call) = try await three.pair.arrive()
        let heard = Reader(caller.events)
        let events = Reader(call.line.events)
        call.line.answer()
        #expect(try await heard.soon() == .reached)
        call.line.play(.tone(.seconds(1)), as: PlaybackID(rawValue: 1), loops: true)
        call.line.reach(three.address, within: .seconds(5))
        guard let agent = try await three.outside.calls.soon() else { throw TooLate() }
        let agentEvents = Reader(agent.line.events)
        agent.line.answer()
        #expect(try await events.soon() == .reached)

        // Keys of the caller get to the agent.
        caller.press([.nine])
        #expect(try await agentEvents.soon() == .digit(.nine))
        #expect(try await events.soon() == .digit(.nine))
        try await within { await agent.line.close() }
        #expect(try await events.soon() == .otherPartyHungUp)
        caller.hangUp()
        #expect(try await events.soon() == .hungUp)
        #expect(await three.pair.server.census.legs == 0)
        try await three.end()
    }

    @Test func `whom a caller reached is hung up on when the caller leaves`() async throws {
        let three = try await Three()
        let (caller, call) = try await three.pair.arrive()
        call.line.answer()
        call.line.reach(three.address, within: .seconds(5))
        guard let agent = try await three.outside.calls.soon() else { throw TooLate() }
        let agentEvents = Reader(agent.line.events)
        agent.line.answer()
        #expect(try await Reader(call.line.events).soon() == .reached)
        caller.hangUp()
        #expect(try await agentEvents.soon() == .hungUp)
        try await three.end()
    }

    @Test func `somebody who does not answer is not reached`() async throws {
        let three = try await Three()
        let (_, call) = try await three.pair.arrive()
        let events = Reader(call.line.events)
        call.line.answer()
        call.line.reach(three.address, within: .milliseconds(200))
        guard let agent = try await three.outside.calls.soon() else { throw TooLate() }
        #expect(try await Reader(agent.line.events).soon() == .hungUp)
        guard case .notReached = try await events.soon() else {
            Issue.record("it was reached")
            return
        }
        call.line.reach(three.address, within: .seconds(5))
        try await three.outside.calls.soon()?.reject(status: 486)
        #expect(try await events.soon() == .notReached(.busy, "486 Busy Here"))
        try await three.end()
    }

    @Test func `released, nobody is told`() async throws {
        let three = try await Three()
        let (caller, call) = try await three.pair.arrive()
        let events = Reader(call.line.events)
        call.line.answer()
        call.line.reach(three.address, within: .seconds(5))
        guard let agent = try await three.outside.calls.soon() else { throw TooLate() }
        call.line.release()
        #expect(try await Reader(agent.line.events).soon() == .hungUp)
        caller.hangUp()
        #expect(try await events.soon() == .hungUp)
        try await three.end()
    }

    @Test(arguments: ["sip:agent@192.0.2.1", "+33199001122", "nobody"])
    func `who is not listed is not rung`(address: String) async throws {
        let three = try await Three()
        let (_, call) = try await three.pair.arrive()
        call.line.answer()
        call.line.reach(address, within: .seconds(5))
        guard case .notReached = try await Reader(call.line.events).soon() else {
            Issue.record("it was rung")
            return
        }
        try await three.end()
    }

    @Test(arguments: [Transport.udp, .tcp])
    func `where nobody listens, a caller is told at once`(transport: Transport) async throws {
        let pair = try await BridgePair {
            $0.destinations.hosts = [.init("127.0.0.1")]
            $0.listeners.append(ListenAddress(.tcp, at: IPEndpoint(.loopback, port: 0)))
        }
        let (_, call) = try await pair.arrive()
        let events = Reader(call.line.events)
        call.line.answer()
        let closed = try IPEndpoint(.loopback, port: Ports.reserve())
        let name = transport.name.lowercased()
        for _ in 0..<2 {
            call.line.reach("sip:agent@\(closed);transport=\(name)", within: .seconds(60))
            guard case .notReached(.unreachable, let reason) = try await events.soon() else {
                Issue.record("it was reached")
                return
            }
            #expect(
                reason == (transport == .udp ? "nobody listens at \(closed)" : "Connection refused")
            )
        }
        try await until { await pair.server.knocks.isEmpty }
        try await pair.end()
    }

    @Test func `a host that nobody knows is told at once`() async throws {
        let pair = try await BridgePair {
            $0.destinations.hosts = [.init("nowhere.invalid")]
            // Nobody listens there.
            $0.nameServers = [IPEndpoint(.loopback, port: 9)]
        }
        let (_, call) = try await pair.arrive()
        call.line.answer()
        call.line.reach("sip:agent@nowhere.invalid", within: .seconds(60))
        guard case .notReached(.unreachable, let reason) = try await Reader(call.line.events).soon()
        else {
            Issue.record("it was reached")
            return
        }
        #expect(reason.hasPrefix("nowhere.invalid leads to no address"))
        try await pair.end()
    }
}
