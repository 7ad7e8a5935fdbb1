import CallCentre
import Flows
import Queues
import Telephony
import Testing

/// Callers who hang up and are called back at their place.
@Suite struct CallbackTests {
    private var test: VirtualCentre

    init() throws { test = try VirtualCentre() }

    private mutating func accept(_ call: String, _ number: String = "+33612345678") {
        test.call(call, from: number)
        test.happen(.digit(.two), to: call, after: .seconds(10))
        test.pass(.seconds(5))
        test.happen(.hungUp, to: call)
    }

    /// Lets the agent answer and hear who it is.
    private mutating func answer(_ agent: String) {
        test.happen(.reached, at: agent)
        test.pass(.seconds(2))
    }

    @Test mutating func `who was not called after all keeps the place and all attempts`() {
        accept("b")
        test.logIn("n1-a")
        for _ in 0..<4 {
            answer("n1-a")
            #expect(test.callbacks["b"] != nil)
            test.take(.ringing(isAllowed: false))
            test.happen(.notRung, toCallback: "b")
            #expect(test.callbacks.isEmpty && test.rings.isEmpty)
            test.pass(.seconds(15))
            test.take(.ringing(isAllowed: true))
            #expect(test.rings["n1-a"] != nil)
        }
        answer("n1-a")
        test.happen(.reached, toCallback: "b")
        #expect(test.joined["n1-a"] == "b-callback-5")
    }

    @Test mutating func `those who are to be called back are told, the longest wait first`() {
        #expect(test.state.callbackStandings.isEmpty)
        accept("b", "+33600000002")
        test.pass(.seconds(60))
        accept("a", "+33600000001")
        #expect(test.state.callbackStandings.map(\.call.rawValue) == ["b", "a"])
        #expect(
            test.state.callbackStandings.map(\.number.text) == ["+33600000002", "+33600000001"])
        #expect(test.state.callbackStandings.map(\.queue) == ["level1", "level1"])
        let waits = test.state.callbackStandings.map { test.now - $0.since }
        #expect(waits[0] - waits[1] == .seconds(75))
        test.logIn("n1-a")
        #expect(test.state.callbackStandings.map(\.attempts) == [1, 0])
        test.happen(.cancelled, toCallback: "b")
        #expect(test.state.callbackStandings.map(\.call.rawValue) == ["a"])
    }

    @Test mutating func `a callback is served between those before and those behind`() {
        test.call("before", from: "+33600000001")
        accept("b", "+33600000002")
        test.call("behind", from: "+33600000003", after: .seconds(5))
        test.logIn("n1-a")
        answer("n1-a")
        #expect(test.joined["n1-a"] == "before")
        test.happen(.hungUp, to: "before", after: .seconds(30))
        test.pass(.seconds(15))
        answer("n1-a")
        #expect(test.callbacks["b"]?.route.address == "+33600000002")
        test.happen(.reached, toCallback: "b")
        #expect(test.joined["n1-a"] == "b-callback-1")
        test.happen(.hungUp, to: "b-callback-1")
        test.pass(.seconds(15))
        answer("n1-a")
        #expect(test.joined["n1-a"] == "behind")
        #expect(
            test.events("b-callback-1").dropFirst() == [
                .offered(agent: "n1-a"), .callbackConnected(agent: "n1-a"),
                .talkEnded(by: .caller), .ended(.caller),
            ])
        #expect(
            test.events("b").contains { event in
                if case .callbackAccepted("level1", .personal("+33600000002"), _) = event {
                    true
                } else {
                    false
                }
            })
        #expect(test.shift("n1-a").contains(.wrapEnded(call: "b-callback-1", visit: 1)))
    }

    @Test mutating func `nobody is rung while the caller is still on the line`() {
        test.logIn("n1-a", away: "pause")
        test.call("a", from: "+33612345678")
        test.happen(.digit(.two), to: "a", after: .seconds(10))
        test.happen(.ready, to: "n1-a")
        #expect(test.rings.isEmpty)
        test.pass(.seconds(5))
        test.happen(.hungUp, to: "a")
        #expect(test.rings["n1-a"] != nil)
    }

    @Test mutating func `who does not answer is tried again after a pause, and then no more`() {
        accept("a")
        test.logIn("n1-a")
        answer("n1-a")
        test.happen(.notReached(.timeout), toCallback: "a")
        #expect(
            test.events("a-callback-1").suffix(2) == [
                .callbackFailed(reason: .noAnswer, isLast: false), .ended(.flow),
            ])
        #expect(test.rings.isEmpty)
        guard case .ready = test.state("n1-a") else {
            Issue.record("\(String(describing: test.state("n1-a")))")
            return
        }
        test.pass(.seconds(299))
        #expect(test.rings.isEmpty)
        test.pass(.seconds(1))
        #expect(test.rings["n1-a"] != nil)
        answer("n1-a")
        test.happen(.notReached(.busy), toCallback: "a")
        #expect(
            test.events("a-callback-2").suffix(2) == [
                .callbackFailed(reason: .busy, isLast: true), .ended(.flow),
            ])
        test.pass(.seconds(1_000))
        #expect(test.rings.isEmpty)
    }

    @Test mutating func `never more callbacks out than free agents`() {
        for name in ["a", "b", "c"] { accept(name, "+3361234567\(name == "a" ? 1 : 2)") }
        test.logIn("n1-a")
        test.logIn("n1-b")
        #expect(test.rings.count == 2)
        answer("n1-a")
        answer("n1-b")
        #expect(test.callbacks.count == 2)
    }

    @Test mutating func `an agent who hangs up before they answer leaves them to a colleague`() {
        accept("a")
        test.logIn("n1-a")
        answer("n1-a")
        #expect(test.callbacks["a"] != nil)
        test.logIn("n1-b")
        test.happen(.hungUp, at: "n1-a")
        #expect(test.callbacks["a"] == nil, "their telephone stops ringing")
        #expect(
            test.events("a-callback-1").contains(
                .callbackFailed(reason: .agentLeft, isLast: false)))
        #expect(!test.rings.isEmpty, "somebody is rung for them again")
    }

    @Test mutating func `agents who hang up use up none of the attempts`() {
        accept("a")
        test.logIn("n1-a")
        for _ in 0..<5 {
            test.happen(.reached, at: "n1-a")
            test.happen(.hungUp, at: "n1-a", after: .seconds(1))
            test.pass(.seconds(5))
        }
        answer("n1-a")
        #expect(test.callbacks["a"] != nil)
        test.happen(.reached, toCallback: "a")
        #expect(test.joined["n1-a"] == "a-callback-6")
    }

    @Test mutating func `a number that no trunk may call is refused`() {
        test.call("a", from: "+44612345678")
        test.happen(.digit(.two), to: "a", after: .seconds(10))
        #expect(
            !test.events("a").contains { if case .callbackAccepted = $0 { true } else { false } })
    }

    @Test mutating func `who calls again and is served is not called back`() {
        accept("a", "+33612345678")
        test.call("again", from: "+33612345678")
        test.logIn("n1-a")
        test.logIn("n1-b")
        answer("n1-a")
        answer("n1-b")
        let served = test.joined.values.contains("again")
        #expect(served)
        #expect(
            test.events("a-callback-1").contains(.callbackFailed(reason: .cancelled, isLast: true)))
    }

    @Test mutating func `who accepts twice is called back once, at the first place`() {
        accept("a", "+33612345678")
        test.call("between", after: .seconds(5))
        accept("again", "+33612345678")
        #expect(
            test.events("a-callback-1").contains(
                .callbackFailed(reason: .cancelled, isLast: true)))
        test.logIn("n1-a")
        answer("n1-a")
        #expect(Array(test.callbacks.keys) == ["again"], "before the one who came in between")
    }

    @Test mutating func `a centre that drains calls nobody back any more`() {
        accept("a")
        test.take(.draining)
        test.logIn("n1-a")
        #expect(test.rings.isEmpty)
        #expect(test.events("a-callback-1").isEmpty, "who runs Allo next goes on with it")
        test.call("b")
        #expect(test.rings["n1-a"] != nil, "callers are served to the last")
    }

    @Test mutating func `a talk with somebody who was called back ends with Allo, and says so`() {
        accept("a")
        test.logIn("n1-a")
        answer("n1-a")
        test.happen(.reached, toCallback: "a")
        test.happen(.stopped, to: "a-callback-1")
        #expect(
            test.events("a-callback-1").suffix(2) == [.talkEnded(by: .flow), .ended(.stopped)])
        #expect(test.joined.isEmpty)
    }

    @Test mutating func `an operator takes a callback back`() {
        accept("a")
        test.happen(.cancelled, toCallback: "a")
        #expect(
            test.events("a-callback-1").dropFirst() == [
                .callbackFailed(reason: .cancelled, isLast: true), .ended(.flow),
            ])
        test.logIn("n1-a")
        #expect(test.rings.isEmpty)
    }

    @Test mutating func `a callback that was kept over a crash has its place of old`() {
        test.call("new", after: .seconds(5))
        test.happen(
            .kept(
                KeptCallback(
                    queue: "level1", caller: CallerID(rawValue: "c"),
                    number: PhoneNumber("+33612345678")!, since: .seconds(-60),
                    accepted: .seconds(-50), attempts: 1, pause: .zero)), toCallback: "old")
        test.logIn("n1-a")
        answer("n1-a")
        #expect(test.callbacks["old"] != nil)
        #expect(test.events("old-callback-2").contains(.offered(agent: "n1-a")))
    }
}
