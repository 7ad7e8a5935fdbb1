import Queues
import Telephony
import Testing

/// Every state of an agent against everything that may happen to them.
@Suite struct AgentStateTests {
    /// A hall in which agent `a` stands in a state; `c1` is their caller where they have one.
    enum Start: String, CaseIterable {
        case loggedOut, ready, resting, ringing, talking, wrapUp, away

        var hall: Hall {
            var hall = Hall(.fixture(agents: [("a", .fixture()), ("b", .fixture())]))
            if self != .loggedOut { hall(.loggedIn(Self.a, ready: true)) }
            switch self {
            case .loggedOut, .ready: break
            case .resting:
                hall.enter("c1")
                hall(.notAnswered(Self.a, Self.c1, .busy))
                hall(.left(Self.c1))
            case .ringing: hall.enter("c1")
            case .talking, .wrapUp:
                hall.enter("c1")
                hall(.answered(Self.a, Self.c1))
                if self == .wrapUp { hall(.talkEnded(Self.a, Self.c1)) }
            case .away: hall(.away(Self.a, reason: "pause"))
            }
            hall.wait(1)
            return hall
        }

        static let a = AgentID("a")
        static let c1 = CallID("c1")
    }

    static let a = Start.a
    static let c1 = Start.c1
    static let ready = AgentState.ready(since: .seconds(1))
    static let lunch = AgentState.away(reason: "lunch", since: .seconds(1))
    static let wrapUp = AgentState.wrapUp(c1, until: .seconds(16))
    static let c2 = CallID("c2")
    static let late = [QueueEffect.withdraw(c1, from: a)]
    static let wrong = [QueueEffect.withdraw(c2, from: a)]

    /// What an event does in a state; pairs that are not told change nothing and do nothing.
    static let changes: [Start: [QueueEvent: [QueueEffect]]] = [
        .loggedOut: [
            .loggedIn(a, ready: true): [.agent(a, ready)],
            .loggedIn(a, ready: false): [.agent(a, .away(reason: "login", since: .seconds(1)))],
            .answered(a, c1): late, .answered(a, c2): wrong,
        ],
        .ready: [
            .loggedOut(a): [.agent(a, .loggedOut)],
            .away(a, reason: "lunch"): [.agent(a, lunch)],
            .answered(a, c1): late, .answered(a, c2): wrong,
        ],
        .resting: [
            .loggedOut(a): [.cancelTimer(.rest(a)), .agent(a, .loggedOut)],
            .away(a, reason: "lunch"): [.cancelTimer(.rest(a)), .agent(a, lunch)],
            .ready(a): [.cancelTimer(.rest(a))],
            .timerFired(.rest(a)): [],
            .answered(a, c1): late, .answered(a, c2): wrong,
        ],
        .ringing: [
            .loggedOut(a): [
                .withdraw(c1, from: a), .cancelTimer(.ring(a)), .agent(a, .loggedOut),
            ],
            .away(a, reason: "lunch"): [
                .withdraw(c1, from: a), .cancelTimer(.ring(a)), .agent(a, lunch),
            ],
            .answered(a, c1): [
                .cancelTimer(.ring(a)), .agent(a, .talking(c1, since: .seconds(1))),
                .connect(c1, a),
            ],
            .notAnswered(a, c1, .unreachable): [
                .cancelTimer(.ring(a)), .noAnswer(c1, a, .unreachable),
                .agent(a, .away(reason: "unreachable", since: .seconds(1))),
            ],
            .timerFired(.ring(a)): [
                .noAnswer(c1, a, .timeout), .agent(a, ready), .agent(a, .ringing(c1)),
                .offer(c1, to: a, within: .seconds(20)), .setTimer(.ring(a), .seconds(20)),
            ],
            .answered(a, c2): wrong,
        ],
        .talking: [
            .loggedOut(a): [], .away(a, reason: "lunch"): [],
            .talkEnded(a, c1): [.agent(a, wrapUp), .setTimer(.wrapUp(a), .seconds(15))],
            .answered(a, c2): wrong,
        ],
        .wrapUp: [
            .loggedOut(a): [
                .cancelTimer(.wrapUp(a)), .wrapUpEnded(a, c1), .agent(a, .loggedOut),
            ],
            .away(a, reason: "lunch"): [
                .cancelTimer(.wrapUp(a)), .wrapUpEnded(a, c1), .agent(a, lunch),
            ],
            .ready(a): [.cancelTimer(.wrapUp(a)), .wrapUpEnded(a, c1), .agent(a, ready)],
            .wrapUpEnded(a): [.cancelTimer(.wrapUp(a)), .wrapUpEnded(a, c1), .agent(a, ready)],
            .timerFired(.wrapUp(a)): [.wrapUpEnded(a, c1), .agent(a, ready)],
            .answered(a, c1): late, .answered(a, c2): wrong,
        ],
        .away: [
            .loggedOut(a): [.agent(a, .loggedOut)],
            .ready(a): [.agent(a, ready)],
            .away(a, reason: "lunch"): [.agent(a, lunch)],
            .answered(a, c1): late, .answered(a, c2): wrong,
        ],
    ]

    static let events: [QueueEvent] = [
        .loggedIn(a, ready: true), .loggedIn(a, ready: false), .loggedOut(a), .ready(a),
        .away(a, reason: "lunch"), .answered(a, c1), .answered(a, c2),
        .notAnswered(a, c1, .unreachable), .talkEnded(a, c1), .wrapUpEnded(a),
        .timerFired(.ring(a)), .timerFired(.wrapUp(a)), .timerFired(.rest(a)),
    ]

    @Test(arguments: Start.allCases, events)
    func `what happens to an agent leads where it should, or nowhere`(
        start: Start, event: QueueEvent
    ) {
        var hall = start.hall
        let before = hall.state
        let expected = Self.changes[start]?[event]
        let effects = hall(event)
        #expect(effects == expected ?? [])
        if expected == nil { #expect(hall.state == before) }
    }

    @Test func `who is not in the plan can't log in, and nobody minds`() {
        var hall = Hall()
        let before = hall.state
        #expect(hall(.loggedIn(AgentID("stranger"), ready: true)) == [])
        #expect(hall(.ready(AgentID("stranger"))) == [])
        #expect(hall.state.atWork == before.atWork)
    }

    @Test(
        arguments: [
            (QueueEvent.loggedOut(a), AgentState.loggedOut),
            (.away(a, reason: "lunch"), .away(reason: "lunch", since: .seconds(16))),
        ] as [(QueueEvent, AgentState)])
    func `what is asked in mid-call happens after talk and wrap-up`(
        asked: QueueEvent, goal: AgentState
    ) {
        var hall = Start.talking.hall
        hall(asked)
        hall(.talkEnded(Self.a, Self.c1))
        #expect(hall.state.state(of: Self.a) == Self.wrapUp)
        hall.enter("c2")
        #expect(hall.wait(15) == [.wrapUpEnded(Self.a, Self.c1), .agent(Self.a, goal)])
    }

    @Test(arguments: [QueueEvent.ready(a), .loggedIn(a, ready: true)])
    func `a logout asked in mid-call can be taken back`(word: QueueEvent) {
        var hall = Start.talking.hall
        hall(.loggedOut(Self.a))
        hall(word)
        hall(.talkEnded(Self.a, Self.c1))
        hall.wait(15)
        #expect(hall.state.state(of: Self.a) == .ready(since: .seconds(16)))
    }

    @Test func `the caller of an agent who goes while they are rung is offered to the next`() {
        var hall = Start.ringing.hall
        hall(.loggedIn(AgentID("b"), ready: true))
        #expect(hall(.away(Self.a, reason: "lunch")).offers == ["c1 to b"])
        #expect(hall.state.position(of: Self.c1) == 1)
    }
}
