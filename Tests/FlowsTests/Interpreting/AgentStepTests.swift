import Telephony
import Testing

@testable import Flows

@Suite struct AgentStepTests {
    private static func flow(_ change: String) -> String {
        """
        format: 1
        flow: agents
        start: number
        steps:
          number: {collect: number, say: Your number., length: 4, exhausted: bye, next: code}
          code: {collect: pin, say: Your PIN., length: 4, secret: yes, exhausted: bye, next: change}
          change:
            agent: \(change)
            number: number
            pin: pin
            reason: '"lunch"'
            next: done
            refused: refused
            locked: locked
          done: {hang-up: Done.}
          refused: {hang-up: Refused.}
          locked: {hang-up: Locked.}
          bye: {hang-up: Goodbye.}
        """
    }

    private func call(
        _ change: AgentWish.Change = .away, hidden: FlowState.Hidden? = nil
    ) throws -> CallFixture {
        var call = try CallFixture(Self.flow(change.rawValue), hidden: hidden)
        call.press("40019753")
        return call
    }

    @Test(arguments: AgentWish.Change.allCases)
    func `what an agent asks for goes to the core with number and PIN`(
        _ change: AgentWish.Change
    ) throws {
        let call = try call(change)
        #expect(
            call.asked == [
                .agent(
                    AgentWish(
                        change: change, number: "4001", pin: Secret("9753"), reason: "lunch"))
            ])
    }

    @Test(arguments: AgentOutcome.allCases)
    func `what came of it leads on`(_ outcome: AgentOutcome) throws {
        var call = try call()
        call.take(.agentDone(outcome))
        #expect(call.steps.last == outcome.rawValue)
    }

    @Test(arguments: AgentOutcome.allCases)
    func `a replay goes the same way without the PIN`(_ outcome: AgentOutcome) throws {
        var call = try call()
        call.take(.agentDone(outcome))
        let outcomes = call.events.compactMap { event in
            if case .compared(_, let outcome) = event { outcome } else { nil }
        }
        let replay = try self.call(hidden: FlowState.Hidden(outcomes: outcomes))
        #expect(replay.steps.last == outcome.rawValue)
        #expect(replay.asked == [])
        #expect(replay.events.last == call.events.last)
    }

    @Test func `no text shows the PIN`() throws {
        var call = try call()
        call.take(.agentDone(.done))
        var dumped = ""
        dump(call.asked, to: &dumped)
        #expect(!dumped.contains("9753"))
        #expect(!"\(call.asked) \(call.events) \(call.state)".contains("9753"))
    }
}
