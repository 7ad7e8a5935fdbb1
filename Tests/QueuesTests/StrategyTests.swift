import Queues
import Telephony
import Testing

@Suite struct StrategyTests {
    /// Three agents who log in one second after the other, `c` first, and of whom `a` serves a call.
    private func hall(_ strategy: RingStrategy) -> Hall {
        var hall = Hall(
            .fixture(
                [.fixture(strategy: strategy, skills: ["english": 1])],
                agents: [
                    ("a", .fixture(skills: ["english": 1], order: 2)),
                    ("b", .fixture(skills: ["english": 3], order: 1)),
                    ("c", .fixture(skills: ["english": 2], order: 3)),
                ]))
        for agent in ["a", "c", "b"] {
            hall(.loggedIn(AgentID(agent), ready: true))
            hall.wait(1)
            if agent == "a" {
                hall.enter("first")
                hall.serve("a", seconds: 1)
            }
        }
        hall(.loggedOut(AgentID("b")))
        hall(.loggedIn(AgentID("b"), ready: true))
        return hall
    }

    @Test(
        arguments: [
            (RingStrategy.longestIdle, ["c1 to a", "c2 to c", "c3 to b"]),
            (.fixedOrder, ["c1 to b", "c2 to a", "c3 to c"]),
            (.leastCalls, ["c1 to c", "c2 to b", "c3 to a"]),
            (.bestSkilled, ["c1 to b", "c2 to c", "c3 to a"]),
        ] as [(RingStrategy, [String])])
    func `the agents who are free are rung in the order of the strategy`(
        strategy: RingStrategy, offers: [String]
    ) {
        var hall = hall(strategy)
        #expect((1...3).flatMap { hall.enter("c\($0)").offers } == offers)
    }

    @Test func `ring all rings all who are free, and the first to answer gets the caller`() {
        var hall = hall(.ringAll)
        #expect(hall.enter("c1").offers == ["c1 to a", "c1 to c", "c1 to b"])
        let effects = hall(.answered(AgentID("c"), CallID("c1")))
        #expect(
            effects == [
                .cancelTimer(.ring(AgentID("c"))),
                .agent(AgentID("c"), .talking(CallID("c1"), since: hall.now)),
                .connect(CallID("c1"), AgentID("c")),
                .withdraw(CallID("c1"), from: AgentID("a")), .cancelTimer(.ring(AgentID("a"))),
                .agent(AgentID("a"), .ready(since: .seconds(2))),
                .withdraw(CallID("c1"), from: AgentID("b")), .cancelTimer(.ring(AgentID("b"))),
                .agent(AgentID("b"), .ready(since: hall.now)),
            ])
        #expect(
            hall(.answered(AgentID("a"), CallID("c1"))) == [
                .withdraw(CallID("c1"), from: AgentID("a"))
            ])
        #expect(hall.state.state(of: CallID("c1")) == .talking(AgentID("c")))
    }

    @Test func `who gets free while all are rung rings along, once a round`() {
        var hall = Hall(
            queue: .fixture(strategy: .ringAll), agents: ["a"], rules: .fixture(missedCalls: 9))
        hall.queues.plan.agents[AgentID("b")] = .fixture(missedCalls: 9)
        hall(.planChanged)
        hall.enter("c1")
        hall.wait(15)
        #expect(hall(.loggedIn(AgentID("b"), ready: true)).offers == ["c1 to b"])
        #expect(hall.state.state(of: CallID("c1")) == .offered([AgentID("a"), AgentID("b")]))
        // Who did not answer is rung again when all did not.
        #expect(hall.wait(10).offers == [])
        #expect(hall.state.state(of: CallID("c1")) == .offered([AgentID("b")]))
        #expect(hall.wait(10).offers == ["c1 to a", "c1 to b"])
    }

    @Test func `without anybody who asks for a skill the longest idle is the best skilled`() {
        var hall = Hall(queue: .fixture(strategy: .bestSkilled), agents: ["b", "a"])
        #expect(hall.enter("c1").offers == ["c1 to a"])
        #expect(hall.enter("c2").offers == ["c2 to b"])
    }
}

@Suite struct SkillTests {
    @Test(
        arguments: [
            (AgentRules.fixture(), false), (.fixture(skills: ["english": 1]), false),
            (.fixture(skills: ["english": 2]), true), (.fixture(skills: ["english": 3]), true),
            (.fixture(levels: [], skills: ["english": 3]), false),
            (.fixture(levels: ["two"], skills: ["english": 3]), false),
            (.fixture(levels: [], queues: ["q"], skills: ["english": 2]), true),
            (.fixture(levels: [], queues: ["q"]), false),
        ] as [(AgentRules, Bool)])
    func `who has the level or the queue, and every skill, can take its callers`(
        rules: AgentRules, isAble: Bool
    ) {
        var hall = Hall(.fixture([.fixture(skills: ["english": 2])], agents: [("a", rules)]))
        hall(.loggedIn(AgentID("a"), ready: true))
        #expect(hall.enter("c1").offers.isEmpty == !isAble)
        #expect(hall.state.agentsPresent(in: "q") == (isAble ? 1 : 0))
    }
}
