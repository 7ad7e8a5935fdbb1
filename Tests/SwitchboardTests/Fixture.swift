import Flows
import Synchronization
import Telephony
import Testing

@testable import Switchboard

/// A switchboard with parts that a test holds in its hands.
final class Fixture: Sendable {
    let line = LineDouble()
    let journal = JournalDouble()
    let renderer = RendererDouble()
    let web = WebDouble()
    let exchange = ExchangeDouble()
    let recorder = RecorderDouble()
    private let program: FlowProgram
    private let rules: Switchboard.OutageRules
    private let told = Mutex<(records: [JournalRecord], reports: [String])>(([], []))

    var announced: [JournalRecord] { told.withLock(\.records) }
    var reports: [String] { told.withLock(\.reports) }

    init(
        rules: Switchboard.OutageRules = Switchboard.OutageRules(pause: .milliseconds(4))
    ) throws {
        self.rules = rules
        let flow = """
            format: 1
            flow: line
            start: menu
            steps:
              menu:
                menu: {1: bye, 2: ask, 3: out, 4: hold, 5: far, 6: desks, 7: wait}
                say: {prompt: menu}
                timeout: 500ms
                failures: 1
                exhausted: bye
              out: {transfer: desk, failed: bye}
              far: {transfer: far, failed: bye}
              hold: {queue: level1, timeout: bye}
              desks: {queue: level2, timeout: bye}
              wait: {queue: level2, escape: {2: back}, timeout: bye}
              back: {callback: level2, accepted: bye, refused: bye}
              ask: {request: balance, found: bye, failed: bye}
              bye: {hang-up: Goodbye.}
            """
        let after = """
            format: 1
            flow: after
            start: ask
            steps: {ask: {say: How was it?, next: return}}
            """
        let centre = """
            format: 1
            centre: fixture
            endpoints: {balance: {url: "https://example.test/balance"}}
            levels: {level1: {rank: 1, destination: desk}, level2: 2}
            queues: {level1: {level: level1}, level2: {level: level2, music: calm}}
            phones:
              from: [192.0.2.0/24]
              users: {anne: {password-environment: PASSWORD}, bert: {password-environment: PASSWORD}}
            agents:
              anna: {phone: anne, levels: [level2]}
              bea: {phone: bert, levels: [level2], number: "4002", pin-environment: PIN}
            callbacks: {trunk: local, next: after}
            music: {calm: {piece: calme}}
            trunks:
              local: {from: [127.0.0.1], address: 127.0.0.1, allows: ["+331"]}
            destinations:
              desk: {address: "01 88 00 00 99", trunk: local}
              far: {address: "+882990000", trunk: local}
            """
        let result = FlowChecker.check(
            centre: SourceText(path: "centre.yaml", text: centre),
            flows: [
                SourceText(path: "line.yaml", text: flow),
                SourceText(path: "after.yaml", text: after),
            ],
            prompts: [
                .french: SourceText(path: "fr-FR.yaml", text: "menu: Press 1, or 2 to ask.\n")
            ])
        let faults = result.diagnostics.filter { $0.severity == .error }.map(\.message)
        program = try #require(result.program, "\(faults)")
    }

    /// Runs a call while the body plays the caller.
    func run(_ body: (LineDouble) async -> Void) async {
        let line = line
        await withSwitchboard { switchboard in
            async let call: Void = switchboard.answer(
                self.arrival, as: CallID(rawValue: "call"), on: line)
            await body(line)
            await call
        }
    }

    /// So many calls come at once, and hang up as soon as they are answered.
    func comeAndGo(_ count: Int, at switchboard: Switchboard) async {
        await withTaskGroup { group in
            for number in 0..<count {
                let line = LineDouble()
                group.addTask {
                    await switchboard.answer(
                        self.arrival, as: CallID(rawValue: "\(number)"), on: line)
                }
                group.addTask {
                    await line.expect(.answer)
                    line.happen(.hungUp)
                }
            }
        }
    }

    /// Runs a switchboard while the body brings calls.
    func withSwitchboard(_ body: (Switchboard) async -> Void) async {
        let switchboard = Switchboard(
            program: program,
            parts: Switchboard.Parts(
                journal: journal, renderer: renderer,
                music: { _ in Sound(samples: [], rate: 8_000) }, web: web,
                exchange: exchange, recorder: recorder,
                announce: { records in self.told.withLock { $0.records += records } },
                report: { report in self.told.withLock { $0.reports.append(report) } }),
            rules: rules)
        async let running: Void = switchboard.run()
        await body(switchboard)
        switchboard.shutDown()
        await running
    }

    let arrival = Arrival(
        flow: "line", caller: CallerID(rawValue: "c"), from: nil, to: "line", unixMilliseconds: 0)

    /// The program with other last words.
    func program(saying words: String) throws -> FlowProgram {
        let flow = "format: 1\nflow: line\nstart: bye\nsteps: {bye: {hang-up: \(words)}}"
        let result = FlowChecker.check(flows: [SourceText(path: "line.yaml", text: flow)])
        return try #require(result.program)
    }
}

/// Waits until something holds, and lets others go on meanwhile. A suite has a limit of time.
func until(_ condition: @Sendable () -> Bool) async {
    while !condition(), !Task.isCancelled { await Task.yield() }
}

/// A line whose caller is the test.
final class LineDouble: Line {
    enum Act: Equatable {
        case answer, play(String), stop, reach(String), release, hangUpNoted
        case answerTransfer(TransferAnswer)
        case record(Bool)
    }

    let id: LineID?
    let events: AsyncStream<LineEvent>
    private let feed: AsyncStream<LineEvent>.Continuation
    private let state = Mutex<(acts: [Act], last: PlaybackID?, seen: Int, closed: Bool)>(
        ([], nil, 0, false))

    init(id: LineID? = nil) {
        self.id = id
        (events, feed) = AsyncStream.makeStream()
    }

    var acts: [Act] { state.withLock(\.acts) }
    var isClosed: Bool { state.withLock(\.closed) }

    /// The text of a prompt is in its samples: the renderer double puts it there.
    func play(_ sound: Sound, as playback: PlaybackID, loops: Bool) {
        let text = String(
            decoding: sound.samples.map { UInt8(truncatingIfNeeded: $0) }, as: UTF8.self)
        state.withLock {
            $0.acts.append(.play(text))
            $0.last = playback
        }
    }

    func stop(_ playback: PlaybackID) { state.withLock { $0.acts.append(.stop) } }

    func answer() { state.withLock { $0.acts.append(.answer) } }

    func reach(_ address: String, within patience: Duration) {
        state.withLock { $0.acts.append(.reach(address)) }
    }

    func release() { state.withLock { $0.acts.append(.release) } }

    func answerTransfer(_ answer: TransferAnswer) {
        state.withLock { $0.acts.append(.answerTransfer(answer)) }
    }

    func record(on track: (any SoundTrack)?) {
        state.withLock { $0.acts.append(.record(track != nil)) }
    }

    func acknowledgeHangUp() { state.withLock { $0.acts.append(.hangUpNoted) } }

    func close() async {
        state.withLock { $0.closed = true }
        feed.finish()
    }

    func happen(_ event: LineEvent) { feed.yield(event) }
    func end() { feed.finish() }

    /// The prompt that plays has been heard.
    func endPrompt() {
        guard let playback = state.withLock(\.last) else { return }
        feed.yield(.played(playback))
    }

    /// Waits until this is done on the line, after what was expected before.
    func expect(_ act: Act) async {
        await until {
            self.state.withLock { state in
                guard let index = state.acts[state.seen...].firstIndex(of: act) else {
                    return false
                }
                state.seen = index + 1
                return true
            }
        }
    }
}

/// A journal that can be made to wait, or to fail, for good or for a while.
final class JournalDouble: Journaling {
    struct Failure: JournalingError, CustomStringConvertible {
        var mayPass = false
        let description = "the disk is full"
    }

    private struct State {
        var records: [JournalRecord] = []
        var held = false
        var waiting = false
        var failure: Failure?
        /// How many tries have failed.
        var failures = 0
        /// How many records can be written before it fails.
        var room = Int.max
    }

    private let state = Mutex(State())

    var records: [JournalRecord] { state.withLock(\.records) }
    func hold() { state.withLock { $0.held = true } }
    func release() { state.withLock { $0.held = false } }
    func fail(mayPass: Bool = false) {
        state.withLock { $0.failure = Failure(mayPass: mayPass) }
    }
    func recover() { state.withLock { $0.failure = nil } }
    /// The disk has room for so many records, and is full then.
    func leave(room: Int) {
        state.withLock { $0.room = room }
        recover()
    }

    /// Waits until so many tries have failed.
    func fails(times: Int) async { await until { self.state.withLock(\.failures) >= times } }

    /// Waits until somebody waits for the journal.
    func waits() async { await until { self.state.withLock(\.waiting) } }

    func append(_ records: [JournalRecord]) async throws {
        state.withLock { $0.waiting = $0.held }
        await until { self.state.withLock { !$0.held } }
        try state.withLock { state in
            if records.count > state.room { state.failure = Failure(mayPass: true) }
            if let failure = state.failure {
                state.failures += 1
                throw failure
            }
            state.room -= records.count
            state.records += records
        }
    }
}

/// Renders a text as a sound whose samples are its bytes.
final class RendererDouble: PromptRendering {
    struct Broken: Error, CustomStringConvertible { let description = "the recording is broken" }

    private let state = Mutex<(broken: Bool, held: Bool, asked: [String])>((false, false, []))

    func breakRecordings() { state.withLock { $0.broken = true } }
    func hold() { state.withLock { $0.held = true } }
    func release() { state.withLock { $0.held = false } }
    func asked(_ text: String) async {
        await until { self.state.withLock { $0.asked.contains(text) } }
    }

    func sound(for utterance: Utterance) async throws -> Sound {
        let isBroken = state.withLock { state in
            state.asked.append(utterance.text)
            return state.broken && utterance.prompt != nil
        }
        guard !isBroken else { throw Broken() }
        await until { self.state.withLock { !$0.held } }
        return Sound(samples: utterance.text.utf8.map { Int16($0) }, rate: 8_000)
    }
}

/// An endpoint that knows nothing, and counts.
final class WebDouble: WebAsking {
    private let count = Mutex(0)
    var asked: Int { count.withLock { $0 } }

    func answer(to request: WebRequest) async -> OutsideAnswer {
        count.withLock { $0 += 1 }
        return .failed
    }
}

/// Rings nobody but the test.
final class ExchangeDouble: Exchange {
    private let state = Mutex<(rung: [(String, LineDouble)], joins: Int, parts: Int)>(([], 0, 0))

    /// The lines that ring, or have rung.
    var lines: [LineDouble] { state.withLock { $0.rung.map(\.1) } }
    var rung: [String] { state.withLock { $0.rung.map(\.0) } }
    var joins: Int { state.withLock(\.joins) }
    var parts: Int { state.withLock(\.parts) }

    func ring(
        _ address: String, through trunk: String?, as caller: ShownCaller,
        within patience: Duration
    ) -> any Line {
        let line = LineDouble()
        state.withLock { $0.rung.append((address, line)) }
        return line
    }

    func join(_ one: any Line, _ other: any Line) { state.withLock { $0.joins += 1 } }
    func part(_ one: any Line, _ other: any Line) { state.withLock { $0.parts += 1 } }
    func isReachable(_ address: String) -> Bool { true }
    var reachability: AsyncStream<ReachabilityChange> { AsyncStream { $0.finish() } }
}

/// Records nothing, and counts what ended.
final class RecorderDouble: CallRecording {
    private let state = Mutex<[String]>([])
    /// The names of the recordings that have ended.
    var ended: [String] { state.withLock(\.self) }

    func begin(_ name: String, of sides: RecordedSides) -> any Recording {
        RecordingDouble { self.state.withLock { $0.append(name) } }
    }

    private struct RecordingDouble: Recording {
        let caller: any SoundTrack = TrackDouble()
        let agent: any SoundTrack = TrackDouble()
        let whenEnded: @Sendable () -> Void

        func mute() {}
        func unmute() {}
        func discard() async {}
        func end() async -> RecordingReport {
            whenEnded()
            return RecordingReport(file: "", duration: .zero)
        }
    }

    private final class TrackDouble: SoundTrack {
        func put(_ sound: HeardSound) {}
    }
}
