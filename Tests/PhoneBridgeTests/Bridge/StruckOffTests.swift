import SIP
import Telephony
import Testing

@testable import PhoneBridge

/// What becomes of calls whose caller may not call any more.
@Suite struct StruckOffTests {
    /// What is done to the one trunk that the caller belongs to.
    enum Change: CaseIterable, Sendable {
        case narrowed
        case renamed
        case removed

        func apply(to configuration: inout Configuration) {
            switch self {
            case .narrowed: configuration.trunks[0].networks = [IPNetwork(.v4(0x0A00_0001))]
            case .renamed: configuration.trunks[0].name = "renamed"
            case .removed: configuration.trunks = []
            }
        }
    }

    private static func change(_ bridge: PhoneBridge, by change: Change) async throws {
        var next = await bridge.configuration
        change.apply(to: &next)
        try await bridge.update(next)
    }

    @Test(arguments: Change.allCases)
    func `a call that stands goes on, and its caller can end it`(change: Change) async throws {
        let test = try await RawCall()
        let events = Reader(test.call.line.events)
        try await StruckOffTests.change(test.pair.server, by: change)
        try await test.sendBye()
        #expect(try await events.soon() == .hungUp)
        test.call.line.acknowledgeHangUp()
        _ = try await RawCall.answer(to: "BYE", from: test.peer)
        try await test.end()
    }

    @Test(arguments: Change.allCases)
    func `a call that rings can be taken back`(change: Change) async throws {
        let pair = try await BridgePair()
        let peer = try await RawPeer.udp(to: await pair.server.listeners[0].endpoint)
        let invite = peer.invite()
        try await peer.send(invite)
        guard let call = try await pair.calls.soon() else { throw TooLate() }
        try await StruckOffTests.change(pair.server, by: change)
        // A CANCEL has the branch of what it takes back.
        try await peer.send(
            peer.request("CANCEL").replacing("z9hG4bK1CANCEL", with: "z9hG4bK1INVITE"))
        #expect(try await Reader(call.line.events).soon() == .hungUp)
        await peer.close()
        try await pair.end()
    }

    @Test(arguments: [Change.narrowed, .removed])
    func `whoever has a call may not begin another`(change: Change) async throws {
        let test = try await RawCall()
        try await StruckOffTests.change(test.pair.server, by: change)
        try await test.peer.send(test.peer.invite(2))
        try await test.peer.send(test.peer.request("OPTIONS", 3))
        try await test.sendBye()
        #expect(try await Reader(test.call.line.events).soon() == .hungUp)
        test.call.line.acknowledgeHangUp()
        // Nothing else was answered before.
        _ = try await RawCall.answer(to: "BYE", from: test.peer)
        #expect(await test.pair.server.census.legs == 0)
        try await test.end()
    }

    @Test func `a ban does not keep a caller from ending a call`() async throws {
        let test = try await RawCall()
        await test.pair.server.ban(.loopback)
        try await test.peer.send(test.peer.request("OPTIONS", 3))
        try await test.sendBye()
        #expect(try await Reader(test.call.line.events).soon() == .hungUp)
        test.call.line.acknowledgeHangUp()
        _ = try await RawCall.answer(to: "BYE", from: test.peer)
        try await test.end()
    }
}

extension PhoneBridge {
    /// As five wrong passwords from an address do.
    fileprivate func ban(_ address: IPAddress) {
        for _ in 0..<5 { _ = gate.noteFailure(from: address, now: now) }
    }
}
