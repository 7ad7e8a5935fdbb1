import CallCentre
import Flows
import Queues
public import Telephony
import Testing

/// Agents who are rung, hear who calls, talk, hand on and wrap up.
@Suite struct AgentTests {
    private var test: VirtualCentre

    init() throws { test = try VirtualCentre() }

    /// `a` waits, and `n1-a` talks with them.
    private mutating func talk() {
        test.logIn("n1-a")
        test.call("a", from: "+33612345678")
        test.happen(.reached, at: "n1-a", after: .seconds(3))
        test.pass(.seconds(2))
    }

    @Test mutating func `an agent is rung, hears who calls, and then the caller`() {
        test.logIn("n1-a")
        test.call("a")
        #expect(test.rings["n1-a"]?.phone == .user("a"))
        #expect(test.rings["n1-a"]?.name == "level1")
        test.happen(.reached, at: "n1-a", after: .seconds(3))
        #expect(test.joined.isEmpty, "first the whisper")
        let whispers = test.takeActs().filter {
            if case .agent("n1-a", .play) = $0 { true } else { false }
        }
        #expect(whispers.count == 1)
        test.pass(.seconds(2))
        #expect(test.joined == ["n1-a": "a"])
        #expect(
            test.events("a") == [
                .enqueued(queue: "level1", level: "level1", position: 1, rank: 1),
                .offered(agent: "n1-a"), .connected(agent: "n1-a"),
            ])
        let connected = test.records.last { $0.event == .connected(agent: "n1-a") }
        #expect(connected?.time == .seconds(5), "the whisper counts as wait")
    }

    @Test mutating func `where nothing is whispered the agent hears the caller at once`() throws {
        test = try VirtualCentre(
            centre: VirtualCentre.text.replacing(
                #"number: "81"}"#, with: #"number: "81", whisper: no}"#))
        test.logIn("n1-a")
        test.call("a")
        test.happen(.reached, at: "n1-a", after: .seconds(3))
        #expect(test.joined == ["n1-a": "a"])
    }

    @Test mutating func `who comes away at once is away for that reason alone`() {
        test.logIn("n1-a", away: "formation")
        #expect(test.shift("n1-a") == [.away(reason: "formation")])
        #expect(test.state("n1-a") == .away(reason: "formation", since: .zero))
    }

    @Test mutating func `while nobody may be rung callers wait on, and are served in turn then`() {
        test.logIn("n1-a")
        test.take(.ringing(isAllowed: false))
        test.call("a", from: "+33600000001")
        test.call("b", from: "+33600000002", after: .seconds(5))
        test.logIn("n1-b")
        test.pass(.seconds(120))
        #expect(test.rings.isEmpty)
        #expect(test.events("a").count == 1, "nothing but that they wait")
        test.take(.ringing(isAllowed: true))
        #expect(Set(test.rings.keys) == ["n1-a", "n1-b"])
        test.happen(.reached, at: "n1-a")
        test.pass(.seconds(2))
        #expect(test.joined == ["n1-a": "a"])
    }

    @Test mutating func `who was not rung after all is ready still, and has missed nothing`() {
        test.logIn("n1-a")
        test.call("a")
        for _ in 0..<3 {
            test.take(.ringing(isAllowed: false))
            test.happen(.notRung, at: "n1-a")
            #expect(test.state("n1-a") == .ready(since: .zero))
            #expect(test.rings.isEmpty)
            test.take(.ringing(isAllowed: true))
            #expect(test.rings["n1-a"] != nil)
        }
        #expect(test.shift("n1-a") == [.ready])
        #expect(
            Array(test.events("a").suffix(2)) == [
                .ringNoAnswer(agent: "n1-a", reason: .withdrawn), .offered(agent: "n1-a"),
            ])
    }

    @Test mutating func `a caller who hangs up frees the agent, who wraps up`() {
        talk()
        test.happen(.hungUp, to: "a", after: .seconds(60))
        #expect(test.rings.isEmpty, "the telephone is let go")
        #expect(
            Array(test.events("a").suffix(2)) == [.talkEnded(by: .caller), .ended(.caller)])
        guard case .wrapUp = test.state("n1-a") else {
            Issue.record("\(String(describing: test.state("n1-a")))")
            return
        }
        test.pass(.seconds(15))
        #expect(test.shift("n1-a") == [.ready, .wrapEnded(call: "a", visit: 4)])
        guard case .ready = test.state("n1-a") else {
            Issue.record("\(String(describing: test.state("n1-a")))")
            return
        }
    }

    @Test mutating func `an agent who hangs up leaves the caller to the survey`() {
        talk()
        test.happen(.hungUp, at: "n1-a", after: .seconds(60))
        #expect(test.events("a").last == .talkEnded(by: .agent))
        test.pass(.seconds(1))
        test.happen(.digit(.nine), to: "a", after: .seconds(1))
        test.pass(.seconds(5))
        #expect(test.events("a").contains(.survey(question: "nps", answer: .common("9"))))
    }

    @Test mutating func `a caller who hangs up while it rings is nobody's any more`() {
        test.logIn("n1-a")
        test.call("a")
        test.happen(.hungUp, to: "a", after: .seconds(2))
        #expect(test.rings.isEmpty)
        #expect(
            test.events("a").suffix(3) == [
                .abandoned(queue: "level1"),
                .ringNoAnswer(agent: "n1-a", reason: .withdrawn), .ended(.caller),
            ])
        test.happen(.reached, at: "n1-a")
        #expect(test.joined.isEmpty)
        guard case .ready = test.state("n1-a") else {
            Issue.record("\(String(describing: test.state("n1-a")))")
            return
        }
    }

    @Test mutating func `a caller who hangs up during the whisper has abandoned`() {
        test.logIn("n1-a")
        test.call("a")
        test.happen(.reached, at: "n1-a", after: .seconds(2))
        test.happen(.hungUp, to: "a", after: .seconds(1))
        #expect(test.events("a").contains(.abandoned(queue: "level1")))
        #expect(!test.events("a").contains(.connected(agent: "n1-a")))
        #expect(test.rings.isEmpty)
        guard case .ready = test.state("n1-a") else {
            Issue.record("\(String(describing: test.state("n1-a")))")
            return
        }
        #expect(test.shift("n1-a") == [.ready], "there was nothing to wrap up")
    }

    @Test mutating func `an agent who hangs up during the whisper gives the caller back`() {
        test.logIn("n1-a")
        test.logIn("n1-b")
        test.call("a")
        let first = test.rings.keys.first
        test.happen(.reached, at: first?.rawValue ?? "", after: .seconds(2))
        test.happen(.hungUp, at: first?.rawValue ?? "", after: .seconds(1))
        #expect(test.rings.count == 1 && test.rings.keys.first != first, "the other is rung")
        #expect(!test.events("a").contains { if case .abandoned = $0 { true } else { false } })
        #expect(test.events("a").count { if case .enqueued = $0 { true } else { false } } == 1)
    }

    @Test mutating func `who does not answer is passed over, and is away after two`() {
        test.logIn("n1-a")
        test.call("a")
        test.pass(.seconds(20))
        #expect(
            test.events("a").contains(.ringNoAnswer(agent: "n1-a", reason: .timeout)))
        test.pass(.seconds(40))
        #expect(test.shift("n1-a") == [.ready, .away(reason: "no-answer")])
        test.happen(.ready, to: "n1-a")
        #expect(test.rings["n1-a"] != nil, "back, and rung for who still waits")
    }

    @Test mutating func `a telephone that is gone makes its agent away at once`() {
        test.logIn("n1-a")
        test.call("a")
        test.happen(.notReached(.unreachable), at: "n1-a")
        #expect(test.shift("n1-a") == [.ready, .away(reason: "unreachable")])
        test.happen(.telephone(isReachable: true), to: "n1-a")
        #expect(test.rings["n1-a"] != nil, "it is back")
    }

    @Test mutating func `an agent hands a caller on to level 2, with the place of their arrival`() {
        talk()
        test.call("b", after: .seconds(1))
        test.happen(.transferAsked(to: "82"), at: "n1-a", after: .seconds(30))
        #expect(
            test.events("a").suffix(3) == [
                .transferred(.blind, from: "level1", to: "level2"), .talkEnded(by: .agent),
                .enqueued(queue: "level2", level: "level2", position: 1, rank: 2),
            ])
        #expect(test.rings["n1-a"] == nil)
        let answers = test.takeActs().filter {
            if case .agent("n1-a", .answerTransfer(_, .done)) = $0 { true } else { false }
        }
        #expect(answers.count == 1)
        test.logIn("n2-a")
        #expect(test.rings["n2-a"] != nil)
        test.happen(.reached, at: "n2-a")
        test.pass(.seconds(2))
        #expect(test.joined["n2-a"] == "a")
        test.happen(.hungUp, to: "a", after: .seconds(10))
        test.pass(.seconds(20))
        let wraps = test.shift("n1-a") + test.shift("n2-a")
        #expect(wraps.contains(.wrapEnded(call: "a", visit: 4)))
        #expect(wraps.contains { $0 != .wrapEnded(call: "a", visit: 4) && $0.isWrapEnd(of: "a") })
    }

    @Test(arguments: ["4002", "n1-b", "b"])
    mutating func `an agent hands a caller on to a colleague who is there`(_ dialled: String) {
        talk()
        test.happen(.transferAsked(to: dialled), at: "n1-a")
        #expect(test.joined["n1-a"] == "a", "the colleague is not there")
        test.logIn("n1-b")
        test.happen(.transferAsked(to: dialled), at: "n1-a")
        #expect(
            test.events("a").contains(.transferred(.blind, from: "level1", to: "n1-b")))
        #expect(test.rings["n1-a"] == nil)
        test.happen(.reached, at: "n1-b")
        test.pass(.seconds(2))
        #expect(test.joined == ["n1-b": "a"])
    }

    @Test mutating func `nobody hands a caller on to themselves`() {
        talk()
        test.happen(.transferAsked(to: "4001"), at: "n1-a")
        #expect(test.joined["n1-a"] == "a")
    }

    @Test mutating func `where all are rung, those who were not faster list no missed call`() throws
    {
        let all = VirtualCentre.text.replacing(
            "max-wait: 10m, number: \"81\"",
            with: "max-wait: 10m, strategy: ring-all, number: \"81\"")
        test = try VirtualCentre(centre: all)
        test.logIn("n1-a")
        test.logIn("n1-b")
        test.call("a")
        #expect(test.rings.count == 2)
        test.happen(.reached, at: "n1-b")
        #expect(test.withdrawn == ["n1-a"])
        #expect(
            test.events("a").contains(.ringNoAnswer(agent: "n1-a", reason: .withdrawn)))
    }

    /// What a telephone hears that asks for a transfer.
    private mutating func answers(to agent: AgentID) -> [TransferAnswer] {
        test.takeActs().compactMap { act in
            if case .agent(agent, .answerTransfer(_, let answer)) = act { answer } else { nil }
        }
    }

    @Test(
        arguments: [
            ("max-length: 1", "81", "the queue is full", TransferAnswer.busy),
            ("needs-agents: ready", "82", "nobody is there for the queue", .absent),
            ("hours: never", "82", "the queue is closed", .absent),
            ("max-wait: 5m", "4002", "n1-b is not there", .absent),
            ("max-wait: 5m", "4003", "n2-a is away", .absent),
        ])
    mutating func `who is refused where an agent sends them talks on with the agent`(
        rule: String, dialled: String, reason: String, answer: TransferAnswer
    ) throws {
        let level = dialled == "81" ? "level1" : "level2"
        let centre = VirtualCentre.text.replacing(
            "{level: \(level), music: calm, max-wait: 10m",
            with: "{level: \(level), music: calm, \(rule)"
        ).replacing(
            "music: {calm",
            with: "calendars: {never: {open: {sunday: \"03:00-04:00\"}}}\nmusic: {calm")
        test = try VirtualCentre(centre: centre)
        talk()
        test.logIn("n2-a", away: "pause")
        test.call("b")
        _ = test.takeActs()
        test.happen(.transferAsked(to: dialled), at: "n1-a", after: .seconds(3))
        #expect(test.joined["n1-a"] == "a")
        guard case .transferFailed(let to, reason) = test.events("a").last else {
            Issue.record("\(test.events("a"))")
            return
        }
        #expect(["level1", "level2", "n1-b", "n2-a"].contains(to))
        #expect(answers(to: "n1-a") == [answer])
        test.happen(.hungUp, to: "a")
        #expect(test.events("a").contains(.talkEnded(by: .caller)))
    }

    @Test mutating func `a colleague of another level is reached in a queue of theirs`() {
        talk()
        test.logIn("n2-a")
        test.happen(.transferAsked(to: "4003"), at: "n1-a")
        #expect(
            test.events("a").suffix(4) == [
                .transferred(.blind, from: "level1", to: "n2-a"), .talkEnded(by: .agent),
                .enqueued(queue: "level2", level: "level2", position: 1, rank: 2),
                .offered(agent: "n2-a"),
            ])
    }

    @Test mutating func `a transfer to nowhere leaves the talk as it is`() {
        talk()
        test.happen(.transferAsked(to: "0612"), at: "n1-a")
        #expect(test.joined["n1-a"] == "a")
        #expect(
            test.events("a").last.map {
                if case .transferFailed("0612", _) = $0 { true } else { false }
            } == true)
        let refused = test.takeActs().filter {
            if case .agent("n1-a", .answerTransfer(_, .refused)) = $0 { true } else { false }
        }
        #expect(refused.count == 1)
    }

    @Test mutating func `an agent who logs out in mid-call finishes it first`() {
        talk()
        test.happen(.logout(.agent), to: "n1-a")
        #expect(test.joined["n1-a"] == "a")
        test.happen(.hungUp, to: "a", after: .seconds(5))
        test.pass(.seconds(15))
        #expect(
            test.shift("n1-a") == [.ready, .wrapEnded(call: "a", visit: 4), .logout(.agent)])
        #expect(test.state.agents.isEmpty)
    }

    @Test mutating func `an agent is at one telephone, and a telephone is one agent's`() {
        test.logIn("n1-a")
        _ = test.takeActs()
        test.logIn("n1-a")
        #expect(test.takeActs() == [.agent("n1-a", .refused(.loggedIn(phone: "a")))])
        test.happen(
            .login(AgentInput.Login(phone: "a", shift: "x", unixMilliseconds: 0)), to: "n1-b")
        #expect(test.takeActs() == [.agent("n1-b", .refused(.phoneTaken(by: "n1-a")))])
        test.happen(
            .login(AgentInput.Login(phone: "zz", shift: "x", unixMilliseconds: 0)), to: "n1-b")
        #expect(test.takeActs() == [.agent("n1-b", .refused(.unknownPhone("zz")))])
        test.logIn("nobody")
        #expect(test.takeActs() == [.agent("nobody", .refused(.unknown))])
    }
}

extension AgentEvent {
    func isWrapEnd(of call: CallID) -> Bool {
        if case .wrapEnded(call, _) = self { true } else { false }
    }
}

extension AgentID: ExpressibleByStringLiteral {
    /// Names one.
    public init(stringLiteral name: String) { self.init(rawValue: name) }
}

extension CallID: ExpressibleByStringLiteral {
    /// Names one.
    public init(stringLiteral name: String) { self.init(rawValue: name) }
}

/// What callers and agents do while the agent hears who calls.
@Suite struct WhisperTests {
    private var test: VirtualCentre

    init() throws {
        test = try VirtualCentre()
        test.logIn("n1-a")
        test.call("a", from: "+33612345678")
        test.happen(.reached, at: "n1-a", after: .seconds(2))
    }

    @Test mutating func `a caller who goes to a menu meanwhile frees the agent, and comes back`() {
        test.happen(.digit(.two), to: "a")
        #expect(test.rings.isEmpty)
        #expect(
            test.events("a").contains(.ringNoAnswer(agent: "n1-a", reason: .withdrawn)))
        guard case .ready = test.state("n1-a") else {
            Issue.record("\(String(describing: test.state("n1-a")))")
            return
        }
        test.pass(.seconds(60))
        #expect(test.joined.isEmpty)
    }

    @Test mutating func `an agent who hangs up gives the caller back whatever the queue's limits`()
        throws
    {
        let full = VirtualCentre.text.replacing(
            "max-wait: 10m, number: \"81\"", with: "max-wait: 10m, max-length: 1, number: \"81\"")
        test = try VirtualCentre(centre: full)
        test.logIn("n1-a")
        test.call("a")
        test.happen(.reached, at: "n1-a", after: .seconds(1))
        test.call("b")
        test.happen(.hungUp, at: "n1-a")
        #expect(!test.events("a").contains(.flowedOut(queue: "level1", reason: .full)))
        #expect(test.shift("n1-a") == [.ready], "nothing was to be wrapped up")
        test.pass(.seconds(5))
        #expect(test.rings["n1-a"] != nil, "after a rest they are rung again")
    }

    @Test mutating func `who accepts a callback and then waits elsewhere is not called back`()
        throws
    {
        let flow = VirtualCentre.flow.replacing("accepted: bye", with: "accepted: other")

        let other = flow.replacing(
            "  ask:\n", with: "  other: {queue: level2, timeout: bye}\n  ask:\n")
        test = try VirtualCentre(flow: other)
        test.call("a", from: "+33612345678")
        test.happen(.digit(.two), to: "a", after: .seconds(5))
        test.pass(.seconds(10))
        test.logIn("n2-a")
        test.happen(.reached, at: "n2-a")
        test.pass(.seconds(2))
        #expect(test.joined["n2-a"] == "a")
        #expect(test.callbacks.isEmpty)
        #expect(test.events("a").contains(.connected(agent: "n2-a")))
        test.happen(.hungUp, to: "a", after: .seconds(5))
        test.pass(.seconds(60))
        test.logIn("n1-a")
        #expect(test.rings.isEmpty, "the callback was taken back")
    }
}
