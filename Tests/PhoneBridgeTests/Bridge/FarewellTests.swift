import PhoneBridge
import SIP
import Telephony
import Testing

/// The answer to a BYE waits until whoever has the line has written the end down (DESIGN §8, D1).
@Suite struct FarewellTests {
    /// A caller written by hand whose call stands.
    private struct Call {
        let pair: BridgePair
        let peer: RawPeer
        let call: IncomingCall
        let tag: String

        init(_ settle: (inout Configuration) -> Void = { _ in }) async throws {
            pair = try await BridgePair(settle: settle)
            peer = try await RawPeer.udp(to: await pair.server.listeners[0].endpoint)
            try await peer.send(peer.invite())
            guard let call = try await pair.calls.soon() else { throw TooLate() }
            self.call = call
            call.line.answer()
            let answer = try await Call.answer(to: "INVITE", from: peer)
            guard case .response(let response)? = try? MessageReader.read(Array(answer.utf8)),
                let tag = response.to?.tag
            else { throw TooLate() }
            self.tag = tag
            try await peer.send(peer.request("ACK", toTag: tag))
        }

        /// The next final answer, which must be one to this method.
        static func answer(to method: String, from peer: RawPeer) async throws -> String {
            while let text = try await peer.received.soon() {
                if text.hasPrefix("SIP/2.0 1") { continue }
                #expect(text.contains("CSeq: ") && text.contains(" \(method)\r\n"))
                #expect(text.hasPrefix("SIP/2.0 200"))
                return text
            }
            throw TooLate()
        }

        func sendBye() async throws {
            try await peer.send(peer.request("BYE", number: 2, toTag: tag))
        }

        func end() async throws {
            await peer.close()
            try await pair.end()
        }
    }

    @Test func `a BYE is answered once its end is written down, and so is its copy`() async throws {
        let test = try await Call()
        let events = Reader(test.call.line.events)
        try await test.sendBye()
        #expect(try await events.soon() == .hungUp)
        // Sent again, it is absorbed; what came after it is answered before it.
        try await test.sendBye()
        try await test.peer.send(test.peer.request("OPTIONS", 2))
        _ = try await Call.answer(to: "OPTIONS", from: test.peer)
        #expect(await test.pair.server.census.legs == 0)
        test.call.line.acknowledgeHangUp()
        _ = try await Call.answer(to: "BYE", from: test.peer)
        try await test.sendBye()
        _ = try await Call.answer(to: "BYE", from: test.peer)
        try await test.end()
    }

    @Test func `closing the line answers the BYE`() async throws {
        let test = try await Call()
        try await test.sendBye()
        #expect(try await Reader(test.call.line.events).soon() == .hungUp)
        try await within { await test.call.line.close() }
        _ = try await Call.answer(to: "BYE", from: test.peer)
        try await test.end()
    }

    @Test func `a BYE is answered in the end, whatever becomes of the line`() async throws {
        let test = try await Call()
        try await test.sendBye()
        _ = try await Call.answer(to: "BYE", from: test.peer)
        try await test.end()
    }

    @Test func `a bridge that ends answers the BYEs that wait`() async throws {
        let test = try await Call()
        try await test.sendBye()
        #expect(try await Reader(test.call.line.events).soon() == .hungUp)
        async let ending: Void = test.pair.server.shutDown()
        _ = try await Call.answer(to: "BYE", from: test.peer)
        await ending
        try await test.end()
    }

    @Test func `the BYE of whom a caller has reached waits for the caller's line`() async throws {
        let outside = try await BridgePair()
        let address = await outside.address(of: "agent")
        let test = try await Call { $0.destinations.hosts = [.init("127.0.0.1")] }
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
