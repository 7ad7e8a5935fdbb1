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

    @Test func `nobody waits for a colleague alone beyond the bound`() {
        var hall = hall
        #expect(hall.wait(599).offers == [])
        #expect(hall.wait(1).offers == ["c1 to b"])
        #expect(hall.timers.keys.contains(.colleague(CallID("c1"))) == false)
    }

    @Test func `who is in a menu when the bound is reached waits for anybody after it`() {
        var hall = hall
        hall(.steppedAside(CallID("c1")))
        hall.wait(600)
        #expect(hall(.cameBack(CallID("c1"))).offers == ["c1 to b"])
    }

    @Test func `a colleague who answers ends the bound`() {
        var hall = hall
        hall(.talkEnded(a, CallID("busy")))
        hall.wait(15)
        #expect(hall(.answered(a, CallID("c1"))).contains(.cancelTimer(.colleague(CallID("c1")))))
    }

    @Test func `another bound holds for those who wait already`() {
        var hall = hall
        hall.queues.plan.starvationBound = .seconds(60)
        hall(.planChanged)
        #expect(hall.wait(60).offers == ["c1 to b"])
    }

    @Test func `who has a colleague on the telephone is not rung until that is over`() {
        var hall = Hall(agents: ["a"])
        hall(.engaged(a))
        #expect(hall.enter("c1").offers == [])
        #expect(hall(.disengaged(a)).offers == ["c1 to a"])
    }

    @Test func `nobody is rung for who comes straight to an agent`() {
        var hall = Hall(agents: ["a"])
        hall(.engaged(a))
        hall.enter("c1")
        let waiting = Waiting(call: CallID("c2"), queue: "q", since: .zero)
        let effects = hall(.handedOver(waiting, to: a))
        #expect(effects == [.agent(a, .talking(CallID("c2"), since: .zero))])
        #expect(hall.state.state(of: CallID("c2")) == .talking(a))
        #expect(hall.state.position(of: CallID("c2")) == nil)
        hall(.talkEnded(a, CallID("c2")))
        #expect(hall.wait(15).offers == ["c1 to a"])
    }

    @Test func `who was away when a colleague handed somebody over is away again`() {
        var hall = Hall(agents: ["a"])
        hall(.engaged(a))
        hall(.away(a, reason: "pause"))
        hall(.handedOver(Waiting(call: CallID("c1"), queue: "q", since: .zero), to: a))
        hall(.talkEnded(a, CallID("c1")))
        hall.wait(15)
        #expect(hall.state.state(of: a) == .away(reason: "pause", since: .seconds(15)))
    }

    @Test func `who is handed over to an agent who is not engaged waits as others do`() {
        var hall = hall
        let waiting = Waiting(call: CallID("c9"), queue: "q", since: .zero)
        #expect(hall(.handedOver(waiting, to: a)).offers == ["c9 to b"])
    }

    @Test func `whether somebody would be let in is known before they are handed on`() {
        var hall = Hall(
            .fixture(
                [
                    .fixture(needsAgents: .ready),
                    .fixture("full", level: "two", maxLength: 0),
                    .fixture("empty", level: "two", needsAgents: .ready),
                ], agents: [("a", .fixture(wrapUp: .zero))]))
        hall(.loggedIn(a, ready: true))
        hall.enter("c1")
        hall(.answered(a, CallID("c1")))
        func refusal(_ queue: String) -> CallEvent.FlowOutReason? {
            let waiting = Waiting(call: CallID("c1"), queue: queue, since: hall.now)
            return hall.queues.refusal(
                of: waiting, handedOnBy: a, in: hall.state, now: hall.now)
        }
        let before = hall.state
        #expect(refusal("q") == nil, "the same agent may take them again")
        #expect(refusal("full") == .full)
        #expect(refusal("none") == .closed)
        #expect(refusal("empty") == .empty)
        #expect(hall.state == before)
        hall(.loggedOut(a))
        #expect(refusal("q") == .empty, "who is about to go does not count")
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
