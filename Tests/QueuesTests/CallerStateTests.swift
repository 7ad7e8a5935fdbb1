import Queues
import Telephony
import Testing

/// Every state of a caller against everything that may happen to them.
@Suite struct CallerStateTests {
    /// A hall in which caller `c1` stands in a state, with agent `a` where one is needed.
    enum Start: String, CaseIterable {
        case unknown, waiting, offered, aside, talking
        case ghost, ghostOffered, ghostPaused, ghostTalking

        var isGhost: Bool { rawValue.hasPrefix("ghost") }

        var hall: Hall {
            var hall = Hall(.fixture(agents: [("a", .fixture())]))
            if self == .unknown { return hall }
            hall.enter("c1", isCallback: isGhost)
            switch self {
            case .unknown, .waiting, .ghost: break
            case .aside: hall(.steppedAside(c1))
            case .ghostPaused: hall(.callbackPaused(c1, for: .seconds(60)))
            case .offered, .ghostOffered: hall(.loggedIn(a, ready: true))
            case .talking, .ghostTalking:
                hall(.loggedIn(a, ready: true))
                hall(.answered(a, c1))
            }
            return hall
        }
    }

    static let a = AgentID("a")
    static let c1 = CallID("c1")
    static let withdrawn: [QueueEffect] = [
        .withdraw(c1, from: a), .cancelTimer(.ring(a)), .agent(a, .ready(since: .zero)),
    ]
    static let offered: [QueueEffect] = [
        .agent(a, .ringing(c1)), .offer(c1, to: a, within: .seconds(20)),
        .setTimer(.ring(a), .seconds(20)),
    ]
    static let pause = QueueEffect.setTimer(.callback(c1), .seconds(60))
    static let paused = CallerState.paused(until: .seconds(60))

    /// What becomes of the caller, and what is done.
    struct Outcome {
        var state: CallerState?
        var effects: [QueueEffect] = []
    }

    /// Pairs that are not told change nothing and do nothing.
    static let changes: [Start: [QueueEvent: Outcome]] = [
        .unknown: [:],
        .waiting: [
            .left(c1): Outcome(), .steppedAside(c1): Outcome(state: .aside),
            .becameCallback(c1): Outcome(state: .waiting),
        ],
        .offered: [
            .left(c1): Outcome(effects: withdrawn),
            .steppedAside(c1): Outcome(state: .aside, effects: withdrawn),
            .becameCallback(c1): Outcome(state: .offered([a]), effects: withdrawn + offered),
        ],
        .aside: [
            .left(c1): Outcome(), .cameBack(c1): Outcome(state: .waiting),
            .becameCallback(c1): Outcome(state: .waiting),
        ],
        .talking: [
            .left(c1): Outcome(effects: [
                .agent(a, .wrapUp(c1, until: .seconds(15))), .setTimer(.wrapUp(a), .seconds(15)),
            ])
        ],
        .ghost: [
            .left(c1): Outcome(),
            .callbackPaused(c1, for: .seconds(60)): Outcome(state: paused, effects: [pause]),
        ],
        .ghostOffered: [
            .left(c1): Outcome(effects: withdrawn),
            .callbackPaused(c1, for: .seconds(60)): Outcome(
                state: paused, effects: withdrawn + [pause]),
        ],
        .ghostPaused: [
            .left(c1): Outcome(effects: [.cancelTimer(.callback(c1))]),
            .timerFired(.callback(c1)): Outcome(state: .waiting),
        ],
        .ghostTalking: [
            .left(c1): Outcome(effects: [.agent(a, .ready(since: .zero))]),
            .callbackPaused(c1, for: .seconds(60)): Outcome(
                state: paused, effects: [.agent(a, .ready(since: .zero)), pause]),
        ],
    ]

    static let events: [QueueEvent] = [
        .left(c1), .steppedAside(c1), .cameBack(c1), .becameCallback(c1),
        .callbackPaused(c1, for: .seconds(60)), .timerFired(.callback(c1)),
        .notAnswered(AgentID("b"), c1, .timeout), .talkEnded(AgentID("b"), c1),
    ]

    @Test(arguments: Start.allCases, events)
    func `what happens to a caller leads where it should, or nowhere`(
        start: Start, event: QueueEvent
    ) {
        var hall = start.hall
        let before = hall.state
        let effects = hall(event)
        guard let outcome = Self.changes[start]?[event] else {
            #expect(effects == [])
            #expect(hall.state == before)
            return
        }
        #expect(effects == outcome.effects)
        #expect(hall.state.state(of: Self.c1) == outcome.state)
        #expect(hall.state.position(of: Self.c1) == (outcome.state == nil ? nil : 1))
    }

    @Test(arguments: Start.allCases)
    func `who hangs up leaves nothing behind`(start: Start) {
        var hall = start.hall
        hall(.left(Self.c1))
        #expect(hall.state.state(of: Self.c1) == nil)
        #expect(hall.state.length(of: "q") == 0)
        #expect(hall.timers.keys.allSatisfy { $0 == .wrapUp(Self.a) })
        hall.wait(100)
        hall(.loggedIn(Self.a, ready: true))
        #expect(hall.state.state(of: Self.a).isPresent)
        #expect(hall.enter("c2").offers == ["c2 to a"])
    }

    @Test func `who is in a menu keeps the place and is not offered`() {
        var hall = Hall()
        for call in ["c1", "c2"] { hall.enter(call) }
        hall(.steppedAside(Self.c1))
        #expect(hall.state.position(of: CallID("c2")) == 2)
        hall.queues.plan.agents[Self.a] = .fixture()
        hall(.planChanged)
        #expect(hall(.loggedIn(Self.a, ready: true)).offers == ["c2 to a"])
        hall.enter("c3")
        hall(.cameBack(Self.c1))
        #expect(hall.serve("a").offers == ["c1 to a"])
    }

    @Test func `who enters twice enters once`() {
        var hall = Hall()
        hall.enter("c1")
        hall.enter("c2")
        let before = hall.state
        #expect(hall.enter("c1") == [])
        #expect(hall.state == before)
    }

    @Test func `who enters another queue leaves the one they stood in`() {
        var hall = Hall(.fixture([.fixture("q"), .fixture("r")], agents: [("a", .fixture())]))
        hall(.loggedIn(Self.a, ready: true))
        hall.enter("c1")
        let effects = hall.enter("c1", "r")
        #expect(effects == Self.withdrawn + Self.offered)
        #expect(hall.state.length(of: "q") == 0)
        #expect(hall.state.waiting(in: "r") == [Self.c1])
    }

    @Test func `who is transferred to a queue by the agent they talk with leaves the agent`() {
        var hall = Hall(agents: ["a"])
        hall.enter("c1")
        hall(.answered(Self.a, Self.c1))
        hall.wait(30)
        hall.enter("c1", since: .zero)
        #expect(hall.state.state(of: Self.a) == .wrapUp(Self.c1, until: .seconds(45)))
        #expect(hall.wait(15).offers == ["c1 to a"])
    }
}
