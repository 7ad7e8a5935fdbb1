import Flows
import Queues
import Telephony
import Testing

@testable import Rehearsal

/// Each promise, broken on purpose: what checks centres has to be checked itself.
@Suite struct InvariantsTests {
    private static let queue = "level1"

    /// Records of several streams, each numbered by itself.
    private struct Story {
        var invariants: Invariants
        private var numbers: [String: Int] = [:]
        private var time = 0

        init() throws {
            let setting = try SimulationFixture.shop()
            var centre = setting.program.centre.staffed(by: setting.plan)
            centre.starvationBound = .seconds(600)
            invariants = Invariants(centre)
        }

        mutating func tell(_ call: String, _ event: CallEvent, number: Int? = nil) {
            let own = number ?? (numbers[call] ?? 0) + 1
            numbers[call] = own
            time += 1
            invariants.take(
                JournalRecord(
                    call: CallID(rawValue: call), number: own, time: .seconds(time), event: event))
        }

        mutating func logIn(_ agent: String) {
            tell(
                "shift-\(agent)",
                .agent(
                    .login(
                        AgentEvent.Login(
                            agent: agent, phone: "p",
                            time: CivilTime(secondsSince1970: 0), zone: "UTC"))))
        }

        mutating func wait(_ call: String, in queue: String = InvariantsTests.queue) {
            tell(call, .answered)
            tell(call, .enqueued(queue: queue, level: queue, position: 1))
        }

        mutating func talk(_ call: String, with agent: String) {
            tell(call, .offered(agent: agent))
            tell(call, .connected(agent: agent))
        }

        var rule: Invariants.Rule? { invariants.violation?.rule }
    }

    private static func id(_ name: String) -> CallID { CallID(rawValue: name) }
    private static func agent(_ name: String) -> AgentID { AgentID(rawValue: name) }

    @Test func `a day without fault breaks nothing`() throws {
        var story = try Story()
        story.logIn("desk-1")
        story.wait("a")
        story.talk("a", with: "desk-1")
        story.tell("a", .talkEnded(by: .agent))
        story.tell("a", .ended(.agent))
        story.tell(
            "shift-desk-1", .agent(.wrapEnded(call: Self.id("a"), visit: 2)))
        story.tell("shift-desk-1", .agent(.logout(.agent)))
        story.invariants.close()
        #expect(story.rule == nil, "\(String(describing: story.invariants.violation))")
    }

    @Test func `a record that is missing is seen`() throws {
        var story = try Story()
        story.tell("a", .answered)
        story.tell("a", .holdOn, number: 3)
        #expect(story.rule == .numbering)
    }

    @Test func `a record after the end is seen`() throws {
        var story = try Story()
        story.tell("a", .answered)
        story.tell("a", .ended(.flow))
        story.tell("a", .holdOn)
        #expect(story.rule == .ended)
    }

    @Test func `a visit with two ends, with none, or within another is seen`() throws {
        for (name, events) in [
            ("two", [CallEvent.abandoned(queue: queue()), .abandoned(queue: queue())]),
            ("none", [.ended(.caller)]),
            ("within", [.enqueued(queue: "level2", level: "level2", position: 1)]),
            ("not rung", [.ringNoAnswer(agent: "desk-1", reason: .busy)]),
        ] {
            var story = try Story()
            story.wait("a")
            for event in events { story.tell("a", event) }
            #expect(story.rule == .visits, "\(name)")
        }
        var story = try Story()
        story.logIn("desk-1")
        story.tell("a", .answered)
        story.talk("a", with: "desk-1")
        #expect(story.rule == .visits)
    }

    private func queue() -> String { Self.queue }

    @Test func `an agent with two calls is seen`() throws {
        for end in [false, true] {
            var story = try Story()
            story.logIn("desk-1")
            story.wait("a")
            story.wait("b")
            story.talk("a", with: "desk-1")
            // Who wraps up has not done yet.
            if end { story.tell("a", .talkEnded(by: .caller)) }
            story.tell("b", .offered(agent: "desk-1"))
            #expect(story.rule == .oneCall)
        }
    }

    @Test func `two agents in one call are seen`() throws {
        var story = try Story()
        story.wait("a")
        story.invariants.check(
            CentreSnapshot(agents: [
                Self.agent("desk-1"): .talking(Self.id("a"), since: .zero),
                Self.agent("desk-2"): .talking(Self.id("a"), since: .zero),
            ]), at: nil)
        #expect(story.rule == .oneCall)
    }

    @Test func `a ring at somebody who is not at work is seen`() throws {
        var story = try Story()
        story.wait("a")
        story.tell("a", .offered(agent: "desk-1"))
        #expect(story.rule == .present)
    }

    @Test func `a ring for a caller who has gone is seen`() throws {
        var story = try Story()
        story.logIn("desk-1")
        story.wait("a")
        story.tell("a", .offered(agent: "desk-1"))
        story.tell("a", .abandoned(queue: Self.queue))
        story.tell("a", .ended(.caller))
        #expect(story.rule == .zombieRings)

        var later = try Story()
        later.invariants.check(
            CentreSnapshot(agents: [Self.agent("desk-1"): .ringing(Self.id("gone"))]), at: nil)
        #expect(later.rule == .zombieRings)
    }

    @Test(arguments: [
        // queue and wait of who is rung for, queue and wait of the other, whether that is wrong
        ("level1", 10, "level1", 20, true), ("level1", 20, "level1", 10, false),
        ("level1", 10, "level2", 5, true), ("level2", 5, "level1", 10, false),
        ("level2", 5, "level1", 700, true), ("level1", 700, "level2", 5, false),
    ])
    func `who is served before their turn is seen`(
        _ queue: String, _ wait: Int, _ otherQueue: String, _ otherWait: Int, _ isWrong: Bool
    ) throws {
        var centre = try SimulationFixture.shop().program.centre
        centre.agents[Self.agent("both")] = Centre.Agent(
            id: Self.agent("both"), phone: "p", levels: ["level1", "level2"])
        var story = try Story()
        story.invariants = Invariants(centre)
        story.logIn("both")
        story.wait("a", in: queue)
        story.wait("b", in: otherQueue)
        story.tell("a", .offered(agent: "both"))
        let now = Duration.seconds(1_000)
        story.invariants.check(
            CentreSnapshot(
                agents: [Self.agent("both"): .ringing(Self.id("a"))],
                waiting: [
                    .init(
                        call: Self.id("a"), queue: queue, since: now - .seconds(wait),
                        isOpen: false),
                    .init(
                        call: Self.id("b"), queue: otherQueue, since: now - .seconds(otherWait),
                        isOpen: true),
                ]), at: now)
        #expect((story.rule == .order) == isWrong)
    }

    @Test func `a call back that no agent has taken is seen`() throws {
        var story = try Story()
        story.invariants.checkCallbackRing(Self.id("a"))
        #expect(story.rule == .callbacks)
        var kept = try Story()
        kept.invariants.check(
            CentreSnapshot(
                agents: [Self.agent("desk-1"): .talking(Self.id("nobody"), since: .zero)]), at: nil)
        #expect(kept.rule == .callbacks)
    }

    @Test func `what a crash loses is seen`() throws {
        var story = try Story()
        story.invariants.checkRecovery(
            CentreSnapshot(agents: [:]), agents: ["desk-1"], callbacks: [], at: .zero)
        #expect(story.rule == .recovery)
        var owed = try Story()
        owed.invariants.checkRecovery(
            CentreSnapshot(agents: [:]), agents: [], callbacks: [Self.id("a")], at: .zero)
        #expect(owed.rule == .recovery)
    }

    @Test func `what never ends is seen`() throws {
        var story = try Story()
        story.tell("a", .answered)
        story.invariants.close()
        #expect(story.rule == .complete)
    }

    @Test func `a crash ends calls and shifts, and what is owed stays`() throws {
        var story = try Story()
        story.logIn("desk-1")
        story.tell("shift-desk-1", .agent(.ready))
        story.wait("a")
        story.tell(
            "a", .callbackAccepted(queue: Self.queue, number: .personal("+33612345678")))
        #expect(story.invariants.atWork == ["desk-1": .ready])
        for record in story.invariants.endings(at: .seconds(9)) { story.invariants.take(record) }
        story.invariants.close()
        #expect(story.rule == nil)
        #expect(story.invariants.callbacks.keys.map(\.rawValue) == ["a"])
    }

    @Test func `of several promises that are broken at once the same is told each time`() throws {
        var story = try Story()
        story.invariants.check(
            CentreSnapshot(
                agents: Dictionary(
                    uniqueKeysWithValues: (1...60).map { number in
                        (
                            Self.agent("desk-\(number + 100)"),
                            AgentState.ringing(Self.id("gone-\(number + 100)"))
                        )
                    })), at: .zero)
        #expect(
            story.invariants.violation?.text == "desk-101 is rung for gone-101, which is over")
    }

    @Test func `each rule has words of its own`() {
        #expect(Set(Invariants.Rule.allCases.map(\.text)).count == Invariants.Rule.allCases.count)
    }
}
