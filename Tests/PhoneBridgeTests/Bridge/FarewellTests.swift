import PhoneBridge
import Telephony
import Testing

/// The answer to a BYE waits until whoever has the line has written the end down (DESIGN §8, D1).
@Suite struct FarewellTests {
    @Test func `a BYE is answered once its end is written down, and so is its copy`() async throws {
        let test = try await RawCall()
        let events = Reader(test.call.line.events)
        try await test.sendBye()
        #expect(try await events.soon() == .hungUp)
        // Sent again, it is absorbed; what came after it is answered before it.
        try await test.sendBye()
        try await test.peer.send(test.peer.request("OPTIONS", 2))
        _ = try await RawCall.answer(to: "OPTIONS", from: test.peer)
        #expect(await test.pair.server.census.legs == 0)
        test.call.line.acknowledgeHangUp()
        _ = try await RawCall.answer(to: "BYE", from: test.peer)
        try await test.sendBye()
        _ = try await RawCall.answer(to: "BYE", from: test.peer)
        try await test.end()
    }

    @Test func `closing the line answers the BYE`() async throws {
        let test = try await RawCall()
        try await test.sendBye()
        #expect(try await Reader(test.call.line.events).soon() == .hungUp)
        try await within { await test.call.line.close() }
        _ = try await RawCall.answer(to: "BYE", from: test.peer)
        try await test.end()
    }

    @Test func `a BYE is answered in the end, whatever becomes of the line`() async throws {
        let test = try await RawCall()
        try await test.sendBye()
        _ = try await RawCall.answer(to: "BYE", from: test.peer)
        try await test.end()
    }

    @Test func `a bridge that ends answers the BYEs that wait`() async throws {
        let test = try await RawCall()
        try await test.sendBye()
        #expect(try await Reader(test.call.line.events).soon() == .hungUp)
        async let ending: Void = test.pair.server.shutDown()
        _ = try await RawCall.answer(to: "BYE", from: test.peer)
        await ending
        try await test.end()
    }

    @Test func `the BYE of whom a caller has reached waits for the caller's line`() async throws {
        let outside = try await BridgePair()
        let address = await outside.address(of: "agent")
        let test = try await RawCall { $0.destinations.hosts = [.init("127.0.0.1")] }
        let events = Reader(test.call.line.events)
        test.call.line.reach(address, within: .seconds(5))
        guard let agent = try await outside.calls.soon() else { throw TooLate() }
        agent.line.answer()
        #expect(try await events.soon() == .reached)
        // Two legs at Allo: the caller's, and the one to the agent.
        #expect(await test.pair.server.census.dialogs == 2)
        agent.line.hangUp()
        #expect(try await events.soon() == .otherPartyHungUp)
        #expect(await test.pair.server.census.dialogs == 2)
        test.call.line.acknowledgeHangUp()
        try await until { await test.pair.server.census.dialogs == 1 }
        try await test.end()
        try await outside.end()
    }
}
