import Foundation
import Media
import Telephony
import TestSupport
import Testing
import Tones

/// People with softphones call, hear, press keys and are put through.
@Suite(.serialized) struct `A softphone calls Allo` {
    @Test func `baresip hears the prompts, presses keys, and the rehearsal agrees`() async throws {
        let server = try await AlloServer(TestCentre.desk(timeout: "2s"))
        let phone = try await Baresip()
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

    @Test(.disabled("pjsua2 does not tell of its sound after the hold"))
    func `pjsua2 over TCP presses keys by SIP INFO, holds and comes back`() async throws {
        let server = try await TestCentre.server()
        let phone = try await Pjsua(script: Files.pjsuaPhone, transport: "tcp")
        phone.dial("sip:accueil@127.0.0.1:\(server.tcp);transport=tcp")
        #expect(await phone.output.reaches("media"))
        #expect(await server.transcripts.reaches("step menu"))
        phone.hold(true)
        phone.hold(false)
        #expect(await phone.output.reaches(count: 2, of: "media"))
        phone.press("2")
        #expect(await phone.output.reaches("state DISCONNECTED"))
        #expect(await server.transcripts.reaches("hang up by flow"))
        try await server.expectPrompts([TestCentre.greeting], in: try await phone.quit())
        #expect(keys(in: try await server.lastTranscript()) == ["2"])
        try await server.expectRehearsalAgrees()
        try await server.stop()
    }

    @Test(arguments: [Linphone.Keys.telephoneEvents, .tones])
    func `linphonec sends keys as events or as tones, each once`(keys sent: Linphone.Keys)
        async throws
    {
        let server = try await TestCentre.server()
        let phone = try await Linphone(keys: sent)
        phone.dial(server.uri())
        #expect(await phone.output.reaches("Media streams established"))
        #expect(await server.transcripts.reaches("step menu"))
        phone.press("1")
        #expect(await server.transcripts.reaches("step numero"))
        for key in "5507" {
            let before = server.transcripts.text.lines.count
            phone.press(key)
            #expect(await server.transcripts.reaches(lines: before + 1))
        }
        #expect(await server.transcripts.reaches("step merci"))
        phone.hangUp()
        #expect(await server.transcripts.reaches("hang up by caller"))
        try await server.expectPrompts([TestCentre.greeting], in: try await phone.quit())
        #expect(keys(in: try await server.lastTranscript()) == ["1", "5", "5", "0", "7"])
        try await server.stop()
    }

    @Test func `a caller is put through, and both hear each other`() async throws {
        let speech = DialTones().sound(of: [.a, .b, .c, .d, .a, .b], rate: 8_000)
        let expert = try await Baresip(
            "+33188000099", says: speech, thenHangsUp: true, answers: true)
        let server = try await AlloServer(TestCentre.desk(outside: "127.0.0.1:\(expert.port)"))
        let phone = try await Baresip(says: speech)
        phone.dial(server.uri())
        #expect(await server.transcripts.reaches("step menu"))
        phone.press("3")
        #expect(await expert.happens("CALL_ESTABLISHED"))
        // The expert hangs up when all has been said.
        #expect(await expert.happens("CALL_CLOSED"))
        #expect(await phone.happens("CALL_CLOSED"))
        #expect(await server.transcripts.reaches("end transferred"))
        let heard = try await phone.quit()
        #expect(Correlation.best(of: speech, in: heard).value > 0.8)
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
