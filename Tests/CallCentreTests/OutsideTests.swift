import Flows
import Telephony
import Testing

@testable import CallCentre

/// Queues whose level is a destination outside.
@Suite struct OutsideTests {
    private let centre: CallCentre
    private var state = CallCentre.State()
    private var now = Duration.zero
    private var records: [JournalRecord] = []
    private static let call = CallID(rawValue: "a")

    init() throws {
        let flow = """
            format: 1
            flow: line
            start: wait
            steps:
              wait: {queue: level1, say: Please hold., escape: {star: bye}, next: bye, timeout: bye}
              bye: {hang-up: Goodbye.}
            """
        let written = """
            format: 1
            centre: fixture
            levels: {level1: {rank: 1, destination: desk}}
            music: {calm: {piece: calme}}
            queues: {level1: {level: level1, music: calm, max-wait: 1m}}
            destinations: {desk: {address: "+33188000099"}}
            """
        let result = FlowChecker.check(
            centre: SourceText(path: "centre.yaml", text: written),
            flows: [SourceText(path: "line.yaml", text: flow)])
        centre = CallCentre(program: try #require(result.program))
    }

    /// What a call does after an input, some milliseconds later.
    @discardableResult
    private mutating func take(_ input: CallInput, after milliseconds: Int = 0) -> [CallAct] {
        now += .milliseconds(milliseconds)
        let effects = centre.step(
            &state, on: CentreInput(call: Self.call, input: input, now: now))
        records += effects.compactMap(\.record)
        return effects.compactMap { effect in
            if case .act(_, let act) = effect { act } else { nil }
        }
    }

    private mutating func arrive() -> [CallAct] {
        take(
            .arrived(
                Arrival(
                    flow: "line", caller: CallerID(rawValue: "c"), from: nil, to: "line",
                    unixMilliseconds: 0)))
    }

    private var events: [CallEvent] {
        records.map(\.event).filter { event in
            switch event {
            case .arrived, .answered, .stepEntered, .promptStarted, .promptEnded: false
            default: true
            }
        }
    }

    @Test mutating func `the destination is rung as soon as a caller waits`() {
        let acts = arrive()
        #expect(acts.first == .answer)
        #expect(acts.contains(.reach(destination: "desk")))
        #expect(
            events == [
                .enqueued(queue: "level1", level: "level1", position: 1, rank: 1),
                .offered(agent: "desk"),
            ])
        #expect(records.map(\.number) == Array(1...records.count))
    }

    @Test mutating func `who answers talks with the caller, and goes on in the flow`() {
        _ = arrive()
        take(.promptEnded(PlaybackID(rawValue: 1)), after: 500)
        let joined = take(.transferAnswered, after: 2_000)
        #expect(joined.contains(.stopPlayback(PlaybackID(rawValue: 2))), "the music ends")
        #expect(!joined.contains(.release))
        #expect(take(.digit(.one)).isEmpty, "keys are between the two")
        let after = take(.agentHungUp, after: 10_000)
        #expect(after.count == 1)
        #expect(events.suffix(2) == [.connected(agent: "desk"), .talkEnded(by: .agent)])
        take(.promptEnded(PlaybackID(rawValue: 3)))
        #expect(events.last == .ended(.flow))
        #expect(state.openCalls == 0)
    }

    @Test mutating func `who does not answer is rung again after a pause, and the music goes on`() {
        _ = arrive()
        take(.promptEnded(PlaybackID(rawValue: 1)))
        #expect(
            take(.transferFailed(reason: "busy"), after: 1_000)
                == [.setTimer(.nextTry, CallCentre.pause)])
        #expect(take(.transferAnswered).isEmpty, "nobody is rung now")
        #expect(take(.timerFired(.nextTry), after: 5_000) == [.reach(destination: "desk")])
        take(.transferAnswered, after: 1_000)
        #expect(
            events == [
                .enqueued(queue: "level1", level: "level1", position: 1, rank: 1),
                .offered(agent: "desk"),
                .transferFailed(to: "desk", reason: "busy"), .offered(agent: "desk"),
                .connected(agent: "desk"),
            ])
    }

    @Test(arguments: [
        CallInput.hungUp, .stopped, .timerFired(.maximumWait), .digit(.star),
    ])
    mutating func `whoever leaves the queue stops the ringing at once`(_ input: CallInput) {
        _ = arrive()
        let acts = take(input, after: 3_000)
        #expect(acts.contains(.release))
        #expect(!take(.transferAnswered).contains(.release), "an answer that crossed is too late")
        #expect(!events.contains(.connected(agent: "desk")))
    }

    @Test mutating func `whoever leaves the queue between two tries stops the timer`() {
        _ = arrive()
        take(.transferFailed(reason: "busy"))
        #expect(take(.hungUp, after: 1_000).contains(.cancelTimer(.nextTry)))
        #expect(events.suffix(2) == [.abandoned(queue: "level1"), .ended(.caller)])
    }

    @Test mutating func `a caller who hangs up on whom they talk with is written down`() {
        _ = arrive()
        take(.transferAnswered)
        take(.hungUp, after: 1_000)
        #expect(events.suffix(2) == [.talkEnded(by: .caller), .ended(.caller)])
    }

    @Test mutating func `an agent of the same name who is told to answer does`() {
        _ = arrive()
        take(.agentAnswered(agent: "desk"))
        #expect(events.last == .connected(agent: "desk"))
        #expect(!take(.hungUp).contains(.release))
    }
}
