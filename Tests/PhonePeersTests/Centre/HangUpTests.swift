import Foundation
import Telephony
import TestSupport
import Testing

/// Callers who hang up, at each boundary of a call: nothing of them is left, and the journal says
/// where they were.
@Suite(.serialized) struct `A caller who hangs up` {
    @Test func `leaves nothing behind, wherever they are`() async throws {
        let centre = try await SmallCentre(CentrePlan(wrapUp: "0s"))
        let anne = try centre.phone("anne")
        var calls = 0
        /// The next agent's call that is rung.
        func isRung() async {
            calls += 1
            #expect(await anne.happens("CALL_INCOMING", times: calls))
        }

        let inMenu = try await centre.caller("+33600000011")
        try await inMenu.dial()
        #expect(await inMenu.tells("step menu"))
        await inMenu.hangUp()

        let enqueued = try await centre.waitingCaller("+33600000012")
        await enqueued.hangUp()

        try await centre.tell("login", agent: "desk-1")
        let ringing = try await centre.waitingCaller("+33600000013")
        await isRung()
        await ringing.hangUp()
        #expect(await anne.happens("CALL_CLOSED", times: calls))
        try await centre.becomes("desk-1", "ready")

        let whispering = try await centre.waitingCaller("+33600000014")
        await isRung()
        anne.answer()
        #expect(await anne.happens("CALL_ESTABLISHED"))
        await whispering.hangUp()
        #expect(await anne.happens("CALL_CLOSED", times: calls))
        try await centre.becomes("desk-1", "ready")

        let talking = try await centre.waitingCaller("+33600000015")
        await isRung()
        anne.answer()
        #expect(await talking.tells("agent desk-1 answers"))
        await talking.hangUp()
        #expect(await anne.happens("CALL_CLOSED", times: calls))
        try await centre.becomes("desk-1", "ready")

        let held = try await centre.waitingCaller("+33600000016")
        await isRung()
        anne.answer()
        #expect(await held.tells("agent desk-1 answers"))
        anne.hold(true)
        #expect(await held.tells("hold"))
        await held.hangUp()
        #expect(await anne.happens("CALL_CLOSED", times: calls))
        try await centre.becomes("desk-1", "ready")

        let asked = try await centre.caller("+33600000017")
        try await asked.dial()
        #expect(await asked.tells("step menu"))
        await asked.press("1")
        await isRung()
        anne.answer()
        #expect(await asked.tells("agent desk-1 answers"))
        anne.hangUp()
        #expect(await asked.tells("hear \"\(CentrePlan.question)\""))
        await asked.hangUp()

        try await centre.server.untilQuiet()
        #expect(
            try await centre.standings().queues.contains { $0.queue == "level1" && $0.waiting == 0 }
        )
        try await centre.tell("logout", agent: "desk-1")
        let day = try await centre.close()
        func story(_ last: Int) throws -> [CallEvent] {
            try day.call(from: "+336000000\(last)").story
        }
        let enqueue = CallEvent.enqueued(queue: "level1", level: "level1", position: 1, rank: 1)
        let offer = CallEvent.offered(agent: "desk-1")
        let abandon = CallEvent.abandoned(queue: "level1")
        let withdraw = CallEvent.ringNoAnswer(agent: "desk-1", reason: .withdrawn)
        let connect = CallEvent.connected(agent: "desk-1")
        let end = CallEvent.ended(.caller)
        #expect(try story(11) == [end])
        #expect(try story(12) == [enqueue, abandon, end])
        #expect(try story(13) == [enqueue, offer, abandon, withdraw, end])
        #expect(try story(14) == [enqueue, offer, abandon, withdraw, end])
        #expect(try story(15) == [enqueue, offer, connect, .talkEnded(by: .caller), end])
        #expect(
            try story(16) == [
                enqueue, offer, connect, .holdOn, .holdOff, .talkEnded(by: .caller), end,
            ])
        #expect(try story(17) == [enqueue, offer, connect, .talkEnded(by: .agent), end])
        #expect(
            day.shifts(of: "desk-1").first?.count {
                if case .wrapEnded = $0 { true } else { false }
            }
                == 3)
    }
}
