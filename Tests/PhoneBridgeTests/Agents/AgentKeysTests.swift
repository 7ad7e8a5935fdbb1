@testable import SIP
import Synchronization
import Telephony
import Testing

@testable import PhoneBridge

/// What agents do with the keys of their telephones.
@Suite struct AgentKeysTests {
    /// Waits until a party hears sound that is not silence.
    private func hearsSound(_ line: PhoneLine) async throws {
        let (stream, feed) = AsyncStream.makeStream(
            of: Bool.self, bufferingPolicy: .bufferingNewest(1))
        line.listen { packet in
            // Silence in A-law alternates between two bytes.
            if packet.payload.contains(where: { $0 != 0xD5 && $0 != 0x55 }) { feed.yield(true) }
        }
        let isHeard = try await Reader(stream).soon()
        #expect(isHeard == true)
        line.listen(nil)
    }

    @Test func `an agent and a caller who are joined hear each other's keys and ends`()
        async throws
    {
        let stage = try await AgentStage()
        let phone = try await AgentPhone("anne", of: stage)
        let pair = try await stage.connect(phone)
        pair.caller.press([.nine])
        #expect(try await pair.callerEvents.soon() == .digit(.nine))
        #expect(try await Reader(pair.phone.events).soon() == .digit(.nine))
        pair.phone.press([.star])
        #expect(try await pair.events.soon() == .digit(.star))

        pair.phone.hangUp()
        #expect(try await pair.events.soon() == .hungUp)
        #expect(try await pair.callerEvents.soon() == .otherPartyHungUp)
        // The phone's BYE is answered once it is written down.
        pair.agent.acknowledgeHangUp()
        try await until { await phone.bridge.census.legs == 0 }
        // The caller is still there.
        pair.line.play(.tone(.seconds(1)), as: PlaybackID(rawValue: 1), loops: true)
        try await hearsSound(pair.caller)
        await stage.end(phone)
    }

    @Test func `a caller whose agent holds hears music, then the agent again`() async throws {
        let stage = try await AgentStage()
        let phone = try await AgentPhone("anne", of: stage)
        let pair = try await stage.connect(phone)
        await phone.bridge.hold(pair.phone)
        #expect(try await pair.events.soon() == .held)
        pair.line.play(.tone(.seconds(1)), as: PlaybackID(rawValue: 1), loops: true)
        try await hearsSound(pair.caller)

        await phone.bridge.retrieve(pair.phone)
        #expect(try await pair.events.soon() == .retrieved)
        #expect(!pair.line.isPlaying)
        pair.phone.play(.tone(.seconds(1)), as: PlaybackID(rawValue: 1), loops: true)
        try await hearsSound(pair.caller)
        pair.caller.play(.tone(.seconds(1)), as: PlaybackID(rawValue: 1), loops: true)
        try await hearsSound(pair.phone)
        await stage.end(phone)
    }

    @Test func `who is joined with an agent that holds is heard once they are back`()
        async throws
    {
        let stage = try await AgentStage()
        let phone = try await AgentPhone("anne", of: stage)
        let pair = try await stage.connect(phone)
        await phone.bridge.hold(pair.phone)
        #expect(try await pair.events.soon() == .held)
        stage.allo.part(pair.line, pair.agent)
        let (other, line) = try await stage.arrive()
        stage.allo.join(line, pair.agent)
        line.play(.tone(.seconds(1)), as: PlaybackID(rawValue: 1), loops: true)
        try await hearsSound(other)
        await phone.bridge.retrieve(pair.phone)
        #expect(try await pair.events.soon() == .retrieved)
        pair.phone.play(.tone(.seconds(1)), as: PlaybackID(rawValue: 1), loops: true)
        try await hearsSound(other)
        await stage.end(phone)
    }

    @Test func `an agent's transfer key is told, and the phone hears that it is done`()
        async throws
    {
        let stage = try await AgentStage()
        let phone = try await AgentPhone("anne", of: stage)
        let pair = try await stage.connect(phone)
        let target = await stage.address(of: "4100")
        async let status = phone.bridge.transfer(pair.phone, to: target)
        #expect(try await pair.events.soon() == .transferAsked(TransferWish(target: "4100")))
        stage.allo.part(pair.line, pair.agent)
        pair.agent.answerTransfer(.done)
        #expect(try await status == 200)
        // Most telephones hang up then.
        #expect(try await pair.events.soon() == .hungUp)
        // The caller is Allo's to bring there: nothing has happened to them.
        pair.line.play(.tone(.seconds(1)), as: PlaybackID(rawValue: 1), loops: true)
        try await hearsSound(pair.caller)
        await stage.end(phone)
    }

    @Test func `a transfer that can't be done leaves the caller with the agent, and says why`()
        async throws
    {
        let stage = try await AgentStage()
        let phone = try await AgentPhone("anne", of: stage)
        let pair = try await stage.connect(phone)
        let target = await stage.address(of: "nowhere")
        for (answer, told) in [(TransferAnswer.refused, 603), (.busy, 486), (.absent, 480)] {
            async let status = phone.bridge.transfer(pair.phone, to: target)
            #expect(try await pair.events.soon() == .transferAsked(TransferWish(target: "nowhere")))
            pair.agent.answerTransfer(answer)
            #expect(try await status == told)
        }
        pair.caller.press([.two])
        #expect(try await Reader(pair.phone.events).soon() == .digit(.two))
        await stage.end(phone)
    }

    @Test func `an agent asks a colleague first, on a call of their own`() async throws {
        let stage = try await AgentStage()
        let phone = try await AgentPhone("anne", of: stage)
        let pair = try await stage.connect(phone)
        await phone.bridge.hold(pair.phone)
        #expect(try await pair.events.soon() == .held)

        let second = try await phone.call("4002")
        guard let consult = try await stage.calls.soon() else { throw TooLate() }
        #expect(consult.user == "anne")
        #expect(consult.to == "4002")
        consult.line.answer()
        #expect(try await Reader(second.events).soon() == .reached)

        async let status = phone.bridge.transfer(pair.phone, to: second)
        guard let id = consult.line.id else { throw TooLate() }
        #expect(id != pair.agent.id)
        guard case .transferAsked(let wish) = try await pair.events.soon() else { throw TooLate() }
        #expect(wish.replacing == id)
        pair.agent.answerTransfer(.done)
        #expect(await status == 200)
        await stage.end(phone)
    }

    @Test(arguments: [false, true])
    func `a transfer replaces no call but another of the same agent`(isThere: Bool) async throws {
        let stage = try await AgentStage()
        let anne = try await AgentPhone("anne", of: stage)
        let bert = try await AgentPhone("bert", at: 1, of: stage)
        let pair = try await stage.connect(anne)
        let other = try await bert.call("4100")
        guard let call = try await stage.calls.soon() else { throw TooLate() }
        call.line.answer()
        #expect(try await Reader(other.events).soon() == .reached)
        let dialog = await bert.bridge.state.legs[other.leg]?.dialog
        let named = isThere ? dialog.map { Replaces($0).description } : "nobody;to-tag=a;from-tag=b"
        let text = try #require(named).replacing(";", with: "%3B").replacing("=", with: "%3D")
            .replacing("@", with: "%40")
        let target = await stage.address(of: "4100") + "?Replaces=\(text)"
        async let status = anne.bridge.transfer(pair.phone, to: target)
        #expect(try await status == 603)
        // All go on as before.
        pair.caller.press([.two])
        #expect(try await Reader(pair.phone.events).soon() == .digit(.two))
        other.press([.three])
        #expect(try await Reader(call.line.events).soon() == .digit(.three))
        await stage.end(anne, bert)
    }

    @Test func `an agent's hold on a call of their own is told, a caller's is not`()
        async throws
    {
        let stage = try await AgentStage()
        let phone = try await AgentPhone("anne", of: stage)
        let own = try await phone.call("4100")
        guard let call = try await stage.calls.soon() else { throw TooLate() }
        call.line.answer()
        let events = Reader(call.line.events)
        #expect(try await Reader(own.events).soon() == .reached)
        await phone.bridge.hold(own)
        #expect(try await events.soon() == .held)
        await phone.bridge.retrieve(own)
        #expect(try await events.soon() == .retrieved)

        let (caller, line) = try await stage.arrive()
        #expect(try await Reader(caller.events).soon() == .reached)
        await stage.caller.hold(caller)
        caller.press([.one])
        #expect(try await Reader(line.events).soon() == .digit(.one))
        await stage.end(phone)
    }

    @Test func `callers of trunks have no user`() async throws {
        let stage = try await AgentStage()
        var settings = PhoneBridge.CallSettings()
        settings.isFree = true
        settings.user = "anne"
        _ = try await stage.caller.call(await stage.address(of: "4100"), settings: settings)
        let call = try await stage.calls.soon()
        #expect(call?.trunk == "peers")
        #expect(call?.user == nil)
        await stage.end()
    }
}
