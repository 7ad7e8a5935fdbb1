import Queues
import Telephony
import Testing

@Suite struct PlanChangeTests {
    private let a = AgentID("a")

    @Test func `a changed plan holds only once it is told`() {
        var hall = Hall()
        hall.queues.plan.queues["new"] = .fixture("new")
        #expect(hall.enter("c1", "new") == [.flowOut(CallID("c1"), .closed)])
        hall(.planChanged)
        #expect(hall.enter("c2", "new") == [])
    }

    @Test func `a new priority turns the order`() {
        var hall = Hall(.fixture([.fixture("q"), .fixture("r")], agents: [("a", .fixture())]))
        hall.enter("c1", "q")
        hall.enter("c2", "r")
        hall.queues.plan.queues["r"]?.priority = 1
        hall(.planChanged)
        #expect(hall(.loggedIn(a, ready: true)).offers == ["c2 to a"])
    }

    @Test func `an agent who may take more takes who waits at once`() {
        var hall = Hall(.fixture(agents: [("a", .fixture(levels: ["two"]))]))
        hall(.loggedIn(a, ready: true))
        hall.enter("c1")
        hall.queues.plan.agents[a] = .fixture()
        #expect(hall(.planChanged).offers == ["c1 to a"])
    }

    @Test func `who stands in a queue that is gone waits on by its old rules, alone`() {
        var hall = Hall(.fixture([.fixture("q"), .fixture("r")], agents: [("a", .fixture())]))
        hall.enter("c1", "r")
        hall.queues.plan.queues["r"] = nil
        #expect(hall(.planChanged) == [])
        #expect(hall.enter("c2", "r") == [.flowOut(CallID("c2"), .closed)])
        #expect(hall.state.position(of: CallID("c1")) == 1)
        #expect(hall(.loggedIn(a, ready: true)).offers == ["c1 to a"])
        hall.serve("a", seconds: 10)
        hall(.planChanged)
        #expect(hall.state.agentsPresent(in: "r") == 0)
    }

    @Test(
        arguments: [
            (AgentStateTests.Start.ready, true), (.resting, true), (.away, true), (.ringing, true),
            (.talking, false), (.wrapUp, false),
        ] as [(AgentStateTests.Start, Bool)])
    func `an agent who is gone from the plan finishes their call and is logged out`(
        start: AgentStateTests.Start, isGone: Bool
    ) {
        var hall = start.hall
        hall.queues.plan.agents[a] = nil
        hall(.planChanged)
        #expect(hall.state.atWork.isEmpty == isGone)
        hall(.talkEnded(a, CallID("c1")))
        hall.wait(15)
        #expect(hall.state.atWork.isEmpty)
        #expect(hall.timers.isEmpty)
        #expect(hall(.loggedIn(a, ready: true)) == [])
    }

    @Test func `a queue that now needs agents flows out without them`() {
        var hall = Hall()
        hall.enter("c1")
        hall.queues.plan.queues["q"]?.needsAgents = .ready
        #expect(hall(.planChanged) == [.flowOut(CallID("c1"), .empty)])
    }

    @Test func `what calls took is remembered`() {
        var hall = Hall(agents: ["a"])
        hall.enter("c1")
        hall.serve("a", seconds: 1_000)
        hall.enter("c2")
        hall(.answered(a, CallID("c2")))
        hall.enter("c3")
        hall(.planChanged)
        #expect(
            hall(.estimateWanted(CallID("c3"))).bands == [
                WaitBand(lower: .seconds(300), upper: .seconds(600))
            ])
    }
}

@Suite struct RestartTests {
    @Test func `a state is made again from who was at work and which ghosts are due`() {
        var hall = Hall(
            .fixture(
                [.fixture(needsAgents: .ready)], agents: [("a", .fixture()), ("b", .fixture())]))
        // The clock of the new process begins at zero; what was before lies before it.
        hall.enter("g2", since: .seconds(-300), isCallback: true)
        hall.enter("g1", since: .seconds(-4_000), isCallback: true)
        hall(.callbackPaused(CallID("g2"), for: .seconds(30)))
        hall(.loggedIn(AgentID("b"), ready: false))
        hall(.away(AgentID("b"), reason: "lunch"))
        #expect(hall.state.state(of: AgentID("b")) == .away(reason: "lunch", since: .zero))
        #expect(hall.state.waiting(in: "q").map(\.rawValue) == ["g1", "g2"])
        #expect(hall(.loggedIn(AgentID("a"), ready: true)).offers == ["g1 to a"])
        hall.enter("c1")
        hall.wait(10)
        hall(.answered(AgentID("a"), CallID("g1")))
        hall.wait(25)
        hall(.talkEnded(AgentID("a"), CallID("g1")))
        #expect(hall.wait(15).offers == ["g2 to a"])
    }
}
