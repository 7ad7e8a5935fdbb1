import CallCentre
import Flows
import Queues
import Telephony
import Testing

/// Those who were called back and answered: calls like any other from there on.
@Suite struct CalledBackTests {
    private var test: VirtualCentre

    init() throws {
        test = try VirtualCentre(
            centre: Self.centre, flow: Self.line,
            others: ["after": VirtualCentre.survey, "vain": Self.vain])
    }

    private static let centre = VirtualCentre.text
        .replacing("pause: 5m}", with: "pause: 5m, next: after, timeout: vain}")
        .replacing(
            "level1, music: calm, max-wait", with: "level1, music: calm, record: yes, max-wait"
        )
        .replacing(
            "level2, music: calm, max-wait", with: "level2, music: calm, record: yes, max-wait")

    /// A line that tells of recordings by key 5.
    private static let line = """
        format: 1
        flow: line
        start: wait
        steps:
          wait: {queue: level1, escape: {2: back, 5: told}, next: bye, timeout: bye}
          told: {say: Calls are recorded., notice: recording, next: wait}
          back: {callback: level1, accepted: bye, refused: wait}
          bye: {hang-up: Goodbye.}
        """

    private static let vain = """
        format: 1
        flow: vain
        start: sorry
        steps: {sorry: {hang-up: Sorry.}}
        """

    private static let name = CallID(rawValue: "a-callback-1")
    private var name: String { Self.name.rawValue }

    /// Accepts a callback; n1-a answers it and hears who it is.
    private mutating func accept(told: Bool = false) {
        test.call("a", from: "+33612345678")
        if told {
            test.happen(.digit(.five), to: "a", after: .seconds(1))
            test.pass(.seconds(2))
        }
        test.happen(.digit(.two), to: "a", after: .seconds(10))
        test.pass(.seconds(5))
        test.happen(.hungUp, to: "a")
        test.pass(.seconds(60))
        test.logIn("n1-a")
        test.happen(.reached, at: "n1-a", after: .seconds(3))
        test.pass(.seconds(2))
    }

    /// Has somebody called back who talks with n1-a.
    private mutating func talk(told: Bool = false) {
        accept(told: told)
        test.happen(.reached, toCallback: "a")
    }

    /// The events from the talk on.
    private var story: [CallEvent] {
        let events = test.events(name)
        let begin = events.firstIndex(of: .callbackConnected(agent: "n1-a")) ?? events.startIndex
        return Array(events[begin...].dropFirst())
    }

    private mutating func acts() -> [CallAct] {
        test.takeActs().compactMap { if case .act(Self.name, let act) = $0 { act } else { nil } }
    }

    @Test mutating func `who answers is a call with the attempt's records before its own`() {
        talk()
        #expect(test.calledBack == ["a": Self.name])
        #expect(test.joined == ["n1-a": Self.name])
        #expect(test.state.openCalls == 1)
        #expect(
            test.events(name).dropFirst() == [
                .offered(agent: "n1-a"), .callbackConnected(agent: "n1-a"),
            ])
        let numbers = test.records.filter { $0.call == Self.name }.map(\.number)
        #expect(numbers == [1, 2, 3])
        #expect(test.state.awaitsCallback("a") == false)
    }

    @Test mutating func `hold has music, and stops it`() {
        talk()
        _ = acts()
        test.happen(.held, at: "n1-a", after: .seconds(5))
        #expect(
            acts().contains { if case .playMusic(_, name: "calm") = $0 { true } else { false } })
        test.happen(.retrieved, at: "n1-a", after: .seconds(5))
        #expect(story == [.holdOn, .holdOff])
        test.happen(.held, at: "n1-a")
        test.happen(.hungUp, to: name)
        #expect(
            story == [
                .holdOn, .holdOff, .holdOn, .holdOff, .talkEnded(by: .caller), .ended(.caller),
            ])
    }

    @Test mutating func `a survey follows when the agent has hung up`() {
        talk()
        test.happen(.hungUp, at: "n1-a", after: .seconds(30))
        #expect(test.joined.isEmpty)
        test.pass(.seconds(2))
        test.happen(.digit(.nine), to: name)
        test.pass(.seconds(5))
        #expect(
            story == [
                .talkEnded(by: .agent), .survey(question: "nps", answer: .common("9")),
                .ended(.flow),
            ])
        test.pass(.seconds(15))
        #expect(test.shift("n1-a").contains(.wrapEnded(call: Self.name, visit: 1)))
        #expect(test.state.openCalls == 0)
    }

    @Test mutating func `who is escalated waits at level 2 at the place of their first call`() {
        talk()
        test.call("other", from: "+33600000009", after: .seconds(20))
        test.happen(.digit(.one), to: "other")
        test.happen(.transferAsked(to: "82"), at: "n1-a")
        #expect(
            story == [
                .transferred(.blind, from: "level1", to: "level2"), .talkEnded(by: .agent),
                .enqueued(queue: "level2", level: "level2", position: 1, rank: 2),
            ])
        let answered = test.takeActs().contains {
            if case .agent("n1-a", .answerTransfer(_, .done)) = $0 { true } else { false }
        }
        #expect(answered)
        test.logIn("n2-a")
        test.happen(.reached, at: "n2-a", after: .seconds(5))
        test.pass(.seconds(2))
        #expect(test.joined["n2-a"] == Self.name)
        test.happen(.hungUp, at: "n2-a", after: .seconds(10))
        #expect(story.suffix(2) == [.connected(agent: "n2-a"), .talkEnded(by: .agent)])
        test.happen(.hungUp, to: name)
        #expect(story.last == .ended(.caller))
    }

    @Test mutating func `an escalated caller is before those who called later`() {
        talk()
        for agent in ["n2-a"] { test.logIn(agent, away: "pause") }
        test.happen(.transferAsked(to: "82"), at: "n1-a", after: .seconds(5))
        test.call("late", from: "+33600000009")
        test.happen(.reached, at: "n1-a", after: .seconds(16))
        test.pass(.seconds(2))
        test.happen(.transferAsked(to: "82"), at: "n1-a")
        test.happen(.ready, to: "n2-a")
        test.happen(.reached, at: "n2-a")
        test.pass(.seconds(2))
        #expect(test.joined["n2-a"] == Self.name)
    }

    @Test mutating func `a colleague takes over`() {
        talk()
        test.logIn("n1-b")
        test.happen(.transferAsked(to: "4002"), at: "n1-a")
        test.happen(.reached, at: "n1-b")
        test.pass(.seconds(2))
        #expect(test.joined == ["n1-b": Self.name])
        #expect(
            story.suffix(4) == [
                .talkEnded(by: .agent),
                .enqueued(queue: "level1", level: "level1", position: 1, rank: 1),
                .offered(agent: "n1-b"), .connected(agent: "n1-b"),
            ])
    }

    @Test mutating func `a transfer to nowhere leaves the talk as it is`() {
        talk()
        test.happen(.transferAsked(to: "0612"), at: "n1-a")
        #expect(test.joined == ["n1-a": Self.name])
        guard case .transferFailed("0612", _) = story.last else {
            Issue.record("\(story)")
            return
        }
    }

    @Test mutating func `nobody at level 2 leads to the flow for that`() {
        talk()
        test.happen(.transferAsked(to: "82"), at: "n1-a")
        test.pass(.seconds(601))
        #expect(story.contains(.flowedOut(queue: "level2", reason: .timeout)))
        test.pass(.seconds(2))
        #expect(story.last == .ended(.flow))
        let heard = test.records.contains {
            $0.call == Self.name && $0.event == .stepEntered(flow: "vain", step: "sorry")
        }
        #expect(heard)
    }

    @Test mutating func `without a flow for it, the end of the talk is the end of the call`() throws
    {
        test = try VirtualCentre()
        talk()
        test.happen(.hungUp, at: "n1-a")
        #expect(story == [.talkEnded(by: .agent), .ended(.agent)])
    }

    // MARK: Recording

    @Test(arguments: [true, false])
    mutating func `a talk is recorded where they were told when they accepted`(told: Bool) {
        talk(told: told)
        let begins = story.contains(.recordingStarted(name: "talk-1"))
        #expect(begins == told)
        let records = test.takeActs().contains {
            if case .agent("n1-a", .record(_, Self.name, "talk-1")) = $0 { true } else { false }
        }
        #expect(records == told)
        test.happen(.hungUp, at: "n1-a", after: .seconds(8))
        let ends = story.contains(.recordingEnded(name: "talk-1", length: .seconds(8)))
        #expect(ends == told)
    }

    @Test(arguments: [true, false])
    mutating func `what they agreed to holds after a restart`(recordsTalks: Bool) {
        test.happen(
            .kept(
                KeptCallback(
                    queue: "level1", caller: CallerID(rawValue: "c"),
                    number: PhoneNumber("+33612345678")!, since: .seconds(-60),
                    accepted: .seconds(-50), recordsTalks: recordsTalks, attempts: 0,
                    pause: .zero)), toCallback: "a")
        test.logIn("n1-a")
        test.happen(.reached, at: "n1-a")
        test.pass(.seconds(2))
        test.happen(.reached, toCallback: "a")
        #expect(story.contains(.recordingStarted(name: "talk-1")) == recordsTalks)
    }

    // MARK: Ends

    /// Where the customer, or Allo, ends it.
    enum Boundary: CaseIterable, Sendable {
        case talking, held, asked, waiting, whispering
    }

    @Test(arguments: Boundary.allCases, [CallInput.hungUp, .stopped])
    mutating func `whoever ends it, and when, frees everybody`(
        boundary: Boundary, input: CallInput
    ) {
        talk()
        switch boundary {
        case .talking: break
        case .held: test.happen(.held, at: "n1-a")
        case .asked: test.happen(.hungUp, at: "n1-a")
        case .waiting: test.happen(.transferAsked(to: "82"), at: "n1-a")
        case .whispering:
            test.happen(.transferAsked(to: "82"), at: "n1-a")
            test.logIn("n2-a")
            test.happen(.reached, at: "n2-a")
        }
        test.happen(input, to: name)
        #expect(story.last == .ended(input == .stopped ? .stopped : .caller))
        test.pass(.seconds(60))
        #expect(test.joined.isEmpty && test.rings.isEmpty && test.state.openCalls == 0)
        #expect(test.state.standings.allSatisfy { $0.waiting == 0 })
        guard case .ready = test.state("n1-a") else {
            Issue.record("\(String(describing: test.state("n1-a")))")
            return
        }
    }

    @Test mutating func `a centre that drains lets them talk, and be escalated, to the end`() {
        talk()
        test.take(.draining)
        test.happen(.transferAsked(to: "82"), at: "n1-a")
        test.logIn("n2-a")
        test.happen(.reached, at: "n2-a")
        test.pass(.seconds(2))
        #expect(test.joined["n2-a"] == Self.name)
    }

    @Test mutating func `an agent who leaves before they answer has no call of them`() {
        accept()
        test.happen(.hungUp, at: "n1-a")
        test.happen(.reached, toCallback: "a")
        #expect(test.state.openCalls == 0)
        #expect(test.joined.isEmpty)
    }

    @Test mutating func `who calls again meanwhile is not called back a second time`() {
        talk()
        test.call("again", from: "+33612345678")
        test.logIn("n1-b")
        test.happen(.reached, at: "n1-b")
        test.pass(.seconds(2))
        #expect(test.joined == ["n1-a": Self.name, "n1-b": "again"])
        test.happen(.hungUp, to: "again")
        test.happen(.hungUp, to: name)
        test.pass(.seconds(400))
        #expect(test.rings.isEmpty)
    }
}
