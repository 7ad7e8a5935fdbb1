import Telephony
import TestSupport
import Testing

/// What can't be done: a clear answer, and nothing is lost.
@Suite(.serialized) struct `A wish that can't be met` {
    @Test func `is refused, and all goes on as before`() async throws {
        let centre = try await SmallCentre(
            CentrePlan(queue: ", needs-agents: logged-in"), phones: ["anne"])
        let desk = centre.server.desk

        // Nobody is there who could be waited for.
        let alone = try await centre.waitingCaller("+33600000031")
        #expect(await alone.tells("leave level1 empty"))
        #expect(await alone.tells("hear \"Personne n'est là.\""))
        await alone.hangUp()

        // An agent is at one telephone, and a telephone is one agent's; of two that registered for
        // the same user, one rings.
        try await centre.tell("login", agent: "desk-1")
        for (arguments, reason) in [
            (["desk-1"], "the agent is logged in already, at anne"),
            (["desk-1", "--phone", "bruno"], "the agent is logged in already, at anne"),
            (["desk-2", "--phone", "anne"], "desk-1 is logged in at that telephone"),
            (["desk-2", "--phone", "personne"], "the centre file has no telephone ‘personne’"),
            (["desk-9"], "there is no such agent in the centre file"),
        ] {
            let remains = try await desk.start(["agent", "login"] + arguments).remains()
            #expect(remains.end == .exit(1))
            #expect(remains.errors.lines == ["Error: \(reason)"])
        }
        let second = try await Pjsua(
            script: Files.pjsuaPhone, user: "anne",
            registers: (
                "sip:127.0.0.1:\(centre.server.udp)", CentrePlan.password(of: "anne")
            ))
        #expect(await second.output.reaches("registered 200"))
        let caller = try await centre.caller("+33600000032")
        try await caller.dial()
        #expect(await caller.tells("step menu"))
        await caller.press("1")
        #expect(await second.output.reaches("incoming"))
        second.answer()
        #expect(await caller.tells("agent desk-1 answers"))
        #expect(try !centre.phone("anne").events.text.contains("CALL_INCOMING"))

        // A transfer to nowhere leaves the two together.
        for (place, target) in ["0612", "nowhere", "4001"].enumerated() {
            second.transfer(to: "sip:\(target)@127.0.0.1:\(centre.server.udp)")
            #expect(await caller.tells(" fails ", times: place + 1), "\(target)")
            #expect(await second.output.reaches(count: place + 1, of: "transfer 603"))
        }
        try await centre.becomes("desk-1", "talking")
        second.hangUp()

        // There are eleven answers, and this is the twelfth.
        #expect(await caller.tells("hear \"\(CentrePlan.question)\""))
        await caller.press("11")
        #expect(await caller.tells("no-match"))
        #expect(await caller.tells("hear \"\(CentrePlan.question)\"", times: 2))
        await caller.press("8")
        #expect(await caller.tells("survey nps 8"))
        await caller.hangUp()
        try await centre.tell("logout", agent: "desk-1")
        let day = try await centre.close()
        #expect(
            try day.call(from: "+33600000031").story == [
                .enqueued(queue: "level1", level: "level1", position: 1, rank: 1),
                .flowedOut(queue: "level1", reason: .empty), .ended(.caller),
            ])
        let surveys = try day.call(from: "+33600000032").story.filter { event in
            if case .survey = event { true } else { false }
        }
        #expect(surveys == [.survey(question: "nps", answer: .common("8"))])
    }
}
