import Telephony
import Testing

@testable import Queues

/// Letters and e-mails in the queues of callers.
@Suite struct WrittenTests {
    private static let a = AgentID("a"), b = AgentID("b")

    /// A queue and two agents, who are not there yet.
    private func hall() -> Hall {
        Hall(.fixture(agents: [("a", .fixture()), ("b", .fixture())]))
    }

    /// What is given and taken back, in order.
    private func given(_ effects: [QueueEffect]) -> [String] {
        effects.compactMap { effect in
            switch effect {
            case .giveWritten(let contact, let agent): "\(contact) to \(agent)"
            case .returnWritten(let contact, let agent): "\(contact) from \(agent)"
            default: nil
            }
        }
    }

    private func letter(_ name: String, due: Int = 0, queue: String = "q") -> QueueEvent {
        .writtenEntered(
            WrittenWaiting(contact: CallID(name), queue: queue, due: .seconds(due)))
    }

    @Test func `what is due first goes to who is free, one at a time`() {
        var hall = hall()
        hall(letter("late", due: 90))
        hall(letter("soon", due: 30))
        hall(letter("middle", due: 60))
        #expect(given(hall(.loggedIn(Self.a, ready: true))) == ["soon to a"])
        #expect(hall.state.writtenLength(of: "q") == 2)
        #expect(hall.state.state(of: Self.a) == .ready(since: .zero), "no other state")
        #expect(given(hall(.writtenLeft(CallID("soon")))) == ["middle to a"])
        #expect(given(hall(.writtenLeft(CallID("middle")))) == ["late to a"])
        #expect(given(hall(.writtenLeft(CallID("late")))).isEmpty)
        #expect(hall.state.written(of: Self.a) == nil)
    }

    @Test func `a call goes to who has nothing in hand, though they are free for less long`() {
        var hall = hall()
        hall(.loggedIn(Self.a, ready: true))
        hall(letter("mail"))
        hall.wait(10)
        hall(.loggedIn(Self.b, ready: true))
        #expect(hall.enter("c1").contains(.agent(Self.b, .ringing(CallID("c1")))))
        #expect(hall.enter("c2").contains(.agent(Self.a, .ringing(CallID("c2")))), "it yields")
        hall(.answered(Self.a, CallID("c2")))
        #expect(hall.state.written(of: Self.a) == CallID("mail"), "in hand all the while")
        hall(.talkEnded(Self.a, CallID("c2")))
        #expect(given(hall.wait(20)).isEmpty)
        #expect(hall.state.written(of: Self.a) == CallID("mail"))
    }

    @Test func `nobody is given anything while a caller waits whom they could take`() {
        var hall = Hall(queue: .fixture(), agents: ["a"])
        hall.enter("c1")
        hall(.answered(Self.a, CallID("c1")))
        hall.enter("c2")
        hall(letter("mail"))
        hall(.talkEnded(Self.a, CallID("c1")))
        #expect(given(hall(.wrapUpEnded(Self.a))).isEmpty, "the caller first")
        hall(.answered(Self.a, CallID("c2")))
        hall(.left(CallID("c2")))
        #expect(given(hall(.wrapUpEnded(Self.a))) == ["mail to a"])
    }

    @Test(arguments: [QueueEvent.away(a, reason: "pause"), .loggedOut(a)])
    func `who goes gives it back, to its place`(_ event: QueueEvent) {
        var hall = hall()
        hall(.loggedIn(Self.a, ready: true))
        hall(letter("mail", due: 5))
        hall(letter("other", due: 50))
        #expect(given(hall(event)) == ["mail from a"])
        #expect(given(hall(.loggedIn(Self.b, ready: true))) == ["mail to b"])
        #expect(hall.state.writtenLength(of: "q") == 1)
    }

    @Test func `who is engaged, resting or not able is given nothing`() {
        var hall = Hall(
            .fixture(
                [.fixture(), .fixture("other", level: "two")],
                agents: [("a", .fixture())]))
        hall(letter("mail", queue: "other"))
        #expect(given(hall(.loggedIn(Self.a, ready: true))).isEmpty)
        hall(.engaged(Self.a))
        #expect(given(hall(letter("own"))).isEmpty)
        #expect(given(hall(.disengaged(Self.a))) == ["own to a"])
    }

    @Test func `a queue that comes with another plan finds what waited for it`() {
        var hall = Hall(queue: .fixture(), agents: ["a"])
        #expect(given(hall(letter("mail", queue: "new"))).isEmpty)
        hall.queues.plan.queues["new"] = .fixture("new")
        #expect(given(hall(.planChanged)) == ["mail to a"])
    }

    @Test func `while nobody may be rung nothing is given`() {
        var hall = Hall(queue: .fixture(), agents: ["a"])
        hall(.ringing(isAllowed: false))
        #expect(given(hall(letter("mail"))).isEmpty)
        #expect(given(hall(.ringing(isAllowed: true))) == ["mail to a"])
    }

    // MARK: - Turns of people outside

    @Test func `no agent is rung while it is the turn of people outside`() {
        var hall = Hall(queue: .fixture(), agents: ["a"])
        let waiting = Waiting(call: CallID("c1"), queue: "q", since: .zero, isOutside: true)
        #expect(!hall(.enqueued(waiting)).contains(.agent(Self.a, .ringing(CallID("c1")))))
        #expect(hall.state.isOutside(CallID("c1")))
        #expect(hall.state.position(of: CallID("c1")) == 1)
        #expect(
            hall(.turnGiven(CallID("c1"), toOutside: false))
                .contains(.agent(Self.a, .ringing(CallID("c1")))))
    }

    @Test func `who waits for people outside needs no agent to be there`() {
        var hall = Hall(queue: .fixture(needsAgents: .ready), agents: [])
        let waiting = Waiting(call: CallID("c1"), queue: "q", since: .zero, isOutside: true)
        #expect(hall(.enqueued(waiting)).isEmpty)
        #expect(
            hall(.turnGiven(CallID("c1"), toOutside: false))
                == [.flowOut(CallID("c1"), .empty)])
    }
}
