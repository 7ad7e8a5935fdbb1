import CallCentre
import Flows
import Telephony
import Testing

@Suite struct CallCentreTests {
    private let centre: CallCentre
    private var state = CallCentre.State()

    init() throws { centre = CallCentre(program: try .fixture()) }

    private mutating func take(
        _ input: CallInput, _ call: String, at milliseconds: Int
    ) -> [CentreEffect] {
        centre.step(
            &state,
            on: CentreInput(
                call: CallID(rawValue: call), input: input, now: .milliseconds(milliseconds)))
    }

    @Test mutating func `records are numbered, and their times are whole milliseconds`() {
        let effects = centre.step(
            &state,
            on: CentreInput(
                call: CallID(rawValue: "a"), input: .arrived(.fixture()),
                now: .nanoseconds(1_234_567_890)))
        let records = effects.compactMap(\.record)
        #expect(records.map(\.number) == Array(1...records.count))
        #expect(records.allSatisfy { $0.time == .milliseconds(1_234) })
        #expect(records.first?.event.isArrival == true)
    }

    @Test mutating func `callers wait in the order in which they came`() {
        for (index, call) in ["a", "b", "c"].enumerated() {
            _ = take(.arrived(.fixture()), call, at: index)
            let effects = take(.digit(.one), call, at: 10 + index)
            #expect(
                effects.compactMap(\.record).contains {
                    $0.event
                        == .enqueued(
                            queue: "level1", level: "level1", position: index + 1, rank: 1)
                })
        }
        _ = take(.hungUp, "b", at: 20)
        _ = take(.arrived(.fixture()), "d", at: 30)
        let effects = take(.digit(.one), "d", at: 40)
        #expect(
            effects.compactMap(\.record).contains {
                $0.event == .enqueued(queue: "level1", level: "level1", position: 3, rank: 1)
            })
    }

    @Test mutating func `a call that is over is gone, and nothing happens to it any more`() {
        _ = take(.arrived(.fixture()), "a", at: 0)
        #expect(state.openCalls == 1)
        let effects = take(.hungUp, "a", at: 5)
        #expect(effects.last == .over(CallID(rawValue: "a")))
        #expect(state.openCalls == 0)
        #expect(take(.hungUp, "a", at: 6).isEmpty)
        #expect(take(.digit(.one), "never", at: 7).isEmpty)
    }

    @Test mutating func `a call that has come in does not come in again`() {
        _ = take(.arrived(.fixture()), "a", at: 0)
        #expect(take(.arrived(.fixture()), "a", at: 1).isEmpty)
    }

    @Test mutating func `two runs give the same records`() {
        func run() -> [CentreEffect] {
            var other = CallCentre.State()
            return [.arrived(.fixture()), .digit(.one), .agentAnswered(agent: "x"), .hungUp]
                .enumerated().flatMap { index, input in
                    centre.step(
                        &other,
                        on: CentreInput(
                            call: CallID(rawValue: "a"), input: input, now: .seconds(index)))
                }
        }
        #expect(run() == run())
    }
}

@Suite struct ScriptedCallerTests {
    @Test(arguments: ["1 20261102 2", " 1\t#  *0 ", "-", "@2.5:12 1", "0 @30:h", ""])
    func `a script is read`(_ text: String) throws {
        _ = try KeyScript(text)
    }

    @Test(arguments: ["1x", "@", "@1", "@x:1", "@1:", "@-1:1", "@1:y", "@nan:1", "@1e99:1"])
    func `what is no script names its group`(_ text: String) {
        #expect(throws: KeyScriptError.self) { try KeyScript(text) }
    }

    @Test func `keys come when the call waits for them, then the caller hangs up`() throws {
        let call = CallID(rawValue: "a")
        let centre = CallCentre(program: try .fixture())
        var state = CallCentre.State()
        var caller = ScriptedCaller(try KeyScript("- 1"))
        func step(_ input: CallInput, _ milliseconds: Int) throws -> [ScriptedCaller.Planned] {
            let now = Duration.milliseconds(milliseconds)
            _ = centre.step(&state, on: CentreInput(call: call, input: input, now: now))
            return caller.plan(after: input, in: try #require(state.flow(of: call)), at: now)
        }
        let first = PlaybackID(rawValue: 1)
        #expect(try step(.arrived(.fixture()), 0).isEmpty, "the prompt is heard")
        #expect(try step(.promptEnded(first), 1_000).isEmpty, "the first wait is let pass")
        #expect(try step(.timerFired(.noInput), 6_000).isEmpty)
        let planned = try step(.promptEnded(PlaybackID(rawValue: 2)), 7_000)
        #expect(planned.map(\.input) == [.digit(.one)])
        #expect(planned.map(\.time) == [.milliseconds(7_400)])
        let last = try step(.digit(.one), 7_400)
        #expect(last.map(\.input) == [.hungUp], "in the queue with nothing left to do")
    }
}

extension ScriptedCallerTests {
    @Test func `a key at a fixed time does not hold up the groups`() throws {
        let call = CallID(rawValue: "a")
        let centre = CallCentre(program: try .fixture())
        var state = CallCentre.State()
        let digits = Digit.two
        var caller = ScriptedCaller(
            KeyScript([.press([.one]), .pressAt(.seconds(9), [digits]), .hangUpAt(.seconds(30))]))
        func step(_ input: CallInput, _ milliseconds: Int) throws -> [ScriptedCaller.Planned] {
            let now = Duration.milliseconds(milliseconds)
            _ = centre.step(&state, on: CentreInput(call: call, input: input, now: now))
            return caller.plan(after: input, in: try #require(state.flow(of: call)), at: now)
        }
        let timed = try step(.arrived(.fixture()), 0)
        #expect(timed.map(\.time) == [.seconds(9), .seconds(30)])
        let grouped = try step(.promptEnded(PlaybackID(rawValue: 1)), 1_000)
        #expect(grouped.map(\.input) == [.digit(.one)])
        #expect(try step(.digit(.one), 1_400).isEmpty, "in the queue, with a key still to press")
        #expect(try step(.digit(.two), 9_000).isEmpty, "the hang-up has its time")
    }
}

extension CentreEffect {
    var record: JournalRecord? {
        if case .journal(let record) = self { record } else { nil }
    }
}

extension CallEvent {
    fileprivate var isArrival: Bool { if case .arrived = self { true } else { false } }
}

extension Arrival {
    fileprivate static func fixture() -> Arrival {
        Arrival(
            flow: "line", caller: CallerID(rawValue: "c"), from: nil, to: "line",
            unixMilliseconds: 0)
    }
}

extension FlowProgram {
    /// A menu whose only choice leads to a queue.
    fileprivate static func fixture() throws -> FlowProgram {
        let centre = """
            format: 1
            centre: fixture
            levels: {level1: 1}
            queues: {level1: {level: level1, music: calm, max-wait: 1m}}
            music: {calm: {piece: calme}}
            """
        let flow = """
            format: 1
            flow: line
            start: menu
            steps:
              menu: {menu: {1: wait}, say: Press 1., exhausted: bye}
              wait: {queue: level1, timeout: bye}
              bye: {hang-up: Goodbye.}
            """
        let result = FlowChecker.check(
            centre: SourceText(path: "centre.yaml", text: centre),
            flows: [SourceText(path: "line.yaml", text: flow)])
        return try #require(result.program)
    }
}
