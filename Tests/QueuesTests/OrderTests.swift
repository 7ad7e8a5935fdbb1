import Queues
import Telephony
import Testing

@Suite struct OrderTests {
    @Test func `who came first is served first`() {
        var hall = Hall(agents: ["a"])
        #expect(hall.enter("c1").offers == ["c1 to a"])
        hall.wait(1)
        #expect(hall.enter("c2").offers == [])
        hall.wait(1)
        hall.enter("c3")
        #expect(hall.state.position(of: CallID("c3")) == 3)
        #expect(hall.serve("a").offers == ["c2 to a"])
        #expect(hall.serve("a").offers == ["c3 to a"])
        #expect(hall.state.length(of: "q") == 1)
    }

    @Test func `of those who came at once the first to enter goes first`() {
        var hall = Hall()
        for call in ["z", "m", "b"] { hall.enter(call) }
        #expect(hall.state.waiting(in: "q").map(\.rawValue) == ["z", "m", "b"])
    }

    @Test func `a caller from another level keeps the time of arrival`() {
        var hall = Hall(
            .fixture(
                [.fixture("one"), .fixture("two", level: "two")],
                agents: [("a", .fixture()), ("b", .fixture(levels: ["two"]))]))
        hall(.loggedIn(AgentID("a"), ready: true))
        hall.enter("early", "one")
        hall.wait(5)
        hall.enter("late", "two")
        hall(.answered(AgentID("a"), CallID("early")))
        hall.wait(5)
        // The agent of level 1 transfers the caller.
        hall(.talkEnded(AgentID("a"), CallID("early")))
        hall.enter("early", "two", since: .zero)
        #expect(hall.state.position(of: CallID("early")) == 1)
        #expect(hall(.loggedIn(AgentID("b"), ready: true)).offers == ["early to b"])
    }

    @Test func `priority goes before age over all queues of an agent`() {
        var hall = vip()
        hall.enter("old", "normal")
        hall.wait(100)
        hall.enter("vip", "vip")
        #expect(hall.state.waiting(at: hall.now).map(\.rawValue) == ["vip", "old"])
        #expect(hall(.loggedIn(AgentID("a"), ready: true)).offers == ["vip to a"])
    }

    @Test(arguments: [(599.0, "vip"), (600.0, "old")])
    func `who has waited the bound is next whatever the priority`(wait: Double, first: String) {
        var hall = vip()
        hall.enter("old", "normal")
        hall.wait(wait)
        hall.enter("vip", "vip")
        #expect(hall(.loggedIn(AgentID("a"), ready: true)).offers == ["\(first) to a"])
    }

    @Test func `of those who have waited the bound the oldest is next`() {
        var hall = vip()
        hall.enter("old", "normal")
        hall.wait(1)
        hall.enter("vip", "vip")
        hall.wait(700)
        #expect(hall(.loggedIn(AgentID("a"), ready: true)).offers == ["old to a"])
    }

    @Test func `arrivals of higher priority never hold anybody up beyond the bound`() {
        var hall = vip()
        hall(.loggedIn(AgentID("a"), ready: true))
        hall.enter("busy", "vip")
        hall.enter("patient", "normal")
        var served = 0
        while hall.state.state(of: CallID("patient")) == .waiting, served < 100 {
            hall.enter("vip \(served)", "vip")
            served += 1
            hall.serve("a", seconds: 30)
        }
        #expect(served == 20)
        #expect(hall.now == .seconds(600))
    }

    private func vip() -> Hall {
        Hall(
            .fixture(
                [.fixture("normal"), .fixture("vip", level: "vip", priority: 10)],
                agents: [("a", .fixture(levels: ["one", "vip"]))]))
    }
}
