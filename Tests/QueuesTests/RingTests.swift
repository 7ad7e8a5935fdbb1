import Queues
import Telephony
import Testing

@Suite struct RingTests {
    private let a = AgentID("a")
    private let c1 = CallID("c1")

    @Test func `an offer rings the agent, and an answer brings both together`() {
        var hall = Hall(agents: ["a"])
        #expect(
            hall.enter("c1") == [
                .agent(a, .ringing(c1)), .offer(c1, to: a, within: .seconds(20)),
                .setTimer(.ring(a), .seconds(20)),
            ])
        #expect(
            hall(.answered(a, c1)) == [
                .cancelTimer(.ring(a)), .agent(a, .talking(c1, since: .zero)), .connect(c1, a),
            ])
        #expect(hall.state.position(of: c1) == nil)
        hall.wait(60)
        #expect(
            hall(.talkEnded(a, c1)) == [
                .agent(a, .wrapUp(c1, until: .seconds(75))), .setTimer(.wrapUp(a), .seconds(15)),
            ])
        #expect(
            hall.wait(15) == [.wrapUpEnded(a, c1), .agent(a, .ready(since: .seconds(75)))])
    }

    @Test func `without wrap-up an agent is ready as soon as the talk ends`() {
        var hall = Hall(agents: ["a"], rules: .fixture(wrapUp: .zero))
        hall.enter("c1")
        hall(.answered(a, c1))
        #expect(
            hall(.talkEnded(a, c1)) == [.wrapUpEnded(a, c1), .agent(a, .ready(since: .zero))])
    }

    @Test func `a ring that times out is written down, and the same caller goes to the next`() {
        var hall = Hall(queue: .fixture(strategy: .fixedOrder), agents: ["a", "b"])
        hall.enter("c1")
        let effects = hall.wait(20)
        #expect(effects.first == .noAnswer(c1, a, .timeout))
        #expect(effects.offers == ["c1 to b"])
        #expect(hall.state.state(of: a) == .ready(since: .seconds(20)))
        // Both have been rung: a new round begins.
        #expect(hall.wait(20).offers == ["c1 to a"])
        // Two in a row are too many.
        #expect(hall.wait(20).offers == ["c1 to b"])
        #expect(hall.state.state(of: a) == .away(reason: "no-answer", since: .seconds(60)))
        hall.wait(20)
        #expect(
            hall.state.state(of: AgentID("b")) == .away(reason: "no-answer", since: .seconds(80)))
        #expect(hall.state.state(of: c1) == .waiting)
        #expect(hall(.ready(a)).offers == ["c1 to a"])
    }

    @Test func `an answer makes up for what was missed before`() {
        var hall = Hall(agents: ["a"])
        hall.enter("c1")
        hall.wait(20)
        hall.serve("a")
        hall.enter("c2")
        hall.wait(20)
        #expect(hall.state.state(of: a) == .ringing(CallID("c2")))
    }

    @Test(arguments: [CallEvent.NoAnswerReason.busy, .declined])
    func `who is busy or refuses rests a moment, and it counts`(reason: CallEvent.NoAnswerReason) {
        var hall = Hall(agents: ["a"])
        hall.enter("c1")
        #expect(
            hall(.notAnswered(a, c1, reason)) == [
                .cancelTimer(.ring(a)), .noAnswer(c1, a, reason), .agent(a, .ready(since: .zero)),
                .setTimer(.rest(a), .seconds(5)),
            ])
        #expect(hall.state.state(of: c1) == .waiting)
        #expect(hall.wait(5).offers == ["c1 to a"])
        hall(.notAnswered(a, c1, reason))
        #expect(hall.state.state(of: a) == .away(reason: "no-answer", since: .seconds(5)))
    }

    @Test func `an agent may end the rest`() {
        var hall = Hall(agents: ["a"])
        hall.enter("c1")
        hall(.notAnswered(a, c1, .busy))
        let effects = hall(.ready(a))
        #expect(effects.first == .cancelTimer(.rest(a)))
        #expect(effects.offers == ["c1 to a"])
    }

    @Test func `who can't be reached is away at once`() {
        var hall = Hall(agents: ["a"], rules: .fixture(missedCalls: 5))
        hall.enter("c1")
        hall(.notAnswered(a, c1, .unreachable))
        #expect(hall.state.state(of: a) == .away(reason: "unreachable", since: .zero))
        #expect(hall.timers.isEmpty)
    }

    @Test func `a ring withdrawn takes nothing from the agent`() {
        var hall = Hall(agents: ["a"])
        hall.wait(3)
        hall.enter("c1")
        hall.wait(5)
        #expect(
            hall(.left(c1)) == [
                .withdraw(c1, from: a), .cancelTimer(.ring(a)), .agent(a, .ready(since: .zero)),
            ])
        #expect(hall.state.state(of: c1) == nil)
    }

    @Test func `the next caller is rung for in the step in which one hangs up`() {
        var hall = Hall(agents: ["a"])
        hall.enter("c1")
        hall.enter("c2")
        let effects = hall(.left(c1))
        #expect(effects.first == .withdraw(c1, from: a))
        #expect(effects.offers == ["c2 to a"])
    }
}
