import Telephony
import Testing

@testable import Flows

/// Callers whom an agent has sent on to another queue.
@Suite struct TransferredWaitTests {
    private static func flow(_ transferred: String = "") -> String {
        """
        format: 1
        flow: waiting
        start: waiting
        steps:
          waiting:
            queue: level1
            say: Please hold.
            max-wait: 50s
            escape: {1: choosing}
            offer: {after: 40s, next: choosing}
            \(transferred)
            next: talked
            timeout: late
          experts:
            queue: level2
            say: An expert will help you.
            max-wait: 90s
            escape: {2: choosing}
            offer: {after: 30s, next: choosing}
            next: bye
            timeout: late
          choosing:
            menu: {1: waiting, 2: experts}
            say: Press 1 or 2.
            exhausted: bye
          talked: {say: How was it?, next: bye}
          late: {say: All are busy., next: bye}
          bye: {hang-up: Goodbye.}
        """
    }

    private func transferred(
        _ transferred: String = "", to target: TransferTarget = .queue("level2")
    ) throws -> CallFixture {
        var call = try CallFixture(Self.flow(transferred))
        call.hearOut()
        call.take(.agentAnswered(agent: "desk-1"), after: 5_000)
        call.take(.agentTransferred(to: target), after: 20_000)
        call.hearOut()
        return call
    }

    @Test func `the first queue's offer, keys and longest wait are not the second's`() throws {
        var call = try transferred()
        #expect(call.state.queue == "level2")
        #expect(call.acts.contains(.setTimer(.maximumWait, .seconds(120))), "level 2's own")
        #expect(
            call.acts.count { if case .setTimer(.offer, _) = $0 { true } else { false } } == 1,
            "the one of level 1")
        // One that was on its way all the same.
        call.take(.timerFired(.offer), after: 41_000)
        call.press("1")
        #expect(call.state.queue == "level2")
        #expect(call.steps == ["waiting"])
    }

    @Test func `the exits of the step are still those of the wait and of the talk`() throws {
        var call = try transferred()
        call.take(.timerFired(.maximumWait), after: 120_000)
        #expect(call.steps.last == "late")
        call = try transferred()
        call.take(.agentAnswered(agent: "desk-2"))
        call.take(.agentHungUp)
        #expect(call.steps.last == "talked")
    }

    @Test func `a step named for the queue is where they wait, by its rules`() throws {
        var call = try transferred("transferred: {level2: experts}")
        #expect(call.steps == ["waiting", "experts"])
        #expect(call.said.last == "An expert will help you.")
        #expect(call.acts.contains(.setTimer(.maximumWait, .seconds(90))))
        #expect(call.acts.contains(.setTimer(.offer, .seconds(30))))
        call.press("1")
        #expect(call.state.queue == "level2")
        call.press("2")
        #expect(call.state.queueKept == "level2", "the place is kept")
        call.hearOut()
        call.press("2")
        #expect(call.state.queue == "level2")
        call.take(.agentAnswered(agent: "desk-2"))
        call.take(.agentHungUp)
        #expect(call.steps.last == "bye")
    }

    @Test func `a colleague of that queue is waited for there, and asked first`() throws {
        let desk2 = AgentID(rawValue: "desk-2")
        let call = try transferred(
            "transferred: {level2: experts}", to: .agent(desk2, queue: "level2"))
        #expect(call.steps.last == "experts")
        #expect(call.asked.last == .enqueue(queue: "level2", preferred: desk2))
    }

    @Test func `a transfer within the queue keeps what the step says of it`() throws {
        var call = try transferred(to: .agent(AgentID(rawValue: "desk-2"), queue: "level1"))
        call.take(.timerFired(.offer), after: 41_000)
        #expect(call.steps.last == "choosing")
    }

    @Test func `who is sent back to the first queue waits by its rules again`() throws {
        var call = try transferred()
        call.take(.agentAnswered(agent: "desk-2"))
        call.take(.agentTransferred(queue: "level1"))
        call.press("1")
        #expect(call.steps.last == "choosing")
    }

    @Test func `a passage tells by which way the first step was left`() throws {
        var call = try CallFixture(
            Self.flow("transferred: {level2: experts}"), isTraced: true)
        call.hearOut()
        call.take(.agentAnswered(agent: "desk-1"))
        call.take(.agentTransferred(queue: "level2"))
        #expect(
            call.passages.contains {
                $0.point == .left(.transferred(to: "level2")) && $0.step == 0
            })
    }

    @Test func `a key is heard while the step still speaks`() throws {
        var call = try CallFixture(Self.flow())
        call.press("1")
        #expect(call.steps.last == "choosing")
    }
}
