import Queues
import Telephony
import Testing

@Suite struct ColleagueTests {
    private let a = AgentID("a")
    private let b = AgentID("b")

    /// `a` talks with `busy`, `b` is ready, and `c1` is transferred to `a`.
    private var hall: Hall {
        var hall = Hall(agents: ["a", "b"])
        hall.enter("busy")
        hall(.answered(a, CallID("busy")))
        hall.enter("c1", preferred: "a")
        return hall
    }

    @Test func `who is meant for a colleague waits for them alone`() {
        var hall = hall
        #expect(hall.state.state(of: CallID("c1")) == .waiting)
        #expect(hall.state.state(of: b).isPresent)
        #expect(hall.enter("c2").offers == ["c2 to b"])
        hall(.talkEnded(a, CallID("busy")))
        #expect(hall.wait(15).offers == ["c1 to a"])
    }

    @Test func `the colleague takes the first in order, meant for them or not`() {
        var hall = hall
        hall(.away(b, reason: "pause"))
        hall.enter("older", since: .seconds(-10))
        hall(.talkEnded(a, CallID("busy")))
        #expect(hall.wait(15).offers == ["older to a"])
        #expect(hall.serve("a").offers == ["c1 to a"])
    }

    @Test func `a colleague gets the caller whatever they serve`() {
        var hall = Hall(.fixture(agents: [("a", .fixture(levels: []))]))
        hall(.loggedIn(a, ready: true))
        #expect(hall.enter("c1").offers == [])
        #expect(hall.enter("c2", preferred: "a").offers == ["c2 to a"])
    }

    @Test(
        arguments: [
            QueueEvent.away(AgentID("a"), reason: "pause"), .loggedOut(AgentID("a")),
        ])
    func `when the colleague will go, anybody able takes the caller`(event: QueueEvent) {
        var hall = hall
        #expect(hall(event).offers == ["c1 to b"])
    }

    @Test func `when the colleague does not answer, anybody able takes the caller`() {
        var hall = hall
        hall(.talkEnded(a, CallID("busy")))
        hall.wait(15)
        #expect(hall.wait(20).offers == ["c1 to b"])
    }

    @Test(arguments: [false, true])
    func `for a colleague who is not there nobody waits`(isLoggedIn: Bool) {
        var hall = Hall(.fixture(agents: [("a", .fixture()), ("b", .fixture())]))
        hall(.loggedIn(b, ready: true))
        if isLoggedIn { hall(.loggedIn(a, ready: false)) }
        #expect(hall.enter("c1", preferred: "a").offers == ["c1 to b"])
    }

    @Test func `nobody is too many or alone who waits for a colleague`() {
        var hall = Hall(
            .fixture(
                [.fixture("q", level: "two", needsAgents: .ready)], agents: [("a", .fixture())]))
        hall(.loggedIn(a, ready: true))
        #expect(hall.enter("c1", preferred: "a").offers == ["c1 to a"])
        #expect(hall(.away(a, reason: "pause")).last == .flowOut(CallID("c1"), .empty))
    }
}
