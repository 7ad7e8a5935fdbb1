import Queues
import Telephony
import Testing

@Suite struct OverflowTests {
    private let a = AgentID("a")

    @Test func `who would be one too many flows out`() {
        var hall = Hall(queue: .fixture(maxLength: 2))
        hall.enter("c1")
        hall.enter("c2")
        #expect(hall.enter("c3") == [.flowOut(CallID("c3"), .full)])
        #expect(hall.state.state(of: CallID("c3")) == nil)
        hall(.left(CallID("c1")))
        #expect(hall.enter("c3") == [])
    }

    @Test func `a queue without room still lets through to a free agent`() {
        var hall = Hall(queue: .fixture(maxLength: 0), agents: ["a"])
        #expect(hall.enter("c1").offers == ["c1 to a"])
        #expect(hall.enter("c2") == [.flowOut(CallID("c2"), .full)])
    }

    @Test func `a ghost is never refused for its place`() {
        var hall = Hall(queue: .fixture(maxLength: 1, needsAgents: .ready))
        #expect(hall.enter("g1", isCallback: true) == [])
        #expect(hall.enter("g2", isCallback: true) == [])
        #expect(hall.state.length(of: "q") == 2)
    }

    @Test func `a queue that is not in the plan is closed`() {
        var hall = Hall()
        #expect(hall.enter("c1", "nowhere") == [.flowOut(CallID("c1"), .closed)])
    }

    @Test(
        arguments: [
            (AgentsNeeded.never, [0, 0, 0]), (.loggedIn, [1, 0, 0]), (.ready, [1, 1, 0]),
        ] as [(AgentsNeeded, [Int])])
    func `without the agents it needs a queue lets nobody in`(
        needed: AgentsNeeded, flowOuts: [Int]
    ) {
        var hall = Hall(.fixture([.fixture(needsAgents: needed)], agents: [("a", .fixture())]))
        var counts = [hall.enter("c1").count]
        hall(.loggedIn(a, ready: false))
        counts.append(hall.enter("c2").count)
        hall(.ready(a))
        counts.append(hall.enter("c3").filter { $0 == .flowOut(CallID("c3"), .empty) }.count)
        #expect(counts == flowOuts)
    }

    @Test(
        arguments: [
            (AgentsNeeded.never, QueueEvent.loggedOut(AgentID("a")), false),
            (.loggedIn, .away(AgentID("a"), reason: "pause"), false),
            (.loggedIn, .loggedOut(AgentID("a")), true),
            (.ready, .away(AgentID("a"), reason: "pause"), true),
            (.ready, .loggedOut(AgentID("a")), true),
        ] as [(AgentsNeeded, QueueEvent, Bool)])
    func `when the last of the agents it needs goes, all flow out but ghosts`(
        needed: AgentsNeeded, event: QueueEvent, flowsOut: Bool
    ) {
        var hall = Hall(queue: .fixture(needsAgents: needed), agents: ["a"])
        for call in ["offered", "c1", "menu"] { hall.enter(call) }
        hall.enter("ghost", isCallback: true)
        hall(.steppedAside(CallID("menu")))
        let gone = hall(event).compactMap { effect -> String? in
            if case .flowOut(let call, .empty) = effect { call.rawValue } else { nil }
        }
        #expect(gone == (flowsOut ? ["offered", "c1"] : []))
        #expect(hall.state.state(of: CallID("ghost")) == .waiting)
        // Who is in a menu hears of it on coming back.
        #expect(hall.state.state(of: CallID("menu")) == .aside)
        #expect(
            hall(.cameBack(CallID("menu")))
                == (flowsOut ? [.flowOut(CallID("menu"), .empty)] : []))
    }

    @Test func `an agent who will go after the call is still there`() {
        var hall = Hall(queue: .fixture(needsAgents: .loggedIn), agents: ["a"])
        hall.enter("c1")
        hall(.answered(a, CallID("c1")))
        hall(.loggedOut(a))
        #expect(hall.enter("c2") == [])
        hall(.talkEnded(a, CallID("c1")))
        #expect(hall.wait(15).last == .flowOut(CallID("c2"), .empty))
    }
}
