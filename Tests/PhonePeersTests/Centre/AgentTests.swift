import Foundation
import Telephony
import TestSupport
import Testing

/// Agents as they are: they do not answer, refuse, lose their telephones, go home in mid-call.
@Suite(.serialized) struct `An agent` {
    @Test func `who does not answer, refuses or goes is passed over, and no call is lost`()
        async throws
    {
        let centre = try await SmallCentre(
            CentrePlan(ring: "1s", wrapUp: "0s", missedCalls: 2), phones: ["anne", "bruno"])
        let anne = try centre.phone("anne")
        let bruno = try centre.phone("bruno")
        try await centre.tell("login", agent: "desk-1")
        let caller = try await centre.waitingCaller("+33600000021")
        // Nobody answers, twice.
        #expect(await anne.happens("CALL_CLOSED", times: 2))
        try await centre.becomes("desk-1", "away no-answer")

        // The next one refuses, is asked again, and takes it.
        try await centre.tell("login", agent: "desk-2")
        #expect(await bruno.happens("CALL_INCOMING"))
        bruno.hangUp()
        #expect(await caller.tells("agent desk-2 misses"))
        #expect(await bruno.happens("CALL_INCOMING", times: 2))
        bruno.answer()
        #expect(await caller.tells("agent desk-2 answers"))

        // They go in mid-call: that is, after it.
        try await centre.tell("logout", agent: "desk-2")
        try await centre.becomes("desk-2", "talking")
        await caller.hangUp()
        #expect(await bruno.happens("CALL_CLOSED", times: 2))
        let day = try await centre.close()
        #expect(
            try day.call(from: "+33600000021").story == [
                .enqueued(queue: "level1", level: "level1", position: 1, rank: 1),
                .offered(agent: "desk-1"), .ringNoAnswer(agent: "desk-1", reason: .timeout),
                .offered(agent: "desk-1"), .ringNoAnswer(agent: "desk-1", reason: .timeout),
                .offered(agent: "desk-2"), .ringNoAnswer(agent: "desk-2", reason: .busy),
                .offered(agent: "desk-2"), .connected(agent: "desk-2"),
                .talkEnded(by: .caller), .ended(.caller),
            ])
        #expect(
            day.shifts(of: "desk-1").first?.dropFirst() == [
                .ready, .away(reason: "no-answer"), .logout(.stopped),
            ])
        let shift = try #require(day.shifts(of: "desk-2").first)
        #expect(shift.dropFirst().first == .ready)
        #expect(shift.last == .logout(.operator))
        #expect(shift.count == 4)
    }

    @Test func `whose telephone dies is away until it is back`() async throws {
        let centre = try await SmallCentre()
        let anne = try centre.phone("anne")
        try await centre.tell("login", agent: "desk-1")
        anne.die()
        let caller = try await centre.waitingCaller("+33600000022")
        #expect(await caller.tells("agent desk-1 misses unreachable"))
        try await centre.becomes("desk-1", "away unreachable")
        let other = try await SmallCentre.phone(of: "anne", at: centre.server)
        #expect(await other.happens("CALL_INCOMING"))
        other.answer()
        #expect(await caller.tells("agent desk-1 answers"))
        // This one dies in mid-talk: the caller can go all the same.
        other.die()
        await caller.hangUp()
        try await centre.becomes("desk-1", "wrap-up")
        try await centre.tell("logout", agent: "desk-1")
        let day = try await centre.close(but: ["dialogs"])
        #expect(
            try day.call(from: "+33600000022").story == [
                .enqueued(queue: "level1", level: "level1", position: 1, rank: 1),
                .offered(agent: "desk-1"),
                .ringNoAnswer(agent: "desk-1", reason: .unreachable),
                .offered(agent: "desk-1"), .connected(agent: "desk-1"),
                .talkEnded(by: .caller), .ended(.caller),
            ])
        #expect(
            day.shifts(of: "desk-1").first?.dropFirst().prefix(3) == [
                .ready, .away(reason: "unreachable"), .ready,
            ])
    }

    @Test func `logs in by telephone with number and PIN, and after three wrong ones no more`()
        async throws
    {
        let centre = try await SmallCentre(phones: ["anne", "bruno"])
        let anne = try centre.phone("anne")
        let bruno = try centre.phone("bruno")
        var typist = Typist(centre)
        anne.dial("sip:4900@127.0.0.1:\(centre.server.udp)")
        await typist.type("4001", "1234", at: anne)
        #expect(await anne.happens("CALL_CLOSED"))
        try await centre.becomes("desk-1", "ready")
        #expect(
            try await centre.standings().agents.contains {
                $0.agent == "desk-1" && $0.phone == "anne"
            })

        // Three wrong PINs, then the right one: too late.
        bruno.dial("sip:4900@127.0.0.1:\(centre.server.udp)")
        for pin in ["1111", "2222", "3333"] { await typist.type("4002", pin, at: bruno) }
        #expect(await centre.server.transcripts.reaches("hear \"C'est fermé.\""))
        #expect(await bruno.happens("CALL_CLOSED"))
        bruno.dial("sip:4900@127.0.0.1:\(centre.server.udp)")
        await typist.type("4002", "2345", at: bruno)
        #expect(await centre.server.transcripts.reaches(count: 2, of: "hear \"C'est fermé.\""))
        #expect(await bruno.happens("CALL_CLOSED", times: 2))
        #expect(try await !centre.standings().agents.contains { $0.agent == "desk-2" })

        // Who runs the centre can let them in.
        try await centre.tell("login", agent: "desk-2")
        try await centre.becomes("desk-2", "ready")
        for agent in ["desk-1", "desk-2"] { try await centre.tell("logout", agent: agent) }
        let day = try await centre.close()
        #expect(day.shifts(of: "desk-1").count == 1)
        #expect(day.shifts(of: "desk-2").count == 1)
        let journal = try String(
            decoding: #require(FileManager.default.contents(atPath: centre.server.desk.journal)),
            as: UTF8.self)
        #expect(!journal.contains("2345") && !journal.contains("1234"), "no PIN anywhere")
    }
}

/// Somebody who types what they are asked for.
private struct Typist {
    let centre: SmallCentre
    private var asked = 0

    init(_ centre: SmallCentre) { self.centre = centre }

    /// Types a number and a PIN at a telephone, each once it is asked for.
    mutating func type(_ number: String, _ pin: String, at phone: Baresip) async {
        asked += 1
        for (entry, step) in [(number, "step numero"), (pin, "step code")] {
            #expect(await centre.server.transcripts.reaches(count: asked, of: step))
            for key in entry { phone.press(key) }
        }
    }
}
