import Telephony
import Testing

@testable import Flows

@Suite struct FlowInterpreterTests {
    @Test(arguments: activities.indices, inputs.indices)
    func `whatever happens in whatever state, the call stays whole`(
        _ activity: Int, _ input: Int
    ) throws {
        var call = try CallFixture(Self.everything)
        Self.activities[activity].script(&call)
        let before = call.events.count
        let wasOver = call.state.isOver
        call.take(Self.inputs[input])
        if wasOver { #expect(call.events.count == before) }
        #expect(call.ends.count <= 1)
        // Wherever it now is, a hang-up ends it, once, and nothing follows.
        call.take(.hungUp)
        #expect(call.state.isOver)
        #expect(call.ends.count == 1)
        #expect(call.events.last.map { if case .ended = $0 { true } else { false } } == true)
        for late in Self.inputs { #expect(call.take(late) == []) }
        let started = call.events.count { if case .promptStarted = $0 { true } else { false } }
        let ended = call.events.count { if case .promptEnded = $0 { true } else { false } }
        #expect(started == ended, "each prompt that begins ends")
    }

    @Test(arguments: activities.indices)
    func `a hang-up leaves no timer and no sound behind`(_ activity: Int) throws {
        var call = try CallFixture(Self.everything)
        Self.activities[activity].script(&call)
        call.take(.hungUp)
        var timers: Set<CallTimer> = []
        var sounds: Set<PlaybackID> = []
        for act in call.acts {
            switch act {
            case .setTimer(let timer, _): timers.insert(timer)
            case .cancelTimer(let timer): timers.remove(timer)
            case .play(let playback, _), .playMusic(let playback, _): sounds.insert(playback)
            case .stopPlayback(let playback): sounds.remove(playback)
            default: break
            }
        }
        #expect(timers.isEmpty)
        // Prompts heard to their end need no stop.
        let ended = call.events.count {
            if case .promptEnded(_, cut: false) = $0 { true } else { false }
        }
        #expect(sounds.count == ended)
    }

    @Test func `a secret is in no event and in no description of the state`() throws {
        var call = try CallFixture(Self.everything)
        call.hearOut()
        call.press("1")
        call.hearOut()
        call.press("4821")
        call.hearOut()
        call.press("2")
        let keys = call.events.compactMap { event in
            if case .keys(let entry) = event { entry.content } else { nil }
        }
        #expect(keys == [.digits([.one]), .secret(count: 4), .digits([.two])])
        #expect(!"\(call.events)".contains("4821"))
        #expect(!"\(call.state.frames.map(\.slots))".contains("4821"))
        let request = call.acts.compactMap { act in
            if case .request(_, let question) = act { question } else { nil }
        }.last
        #expect(request?.parameters.first?.value == "4821", "the endpoint gets it in the body")
        #expect(!"\(call.acts)".contains("4821"))
        var dumped = ""
        dump(call.acts, to: &dumped)
        #expect(!dumped.contains("4821"))
    }

    @Test func `keys typed ahead of a secret are held back, and masked`() throws {
        var call = try CallFixture(
            """
            format: 1
            flow: ahead
            start: welcome
            steps:
              welcome: {say: Welcome., next: code}
              code: {collect: code, say: Your code., length: 4, secret: yes, exhausted: bye, next: bye}
              bye: {hang-up: Goodbye.}
            """)
        call.press("4821")
        let keys = call.events.compactMap { event in
            if case .keys(let entry) = event { entry } else { nil }
        }
        #expect(keys.map(\.content) == [.secret(count: 4)])
        #expect(keys.first?.pressedAt == [100, 200, 300, 400].map { .milliseconds($0) })
        #expect(call.steps == ["welcome", "code", "bye"])
    }

    @Test func `what a secret decided is told to a replay`() throws {
        let flow = """
            format: 1
            flow: gate
            start: code
            steps:
              code: {collect: code, say: Your code., length: 4, secret: yes, exhausted: no-one, next: compare}
              compare:
                choose: [{when: code = "4821", next: right}]
                otherwise: no-one
              right: {hang-up: Right.}
              no-one: {hang-up: Wrong.}
            """
        for (keys, outcome, step) in [("4821", true, "right"), ("0000", false, "no-one")] {
            var call = try CallFixture(flow)
            call.hearOut()
            call.press(keys)
            #expect(call.events.contains(.compared(condition: #"code = "4821""#, outcome: outcome)))
            #expect(call.steps.last == step)
            var replay = try CallFixture(flow, hidden: FlowState.Hidden(outcomes: [outcome]))
            replay.hearOut()
            replay.press("9999")
            #expect(replay.steps.last == step)
        }
    }

    @Test func `no-input and no-match are answered apart, and their sum ends the step`() throws {
        var call = try CallFixture(
            """
            format: 1
            flow: failures
            start: menu
            steps:
              menu:
                menu: {1: bye}
                say: Press 1.
                no-input: [Nothing once., Nothing twice.]
                no-match: [Wrong once.]
                failures: 4
                exhausted: bye
              bye: {hang-up: Goodbye.}
            """)
        call.hearOut()
        call.take(.timerFired(.noInput))
        call.hearOut()
        call.press("9")
        call.hearOut()
        call.take(.timerFired(.noInput))
        call.hearOut()
        #expect(
            call.said == [
                "Press 1.", "Nothing once.", "Press 1.", "Wrong once.", "Press 1.",
                "Nothing twice.", "Press 1.",
            ])
        call.press("9")
        #expect(call.steps.last == "bye")
    }

    @Test func `a call that fails too often leaves by its exit, once`() throws {
        var call = try CallFixture(
            """
            format: 1
            flow: cap
            start: first
            call-failures: 3
            too-many-failures: sorry
            steps:
              first: {menu: {1: second}, say: Press 1., failures: 3, exhausted: second}
              second: {menu: {1: first}, say: Press 1., failures: 9, exhausted: first}
              sorry: {menu: {1: first}, say: Once more. Press 1., failures: 9, exhausted: first}
            """)
        for _ in 0..<3 {
            call.hearOut()
            call.press("9")
        }
        #expect(call.steps == ["first", "sorry"])
        call.hearOut()
        call.press("9")
        #expect(call.ends == [.flow], "never again round and round")
    }

    @Test func `an expression without a value leaves by the way for technical problems`() throws {
        var call = try CallFixture(
            """
            format: 1
            flow: broken
            start: sum
            technical-problem: sorry
            variables: {zero: "0"}
            steps:
              sum: {set: {result: 1 / zero}, next: tell}
              tell: {say: "The result is {result}.", next: bye}
              bye: {hang-up: Goodbye.}
              sorry: {hang-up: We are sorry.}
            """)
        #expect(call.said == ["We are sorry."])
        call.hearOut()
        #expect(call.ends == [.flowError])
        #expect(
            call.events.contains { event in
                if case .flowFailed(step: "sum", _) = event { true } else { false }
            })
    }

    /// The checker refuses such a flow, so it is made by hand.
    @Test func `a loop that takes too many steps is ended`() {
        let position = SourcePosition(file: "loop.yaml", line: 1, column: 1)
        func step(_ name: String, _ kind: Step.Kind) -> Step {
            Step(name: name, position: position, kind: kind)
        }
        let flow = Flow(
            name: "loop", version: "", languages: [.french],
            steps: [
                step("round", .choose(Choose(cases: [], otherwise: .step(0)))),
                step("sorry", .hangUp(HangUp(prompts: []))),
            ],
            start: 0, variables: [], initialValues: [], parameters: [], exits: [],
            callFailures: 6, tooManyFailures: .hangUp, technicalProblem: .step(1))
        let program = FlowProgram(centre: Centre(name: "", zone: .utc), flows: [flow])
        var state = FlowState(program: program)
        let arrival = Arrival(
            flow: "loop", caller: CallerID(rawValue: "c"), from: nil, to: "loop",
            unixMilliseconds: 0)
        let effects = FlowInterpreter().step(&state, on: .arrived(arrival), now: .zero)
        let entered = effects.count { effect in
            if case .journal(.stepEntered) = effect { true } else { false }
        }
        #expect(entered == FlowLimits.steps + 1)
        #expect(effects.contains(.journal(.ended(.flowError))))
    }

    @Test func `a chain of say steps that a key skips does not grow the stack`() throws {
        let chain = (0..<3_000).map { index in
            "  s\(index): {say: Text., next: \(index == 2_999 ? "menu" : "s\(index + 1)")}"
        }
        var call = try CallFixture(
            """
            format: 1
            flow: chain
            start: s0
            steps:
            \(chain.joined(separator: "\n"))
              menu: {menu: {1: bye}, say: Press 1., exhausted: bye}
              bye: {hang-up: Goodbye.}
            """)
        call.press("1")
        #expect(call.steps.count == 3_002)
        #expect(call.steps.last == "bye")
    }

    @Test(arguments: [
        ("2026-11-23 09:00:00", "open"), ("2026-11-23 08:59:59", "closed"),
        ("2026-11-22 10:00:00", "closed"), ("2026-05-14 10:00:00", "holiday"),
        ("2026-11-23 18:00:00", "closed"),
    ])
    func `hours choose by the clocks on the wall`(_ time: String, _ step: String) throws {
        let call = try CallFixture(
            """
            format: 1
            flow: hours
            start: hours
            steps:
              hours: {hours: shop, open: open, closed: closed, holiday: holiday}
              open: {hang-up: Open.}
              closed: {hang-up: Closed.}
              holiday: {hang-up: Holiday.}
            """, at: time)
        #expect(call.steps.last == step)
    }

    @Test func `a sub-flow takes values and gives them back by its exits`() throws {
        var call = try CallFixture(
            """
            format: 1
            flow: outer
            start: ask
            steps:
              ask:
                call: inner
                with: {what: '"ten"'}
                into: {typed: entry}
                exits: {done: tell, gone: bye}
              tell: {say: "You typed {typed as digits}.", next: bye}
              bye: {hang-up: Goodbye.}
            """,
            """
            format: 1
            flow: inner
            start: ask
            parameters: [what]
            exits: [done, gone]
            steps:
              ask: {collect: entry, say: "Type {what}.", length: 2, exhausted: return gone, next: return done}
            """)
        #expect(call.said == ["Type ten."])
        call.hearOut()
        call.press("10")
        #expect(call.said.last == "You typed un, zéro.")
    }

    @Test func `an agent may send the caller on, who waits again`() throws {
        var call = try CallFixture(Self.everything)
        call.hearOut()
        call.press("5")
        call.take(.agentAnswered(agent: "a"))
        let effects = call.take(.agentTransferred(queue: "level2"))
        #expect(effects.contains(.enqueue(queue: "level2")))
        #expect(call.events.contains(.transferred(.blind, from: "level1", to: "level2")))
        call.take(.agentAnswered(agent: "b"))
        call.take(.agentHungUp)
        #expect(call.steps.last == "menu")
    }

    @Test func `the caller who waits leaves by a key, or by the longest wait`() throws {
        var call = try CallFixture(Self.everything)
        call.hearOut()
        call.press("5")
        var waiting = call
        call.press("*")
        #expect(call.steps.last == "menu")
        #expect(call.state.queueKept == "level1")
        waiting.take(.timerFired(.maximumWait))
        #expect(waiting.events.contains(.flowedOut(queue: "level1", reason: .timeout)))
        #expect(waiting.steps.last == "bye")
    }

    // MARK: Transfers

    private func transferring() throws -> CallFixture {
        var call = try CallFixture(Self.everything)
        call.hearOut()
        call.press("6")
        call.hearOut()
        return call
    }

    @Test func `a call is answered before anything else is done`() throws {
        #expect(try CallFixture(Self.everything).acts.first == .answer)
    }

    @Test func `a caller hears music until the destination answers, then stays with it`() throws {
        var call = try transferring()
        #expect(call.acts.contains(.reach(destination: "outside")))
        let music = try #require(
            call.acts.compactMap { act in
                if case .playMusic(let playback, "calm") = act { playback } else { nil }
            }.first)
        call.take(.transferAnswered)
        #expect(call.acts.last == .stopPlayback(music))
        #expect(
            call.events.last == .transferred(.blind, from: "everything", to: "outside"))
        #expect(!call.state.isOver)
        call.take(.digit(.one))
        #expect(call.events.last == .transferred(.blind, from: "everything", to: "outside"))
    }

    @Test(arguments: [
        (CallInput.agentHungUp, CallEvent.Party.agent, CallEvent.EndReason.transferred),
        (.hungUp, .caller, .caller), (.stopped, .flow, .stopped),
    ])
    func `who of the two hangs up is written down`(
        _ input: CallInput, _ party: CallEvent.Party, _ reason: CallEvent.EndReason
    ) throws {
        var call = try transferring()
        call.take(.transferAnswered)
        call.take(input)
        #expect(call.events.suffix(2) == [.talkEnded(by: party), .ended(reason)])
    }

    @Test func `a caller who hangs up while it rings lets go of the destination`() throws {
        var call = try transferring()
        call.take(.hungUp)
        #expect(call.acts.last == .release)
        #expect(call.events.last == .ended(.caller))
    }

    @Test func `a destination that does not answer leads back into the flow, without music`()
        throws
    {
        var call = try transferring()
        call.take(.transferFailed(reason: "busy"))
        #expect(call.events.contains(.transferFailed(to: "outside", reason: "busy")))
        #expect(!call.acts.contains(.release))
        #expect(
            call.events.last.map { if case .promptStarted = $0 { true } else { false } } == true)
    }
}
