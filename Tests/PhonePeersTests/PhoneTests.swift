import Foundation
import Media
import Telephony
import TestSupport
import Testing
import Tones

/// People with softphones call, hear, press keys and are put through.
@Suite(.serialized) struct `A softphone calls Allo` {
    @Test(arguments: ["PCMA/8000/1,PCMU/8000/1", "G722/16000/1"])
    func `baresip hears the prompts, presses keys, and the rehearsal agrees`(codecs: String)
        async throws
    {
        let server = try await AlloServer(
            TestCentre.desk(trunk: ", codecs: [g722, pcma, pcmu]", timeout: "1s"))
        let phone = try await Baresip(codecs: codecs)
        phone.dial(server.uri())
        #expect(await phone.happens("CALL_ESTABLISHED"))
        // Whoever waits for no-input has heard the prompt to its end.
        #expect(await server.transcripts.reaches("no-input"))
        phone.press("1")
        #expect(await server.transcripts.reaches("hear \"\(TestCentre.entry)\""))
        #expect(await server.transcripts.reaches(count: 2, of: "no-input"))
        for key in "4427" {
            let before = server.transcripts.text.lines.count
            phone.press(key)
            #expect(await server.transcripts.reaches(lines: before + 1))
        }
        #expect(await server.transcripts.reaches("hear \"Merci.\""))
        phone.hangUp()
        #expect(await server.transcripts.reaches("hang up by caller"))
        let heard = try await phone.quit()
        try await server.expectPrompts(
            [TestCentre.greeting, TestCentre.menu, TestCentre.entry], in: heard)
        #expect(keys(in: try await server.lastTranscript()) == ["1", "4", "4", "2", "7"])
        try await server.expectRehearsalAgrees()
        try await server.stop()
    }

    @Test(arguments: [Pjsua.Hold.sendonly, .zero])
    func `pjsua2 over TCP holds, comes back and presses keys by SIP INFO`(hold: Pjsua.Hold)
        async throws
    {
        let server = try await AlloServer(TestCentre.desk(timeout: "1s"))
        let phone = try await Pjsua(script: Files.pjsuaPhone, transport: "tcp", hold: hold)
        phone.dial("sip:accueil@127.0.0.1:\(server.tcp);transport=tcp")
        #expect(await phone.output.reaches("media"))
        // Whoever waits for no-input has heard the prompt to its end.
        #expect(await server.transcripts.reaches("no-input"))
        #expect(try await phone.packets() > 0)
        phone.hold(true)
        #expect(await phone.output.reaches("held"))
        let held = try await phone.packets()
        // The call goes on while nothing of it is sent (RFC 3264 §8.4).
        #expect(await server.transcripts.reaches(count: 2, of: "hear \"\(TestCentre.menu)\""))
        #expect(try await phone.packets() == held)
        phone.hold(false)
        #expect(await phone.output.reaches(count: 2, of: "media"))
        phone.pressByInfo("1")
        #expect(await server.transcripts.reaches("hear \"\(TestCentre.entry)\""))
        #expect(await server.transcripts.reaches(count: 2, of: "no-input"))
        phone.hangUp()
        #expect(await server.transcripts.reaches("hang up by caller"))
        let heard = try await phone.quit()
        try await server.expectPrompts([TestCentre.greeting, TestCentre.menu], in: heard)
        // How much of the hold is recorded is the telephone's affair.
        let entry = try await server.desk.sound(
            of: TestCentre.entry, rate: AlloServer.telephoneRate)
        #expect(Correlation.best(of: entry, in: heard).value > 0.8)
        #expect(keys(in: try await server.lastTranscript()) == ["1"])
        try await server.expectRehearsalAgrees()
        try await server.stop()
    }

    @Test(arguments: [Linphone.Keys.telephoneEvents, .tones])
    func `linphonec sends keys as events or as tones, each once`(keys sent: Linphone.Keys)
        async throws
    {
        let server = try await AlloServer(TestCentre.desk(timeout: "1s"))
        let phone = try await Linphone(keys: sent)
        phone.dial(server.uri())
        #expect(await phone.output.reaches("Media streams established"))
        #expect(await server.transcripts.reaches("step menu"))
        phone.press("1")
        #expect(await server.transcripts.reaches("step numero"))
        #expect(await server.transcripts.reaches("no-input"))
        for key in "5507" {
            let before = server.transcripts.text.lines.count
            phone.press(key)
            #expect(await server.transcripts.reaches(lines: before + 1))
        }
        #expect(await server.transcripts.reaches("step merci"))
        phone.hangUp()
        #expect(await server.transcripts.reaches("hang up by caller"))
        try await server.expectPrompts(
            [TestCentre.greeting, TestCentre.entry], in: try await phone.quit())
        #expect(keys(in: try await server.lastTranscript()) == ["1", "5", "5", "0", "7"])
        try await server.stop()
    }

    @Test(arguments: [
        ("PCMA/8000/1", "PCMA/8000/1"), ("G722/16000/1", "G722/16000/1"),
        ("PCMU/8000/1", "G722/16000/1"),
    ])
    func `a caller is put through, and both hear each other`(callers: String, experts: String)
        async throws
    {
        func speech(_ rate: Int) -> Sound {
            DialTones().sound(of: [.a, .b, .c, .d, .a, .b], rate: rate)
        }
        func rate(_ codec: String) -> Int { codec.hasPrefix("G722") ? 16_000 : 8_000 }
        let expert = try await Baresip(
            "+33188000099", says: speech(rate(experts)), thenHangsUp: true, answers: true,
            codecs: experts)
        let server = try await AlloServer(
            TestCentre.desk(
                outside: "127.0.0.1:\(expert.port)", trunk: ", codecs: [pcma, pcmu, g722]"))
        let phone = try await Baresip(says: speech(rate(callers)), codecs: callers)
        phone.dial(server.uri())
        #expect(await server.transcripts.reaches("step menu"))
        phone.press("3")
        #expect(await expert.happens("CALL_ESTABLISHED"))
        // The expert hangs up when all has been said.
        #expect(await expert.happens("CALL_CLOSED"))
        #expect(await phone.happens("CALL_CLOSED"))
        #expect(await server.transcripts.reaches("end transferred"))
        let heard = try await phone.quit()
        #expect(Correlation.best(of: speech(heard.rate), in: heard).value > 0.8)
        _ = try await expert.quit()
        try await server.stop()
    }

    @Test func `a caller comes back to the flow when nobody can be reached`() async throws {
        let busy = try await SIPp.answer(Files.scenario("busy"))
        let server = try await AlloServer(TestCentre.desk(outside: "127.0.0.1:\(busy.port)"))
        let phone = try await Baresip()
        phone.dial(server.uri())
        #expect(await server.transcripts.reaches("step menu"))
        phone.press("3")
        #expect(await server.transcripts.reaches("hear \"Personne ne répond.\""))
        try await busy.succeeds()
        phone.hangUp()
        #expect(await phone.happens("CALL_CLOSED"))
        _ = try await phone.quit()
        try await server.stop()
    }
}
