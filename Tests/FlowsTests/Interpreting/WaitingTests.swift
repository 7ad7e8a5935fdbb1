import Telephony
import Testing

@testable import Flows

@Suite struct WaitingTests {
    private static let flow = """
        format: 1
        flow: waiting
        start: waiting
        steps:
          waiting:
            queue: level1
            say: Please hold.
            escape: {1: hours, 2: other, 3: away, 4: handing-on, 5: kept}
            offer: {after: 40s, next: hours}
            next: talked
            timeout: late
          hours:
            menu: {1: waiting, 2: short}
            say: We are open. Press 1 or 2.
            exhausted: bye
          short: {queue: level1, max-wait: 20s, timeout: late}
          other: {queue: level2, say: Another team., timeout: late}
          away: {hang-up: Goodbye.}
          handing-on: {transfer: outside, failed: hours}
          kept: {callback: level1, accepted: bye, refused: hours}
          talked: {say: How was it?, next: bye}
          late: {say: All are busy., next: bye}
          bye: {hang-up: Goodbye.}
        """

    /// A call that hears music in its queue.
    private func waiting() throws -> CallFixture {
        var call = try CallFixture(Self.flow)
        call.hearOut()
        return call
    }

    @Test func `nothing is said before the queue has given a place`() throws {
        var call = try CallFixture(FlowInterpreterTests.everything)
        call.answers = false
        call.hearOut()
        let effects = call.take(.digit(.five))
        #expect(effects.last == .enqueue(queue: "level1"))
        #expect(call.take(.queueJoined).contains { $0.saysSomething })
    }

    @Test(arguments: [CallEvent.FlowOutReason.full, .empty, .closed])
    func `a queue that takes no call leads out at once, unheard`(
        _ reason: CallEvent.FlowOutReason
    ) throws {
        var call = try CallFixture(
            """
            format: 1
            flow: refused
            start: menu
            steps:
              menu: {menu: {1: night}, say: Press 1., exhausted: bye}
              night:
                queue: night
                say: Please hold.
                timeout: bye
                full: full
                closed: closed
                empty: empty
              full: {hang-up: Full.}
              closed: {hang-up: Closed.}
              empty: {hang-up: Empty.}
              bye: {hang-up: Goodbye.}
            """, at: reason == .closed ? "2026-11-23 10:00:00" : "2026-11-23 19:00:00")
        call.refusal = reason
        call.press("1")
        #expect(call.steps.last == reason.rawValue)
        #expect(call.events.contains(.flowedOut(queue: "night", reason: reason)))
        #expect(!call.said.contains("Please hold."))
        // A closed queue has the visit counted, and never rings an agent.
        #expect(call.asked.contains(.noteVisit(queue: "night")) == (reason == .closed))
        #expect(call.asked.contains(.enqueue(queue: "night")) == (reason != .closed))
    }

    @Test func `a refusal without an exit of its own goes the way of the longest wait`() throws {
        var call = try CallFixture(FlowInterpreterTests.everything)
        call.refusal = .full
        call.hearOut()
        call.press("5")
        #expect(call.steps.last == "bye")
    }

    @Test func `who waits stays when the queue closes, and goes when the last agent does`() throws {
        var call = try CallFixture(
            """
            format: 1
            flow: evening
            start: night
            steps:
              night: {queue: night, timeout: bye, empty: nobody}
              nobody: {say: Nobody is left., next: bye}
              bye: {hang-up: Goodbye.}
            """, at: "2026-11-23 21:59:59")
        call.take(.agentTransferred(queue: "level1"), after: 2_000)
        #expect(call.state.queue == "night")
        call.take(.queueRefused(.empty))
        #expect(call.steps.last == "nobody")
        #expect(call.asked.last == .leaveQueue)
    }

    // MARK: Aside

    @Test func `a key leads out of the wait and not out of the queue`() throws {
        var call = try waiting()
        let effects = call.take(.digit(.one))
        #expect(effects.contains(.stepAside))
        #expect(effects.contains(.act(.cancelTimer(.maximumWait))))
        #expect(effects.contains(.act(.cancelTimer(.offer))))
        #expect(call.state.queueKept == "level1")
        #expect(!call.events.contains { $0.endsVisit })
    }

    @Test func `who comes back goes on waiting at once, for what is left of the time`() throws {
        var call = try waiting()
        call.take(.digit(.one), after: 9_000)
        let effects = call.take(.digit(.one), after: 20_000)
        #expect(effects.contains(.comeBack))
        #expect(!effects.contains(.enqueue(queue: "level1")))
        #expect(call.said.filter { $0 == "Please hold." }.count == 1)
        // A second was heard of the prompt before.
        #expect(effects.contains(.act(.setTimer(.maximumWait, .seconds(30)))))
        #expect(effects.contains(.act(.setTimer(.offer, .seconds(10)))))
        #expect(call.state.queue == "level1")
        #expect(call.state.queueKept == nil)
        call.take(.agentAnswered(agent: "desk-1"))
        #expect(call.events.last == .connected(agent: "desk-1"))
    }

    @Test func `the longest wait goes on aside, and ends the visit at the coming back`() throws {
        var call = try waiting()
        call.press("1")
        call.take(.digit(.one), after: 60_000)
        #expect(call.steps.last == "late")
        #expect(call.events.contains(.flowedOut(queue: "level1", reason: .timeout)))
        #expect(!call.asked.contains(.comeBack))
        #expect(call.asked.last == .leaveQueue)
    }

    @Test func `the step that is come back to has its own longest wait`() throws {
        var call = try waiting()
        call.press("1")
        call.take(.digit(.two), after: 19_000)
        #expect(call.steps.last == "late")
    }

    @Test func `another queue ends the visit before it begins another`() throws {
        var call = try waiting()
        call.press("2")
        #expect(
            call.asked.suffix(3)
                == [.stepAside, .leaveQueue, .enqueue(queue: "level2")])
        #expect(call.events.contains(.flowedOut(queue: "level1", reason: .key)))
        #expect(call.state.queue == "level2")
    }

    @Test(arguments: [
        (CallInput.hungUp, CallEvent.abandoned(queue: "level1")),
        (.promptEnded(PlaybackID(rawValue: 3)), .flowedOut(queue: "level1", reason: .key)),
    ])
    func `aside, a hang-up is an abandon, and the end of the flow is a key`(
        _ input: CallInput, _ event: CallEvent
    ) throws {
        var call = try waiting()
        call.press("3")
        call.take(input)
        #expect(call.events.filter(\.endsVisit) == [event])
        #expect(call.asked.last == .leaveQueue)
        #expect(call.state.isOver)
    }

    @Test func `a destination that takes the call ends the visit; one that does not keeps it`()
        throws
    {
        var call = try waiting()
        call.press("4")
        var failed = call
        failed.take(.transferFailed(reason: "busy"))
        #expect(failed.state.queueKept == "level1")
        call.take(.transferAnswered)
        #expect(
            call.events.suffix(2) == [
                .flowedOut(queue: "level1", reason: .key),
                .transferred(.blind, from: "waiting", to: "outside"),
            ])
    }

    @Test func `who is aside while the queue lets go comes to a new visit`() throws {
        var call = try waiting()
        call.press("1")
        call.take(.queueRefused(.empty))
        #expect(call.events.last == .flowedOut(queue: "level1", reason: .empty))
        call.press("1")
        #expect(call.asked.last == .enqueue(queue: "level1"))
    }

    @Test func `an agent who answers while the caller is aside is not heard`() throws {
        var call = try waiting()
        call.press("1")
        #expect(call.take(.agentAnswered(agent: "desk-1")) == [])
    }

    @Test func `callers are offered something after a time, once`() throws {
        var call = try waiting()
        #expect(call.acts.contains(.setTimer(.offer, .seconds(40))))
        let effects = call.take(.timerFired(.offer), after: 39_000)
        #expect(effects.contains(.stepAside))
        #expect(call.steps.last == "hours")
        let back = call.take(.digit(.one))
        #expect(back.contains(.comeBack))
        #expect(!back.contains { if case .act(.setTimer(.offer, _)) = $0 { true } else { false } })
    }

    // MARK: Callbacks

    @Test func `a callback step ends the visit with the place kept`() throws {
        var call = try waiting()
        call.press("5")
        let number = try #require(PhoneNumber("+33612345678"))
        #expect(call.asked.last == .callBack(queue: "level1", number: number))
        call.take(.callbackTaken(true))
        #expect(
            call.events.filter(\.endsVisit)
                == [.callbackAccepted(queue: "level1", number: .personal("+33612345678"))])
        call.take(.hungUp)
        #expect(call.events.last == .ended(.caller))
        #expect(!call.events.contains(.abandoned(queue: "level1")))
    }

    @Test func `a callback that is not taken leaves the place as it was`() throws {
        var call = try waiting()
        call.press("5")
        call.take(.callbackTaken(false))
        #expect(call.steps.last == "hours")
        call.press("1")
        #expect(call.asked.last == .comeBack)
    }
}

extension CallEffect {
    fileprivate var saysSomething: Bool {
        if case .act(.play) = self { true } else { false }
    }
}

extension CallEvent {
    /// Whether a visit to a queue ends with it.
    var endsVisit: Bool {
        switch self {
        case .connected, .abandoned, .flowedOut, .callbackAccepted: true
        default: false
        }
    }
}
