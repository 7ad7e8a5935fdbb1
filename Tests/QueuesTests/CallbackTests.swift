import Queues
import Telephony
import Testing

@Suite struct CallbackTests {
    private let a = AgentID("a")

    @Test func `a ghost is served between those who stood before and behind`() {
        var hall = Hall(agents: ["a"])
        for call in ["busy", "before", "ghost", "behind"] {
            hall.enter(call)
            hall.wait(1)
        }
        hall(.becameCallback(CallID("ghost")))
        #expect(hall.state.isCallback(CallID("ghost")))
        #expect(hall.state.position(of: CallID("behind")) == 4)
        #expect(hall.serve("a").offers == ["before to a"])
        #expect(hall.serve("a").offers == ["ghost to a"])
        #expect(hall.serve("a").offers == ["behind to a"])
    }

    @Test func `after a failed attempt a ghost is due again at its place`() {
        var hall = Hall(agents: ["a"])
        hall.enter("ghost", since: .seconds(-100), isCallback: true)
        hall(.answered(a, CallID("ghost")))
        hall.enter("c1")
        hall.enter("c2")
        #expect(hall(.callbackPaused(CallID("ghost"), for: .seconds(60))).offers == ["c1 to a"])
        #expect(hall.state.position(of: CallID("ghost")) == 1)
        #expect(hall.state.position(of: CallID("c2")) == 3)
        hall(.answered(a, CallID("c1")))
        hall.wait(60)
        hall(.talkEnded(a, CallID("c1")))
        #expect(hall.wait(15).offers == ["ghost to a"])
    }

    @Test func `an attempt that failed leaves no wrap-up and no handle time`() {
        var hall = Hall(agents: ["a"])
        hall.enter("ghost", isCallback: true)
        hall(.answered(a, CallID("ghost")))
        hall.wait(25)
        hall(.left(CallID("ghost")))
        #expect(hall.state.state(of: a) == .ready(since: .seconds(25)))
        #expect(hall.state.length(of: "q") == 0)
    }

    @Test func `a callback that came about is a talk as any other`() {
        var hall = Hall(agents: ["a"])
        hall.enter("ghost", isCallback: true)
        hall(.answered(a, CallID("ghost")))
        hall.wait(60)
        hall(.talkEnded(a, CallID("ghost")))
        #expect(hall.state.state(of: a) == .wrapUp(CallID("ghost"), until: .seconds(75)))
    }

    @Test func `who answers talks on under a name of their own, and can wait again`() {
        var hall = Hall(agents: ["a"])
        hall.enter("ghost", isCallback: true)
        hall(.answered(a, CallID("ghost")))
        hall.wait(20)
        hall(.calledBack(CallID("ghost"), as: CallID("called")))
        #expect(hall.state.state(of: a) == .talking(CallID("called"), since: .zero))
        #expect(hall.state.state(of: CallID("ghost")) == nil)
        #expect(!hall.state.isCallback(CallID("called")))
        hall(.talkEnded(a, CallID("called")))
        #expect(hall.state.state(of: a) == .wrapUp(CallID("called"), until: .seconds(35)))
        hall.enter("called")
        #expect(hall.wait(15).offers == ["called to a"])
    }

    @Test func `who does not talk keeps their name`() {
        var hall = Hall(agents: ["a"])
        hall.enter("ghost", isCallback: true)
        hall(.calledBack(CallID("ghost"), as: CallID("called")))
        #expect(hall.state.state(of: CallID("ghost")) == .offered([a]))
        hall(.answered(a, CallID("ghost")))
        hall.enter("other")
        hall(.calledBack(CallID("ghost"), as: CallID("other")))
        #expect(hall.state.state(of: a) == .talking(CallID("ghost"), since: .zero))
    }

    @Test func `no more callbacks are out than agents are free`() {
        var hall = Hall(agents: ["a", "b"])
        hall.enter("busy")
        for ghost in 1...3 { hall.enter("g\(ghost)", isCallback: true) }
        let standing = (1...3).map { hall.state.state(of: CallID("g\($0)")) }
        #expect(standing == [.offered([AgentID("b")]), .waiting, .waiting])
    }

    @Test func `a pause of nothing makes the ghost due at once`() {
        var hall = Hall(agents: ["a"])
        hall.enter("ghost", isCallback: true)
        #expect(hall(.callbackPaused(CallID("ghost"), for: .zero)).offers == ["ghost to a"])
        #expect(hall.timers.keys.elementsEqual([.ring(a)]))
    }
}
