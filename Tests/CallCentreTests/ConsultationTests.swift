import CallCentre
import Flows
import Queues
import Telephony
import Testing

/// Agents who call a colleague or a queue, and hand a caller on after a word.
@Suite struct ConsultationTests {
    private var test: VirtualCentre

    init() throws { test = try VirtualCentre() }

    /// `n1-a` talks with `a`, who is on hold then; `n2-a` is ready.
    private mutating func holdCaller() {
        test.logIn("n1-a")
        test.logIn("n2-a")
        test.call("a")
        test.happen(.reached, at: "n1-a", after: .seconds(3))
        test.pass(.seconds(2))
        test.happen(.held, at: "n1-a", after: .seconds(20))
    }

    /// `n1-a` has `n2-a` on the telephone.
    private mutating func consult() {
        holdCaller()
        test.dial("4003", from: "a", as: "x")
        test.happen(.reached, at: "n2-a", after: .seconds(4))
    }

    @Test mutating func `a colleague is rung, sees who calls, and hears them at once`() {
        holdCaller()
        test.dial("4003", from: "a", as: "x")
        #expect(test.rings["n2-a"]?.name == "n1-a")
        #expect(test.dialled["x"] == false)
        test.happen(.reached, at: "n2-a", after: .seconds(4))
        #expect(test.dialled["x"] == true)
        #expect(test.consulting == ["n2-a": "x"])
        #expect(test.joined == ["n1-a": "a"])
        test.hangUp(consultation: "x", after: .seconds(30))
        #expect(test.rings["n2-a"] == nil)
        #expect(
            test.shift("n1-a").suffix(3) == [
                .dialled(to: "n2-a", consultation: "x"),
                .consulted(with: "n2-a", consultation: "x"),
                .consultationEnded(.caller, consultation: "x"),
            ])
        #expect(
            test.shift("n2-a").suffix(2) == [
                .consulted(with: "n1-a", consultation: "x"),
                .consultationEnded(.caller, consultation: "x"),
            ])
        #expect(test.events("a").last == .holdOn)
    }

    @Test mutating func `who talks with a colleague is not rung for callers until that is over`() {
        test.logIn("n1-a")
        test.logIn("n1-b")
        test.dial("4002", from: "a", as: "x")
        test.happen(.reached, at: "n1-b")
        test.call("a")
        test.pass(.seconds(30))
        #expect(test.rings.keys.sorted { $0.rawValue < $1.rawValue } == ["n1-b"])
        test.happen(.hungUp, at: "n1-b")
        #expect(test.dialled.isEmpty)
        #expect(test.rings.count == 1)
        #expect(test.events("a").last.map { if case .offered = $0 { true } else { false } } == true)
    }

    @Test(
        arguments: [
            ("a", "4001", DialRefusal.busy), ("a", "4002", .absent), ("a", "4003", .absent),
            ("a", "99", .unknown), ("b", "4001", .unknown), ("a", "82", .absent),
        ])
    mutating func `a call that can't be made is turned away`(
        phone: String, number: String, refusal: DialRefusal
    ) throws {
        test = try VirtualCentre(
            centre: VirtualCentre.text.replacing(
                "level: level2, music: calm",
                with: "level: level2, music: calm, needs-agents: ready"))
        test.logIn("n1-a")
        test.logIn("n2-a", away: "pause")
        test.dial(number, from: phone, as: "x")
        #expect(test.refused == ["x": refusal])
        #expect(test.shift("n1-a") == [.ready])
        test.call("a")
        #expect(test.rings["n1-a"] != nil, "who was turned away is free")
    }

    @Test
    mutating func `a colleague with a caller is busy, and one who talks dials no second time`() {
        consult()
        test.logIn("n1-b")
        test.dial("4002", from: "a", as: "y")
        test.dial("4003", from: "b", as: "z")
        test.dial("4001", from: "b", as: "w")
        #expect(test.refused == ["y": .busy, "z": .busy, "w": .busy])
    }

    @Test(
        arguments: [
            (
                CallEvent.NoAnswerReason.timeout, DialRefusal.absent,
                AgentEvent.ConsultationEnd.noAnswer
            ),
            (.declined, .busy, .busy), (.unreachable, .absent, .absent),
        ])
    mutating func `a colleague who does not answer stays ready`(
        reason: CallEvent.NoAnswerReason, refusal: DialRefusal, end: AgentEvent.ConsultationEnd
    ) {
        holdCaller()
        test.dial("4003", from: "a", as: "x")
        test.happen(.notReached(reason), at: "n2-a")
        #expect(test.refused == ["x": refusal])
        #expect(test.shift("n1-a").last == .consultationEnded(end, consultation: "x"))
        #expect(test.shift("n2-a") == [.ready])
        test.dial("4003", from: "a", as: "y")
        #expect(test.rings["n2-a"] != nil)
    }

    @Test mutating func `who calls a queue waits with music for whoever is free`() {
        test.logIn("n1-a")
        test.dial("82", from: "a", as: "x")
        #expect(test.dialled["x"] == true)
        #expect(test.takeActs().contains(.consultation("x", .playMusic(name: "calm"))))
        test.pass(.seconds(40))
        test.logIn("n2-a")
        #expect(test.rings["n2-a"]?.name == "n1-a")
        test.happen(.reached, at: "n2-a")
        #expect(test.consulting == ["n2-a": "x"])
        test.happen(.hungUp, at: "n2-a", after: .seconds(9))
        #expect(test.dialled.isEmpty)
        #expect(test.shift("n2-a").last == .consultationEnded(.colleague, consultation: "x"))
        guard case .ready = test.state("n2-a") else {
            Issue.record("there is nothing to wrap up")
            return
        }
        #expect(test.state.standings.allSatisfy { $0.waiting == 0 })
    }

    @Test mutating func `the place in a queue is that of the customer on hold`() {
        holdCaller()
        test.happen(.away(reason: "pause"), to: "n2-a")
        test.call("b")
        test.happen(.digit(.two), to: "b")
        test.dial("81", from: "a", as: "x")
        test.call("c", after: .seconds(5))
        test.logIn("n1-b")
        #expect(test.rings["n1-b"]?.name == "n1-a")
    }

    @Test mutating func `after a word the colleague has the caller, with no wait`() {
        consult()
        _ = test.takeActs()
        test.happen(.transferAsked(to: "4003", inPlaceOf: "x"), at: "n1-a", after: .seconds(20))
        #expect(
            test.events("a").suffix(6) == [
                .transferred(.attended, from: "level1", to: "n2-a"), .holdOff,
                .talkEnded(by: .agent),
                .enqueued(queue: "level2", level: "level2", position: 1, rank: 2),
                .offered(agent: "n2-a"), .connected(agent: "n2-a"),
            ])
        let times = test.records.filter { $0.call == "a" }.suffix(6).map(\.time)
        #expect(Set(times).count == 1)
        #expect(test.joined == ["n2-a": "a"])
        #expect(test.dialled.isEmpty && test.consulting.isEmpty)
        #expect(test.rings["n1-a"] == nil, "both telephones of who handed on are let go")
        let answers = test.takeActs().compactMap { act in
            if case .agent("n1-a", .answerTransfer(_, let answer)) = act { answer } else { nil }
        }
        #expect(answers == [.done])
        guard case .wrapUp = test.state("n1-a"), case .talking("a", _) = test.state("n2-a") else {
            Issue.record("\(test.state.agents)")
            return
        }
        #expect(test.shift("n2-a").last == .consultationEnded(.transferred, consultation: "x"))
        test.happen(.hungUp, to: "a", after: .seconds(60))
        test.pass(.seconds(20))
        #expect(
            test.shift("n1-a").contains { if case .wrapEnded("a", _) = $0 { true } else { false } })
        #expect(
            test.shift("n2-a").contains { if case .wrapEnded("a", _) = $0 { true } else { false } })
        guard case .ready = test.state("n1-a"), case .ready = test.state("n2-a") else {
            Issue.record("\(test.state.agents)")
            return
        }
    }

    @Test
    mutating func `after a word with somebody of a queue, the caller is theirs in that queue`() {
        holdCaller()
        test.dial("82", from: "a", as: "x")
        test.happen(.reached, at: "n2-a")
        test.happen(.transferAsked(to: "82", inPlaceOf: "x"), at: "n1-a")
        #expect(
            test.events("a").suffix(6).first
                == .transferred(.attended, from: "level1", to: "level2"))
        #expect(test.events("a").last == .connected(agent: "n2-a"))
        #expect(test.joined == ["n2-a": "a"])
    }

    @Test(arguments: ["4003", "82"])
    mutating func `who hands on before anybody answered has dialled a transfer`(number: String) {
        holdCaller()
        test.dial(number, from: "a", as: "x")
        test.happen(.transferAsked(to: number, inPlaceOf: "x"), at: "n1-a")
        #expect(
            test.events("a").contains {
                if case .transferred(.blind, _, _) = $0 { true } else { false }
            })
        #expect(test.rings["n2-a"]?.name == "level2")
        #expect(test.dialled.isEmpty)
        test.happen(.reached, at: "n2-a")
        test.pass(.seconds(2))
        #expect(test.joined == ["n2-a": "a"])
    }

    @Test(arguments: ["none", "y"])
    mutating func `only a call of the agent's own is replaced`(name: String) {
        consult()
        test.logIn("n1-b")
        test.dial("81", from: "b", as: "y")
        _ = test.takeActs()
        test.happen(
            .transferAsked(to: "4003", inPlaceOf: CallID(rawValue: name)), at: "n1-a")
        #expect(test.joined == ["n1-a": "a"])
        #expect(test.consulting == ["n2-a": "x"])
        guard case .transferFailed("4003", _) = test.events("a").last else {
            Issue.record("\(test.events("a"))")
            return
        }
    }

    @Test mutating func `a caller who hangs up meanwhile leaves the two to their talk`() {
        consult()
        test.happen(.hungUp, to: "a")
        #expect(test.consulting == ["n2-a": "x"])
        #expect(test.dialled["x"] == true)
        test.call("b", after: .seconds(30))
        test.pass(.seconds(5))
        #expect(test.rings["n1-a"] == nil, "wrapped up, and still with the colleague")
        test.hangUp(consultation: "x")
        #expect(test.rings["n1-a"] != nil)
    }

    @Test(arguments: ["n1-a", "n2-a"])
    mutating func `who goes ends it`(agent: String) {
        test.logIn("n1-a")
        test.logIn("n2-a")
        test.dial("4003", from: "a", as: "x")
        test.happen(.reached, at: "n2-a")
        test.happen(.logout(.agent), to: agent)
        #expect(test.dialled.isEmpty && test.consulting.isEmpty)
        #expect(
            test.shift(agent).suffix(2) == [
                .consultationEnded(.absent, consultation: "x"), .logout(.agent),
            ])
    }
}
