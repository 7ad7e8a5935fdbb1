public import Flows
public import Telephony
public import Transcripts

/// One transcript rehearsed against flows, in virtual time.
///
/// What the transcript says that callers and agents do is done; all else must be heard, line by
/// line. An act whose line has a time is done then. One without is done once all before it has
/// been heard and nothing has been said for half a second; keys follow each other by 200 ms.
/// Customer files answer look-ups, with the values that a line tells in place of their own;
/// endpoints answer what a line says, or not at all. A transcript tells the whole call: one that goes on after the last line
/// fails, unless that line is `...`, which ends the test there.
///
/// ```swift
/// var test = try TranscriptTest(transcript, name: path, program: program)
/// try await test.finish(with: renderer)
/// print(test.result)
/// ```
public struct TranscriptTest: PausingRun {
    /// How long nothing must have been said before an untimed act.
    public static let reaction = Duration.milliseconds(500)
    /// From one key of a line to the next.
    public static let keySpacing = Duration.milliseconds(200)
    /// The longest call, in virtual time.
    public static let longestCall = Duration.seconds(86_400)

    /// The name of the test.
    public let name: String
    private let lines: [TranscriptLine]
    private let caller: RehearsedCaller
    private let hidden: FlowState.Hidden?
    private let call = CallID(rawValue: "call-1")
    private var stage: Stage
    private var builder = TranscriptBuilder()
    private var heard: [TranscriptLine] = []
    /// The events of the call so far.
    public private(set) var records: [JournalRecord] = []
    private var step: Difference.Step?
    private var hasBegun = false
    private var isTalking = false
    private var outcome: TestResult.Outcome?

    /// The line that is to be heard or done next.
    private var cursor = 0
    /// When the cursor came to its line.
    private var reachedAt = Duration.zero
    /// Whether the line at the cursor tells an act that has been done.
    private var isDone = false
    /// Whether other lines may come before the one at the cursor.
    private var mayDiffer = false
    /// When the last key of the last `press` line is pressed.
    private var keysUntil = Duration.zero

    /// Prepares a test.
    ///
    /// - Parameters:
    ///   - transcript: what callers do and hear.
    ///   - name: how reports call the test, as the path of the transcript.
    ///   - fixtures: the secrets that the transcript names.
    ///   - program: the flows.
    ///   - lengths: how long prompts last.
    ///   - isTraced: whether ``takePassages()`` tells what the calls went through.
    /// - Throws: ``RehearsalError`` where the transcript names what is not there.
    public init(
        _ transcript: Transcript, name: String, fixtures: Fixtures = Fixtures(),
        program: FlowProgram, lengths: PromptLengths = PromptLengths(.text),
        isTraced: Bool = false
    ) throws(RehearsalError) {
        if let figure = transcript.expectations.first {
            throw RehearsalError(.figure(figure.text), at: figure.position)
        }
        self.name = name
        caller = try RehearsedCaller(transcript.header, in: program)
        let script = try TestScript(transcript.lines, fixtures: fixtures)
        lines = script.lines
        hidden = script.hidden
        keys = script.keys
        stage = Stage(program: program, lengths: lengths, isTraced: isTraced)
    }

    /// The keys of each `press` line.
    private let keys: [Int: [Digit]]

    /// How the test came out; nil until the run is over.
    public var result: TestResult? {
        outcome.map { TestResult(name: name, outcome: $0, lines: heard, length: stage.now) }
    }

    /// How long the prompts last, with what the test has learned.
    public var lengths: PromptLengths { stage.lengths }

    /// What the calls went through since this was asked last; nothing unless it was asked for.
    public mutating func takePassages() -> [Passage] { stage.takePassages() }

    /// Tells the length of the prompt that ``resume()`` asked for.
    public mutating func learn(_ length: Duration) { stage.learn(length) }

    /// Goes on until the length of a prompt is wanted, which it gives, or to the end.
    public mutating func resume() -> Utterance? {
        if !hasBegun { begin() }
        while outcome == nil {
            if let wanted = stage.wantedLength { return wanted }
            goOn()
        }
        return nil
    }

    // MARK: The course of the call

    private mutating func begin() {
        hasBegun = true
        stage.take(.arrived(caller.arrival), for: call, at: .zero, hidden: hidden)
        for (index, line) in lines.enumerated() {
            guard case .press(let pressed) = line.moment else { continue }
            // Keys that were written down late are pressed at their times.
            for (digit, time) in zip(keys[index] ?? [], pressed.pressedAt) {
                stage.schedule(.digit(digit), for: call, at: time)
            }
        }
        listen()
    }

    private mutating func goOn() {
        settle()
        guard outcome == nil else { return }
        guard stage.isOpen(call) else { return fail(.over) }
        guard stage.now <= TranscriptTest.longestCall else { return fail(.endless) }
        let next = stage.nextTime
        if let act = actAtCursor, let due = dueTime, due < next ?? .seconds(Int64.max) {
            perform(act, at: due)
        } else if next != nil {
            stage.advance()
            listen()
        } else {
            fail(.silence)
        }
    }

    /// Moves the cursor over lines that are neither heard nor done at their place.
    private mutating func settle() {
        while cursor < lines.count {
            switch lines[cursor].moment {
            case .anything: mayDiffer = true
            case .press(let keys) where !keys.pressedAt.isEmpty: break
            default: return
            }
            moveOn()
        }
        if mayDiffer || !stage.isOpen(call) { outcome = outcome ?? .passed }
    }

    private mutating func moveOn() {
        cursor += 1
        reachedAt = stage.now
        isDone = false
    }

    // MARK: Acts

    /// What callers or agents do by the line at the cursor; nil for a line that is to be heard.
    private var actAtCursor: TranscriptAct? {
        guard cursor < lines.count, !isDone else { return nil }
        return TranscriptAct(
            at: cursor, of: lines, keys: keys[cursor], isTalking: isTalking,
            isAgent: stage.hasAgent)
    }

    /// When the act at the cursor is to be done; nil while something must be heard first.
    private var dueTime: Duration? {
        if let time = lines[cursor].time { return max(time, stage.now) }
        guard let silentSince = stage.silentSince(call) else { return nil }
        return max(silentSince, reachedAt, keysUntil) + TranscriptTest.reaction
    }

    private mutating func perform(_ act: TranscriptAct, at time: Duration) {
        if let told = lines[cursor].time, !time.isClose(to: told) {
            return fail(.untimely)
        }
        switch act {
        case .press(let digits):
            mayDiffer = false
            keysUntil = time + TranscriptTest.keySpacing * max(0, digits.count - 1)
            for (index, digit) in digits.enumerated().dropFirst() {
                stage.schedule(
                    .digit(digit), for: call, at: time + TranscriptTest.keySpacing * index)
            }
            cursor += 1
            reachedAt = time
            if let first = digits.first { stage.take(.digit(first), for: call, at: time) }
            listen()
        case .note(let event):
            isDone = true
            stage.note(event, of: call, at: time)
            listen()
        case .input(let input):
            let place = cursor
            isDone = true
            stage.take(input, for: call, at: time)
            listen()
            if outcome == nil, cursor == place { fail(.noEffect) }
        }
    }

    // MARK: What is heard

    /// Takes in all that the call has just brought.
    private mutating func listen() {
        let new = stage.takeRecords()
        records += new
        for record in new {
            guard outcome == nil else { return }
            if case .stepEntered(let flow, let name) = record.event {
                step = Difference.Step(
                    name: name, position: stage.program.position(of: name, in: flow))
            }
            if case .line(let line) = builder.add(record) { hear(line) }
        }
        for question in stage.takeQuestions() where outcome == nil { answer(question) }
    }

    private mutating func hear(_ line: TranscriptLine) {
        heard.append(line)
        switch line.moment {
        case .press: return
        case .agentAnswers: isTalking = true
        case .agentTransfers, .agentHangsUp: isTalking = false
        default: break
        }
        settle()
        guard outcome == nil else { return }
        guard cursor < lines.count else { return fail(.goesOn, line) }
        let expected = lines[cursor]
        guard expected.moment.isMet(by: line.moment, in: caller.arrival.flow) else {
            if !mayDiffer { fail(.other, line) }
            return
        }
        if let told = expected.time, let time = line.time, !time.isClose(to: told) {
            return fail(.untimely, line)
        }
        mayDiffer = false
        moveOn()
    }

    private mutating func fail(_ kind: Difference.Kind, _ line: TranscriptLine? = nil) {
        outcome = .failed(
            Difference(
                kind: kind, expected: cursor < lines.count ? lines[cursor] : nil, heard: line,
                remaining: max(0, lines.count - cursor - 1), step: step))
    }

    // MARK: The world outside

    private mutating func answer(_ question: Question) {
        switch question.kind {
        case .lookUp(let id, let directory, let column, let value):
            let told = firstLine { line in
                if case .lookUp(directory, _, _) = line { true } else { false }
            }
            var known = caller.answer(
                directory: directory, column: column, value: value, in: stage.program)
            if case .lookUp(_, let outcome, let values) = told?.moment {
                known = known.replaced(by: OutsideAnswer(outcome: outcome, told: values))
            }
            answer(id, known, at: told?.time)
        case .request(let id, let request):
            let told = firstLine { line in
                if case .request(request.endpoint, _, _) = line { true } else { false }
            }
            guard case .request(_, let outcome, let values) = told?.moment else {
                return answer(id, .failed, at: nil)
            }
            answer(id, OutsideAnswer(outcome: outcome, told: values), at: told?.time)
        case .reach(let destination):
            // A queue rings on, as it does for agents; a transfer has to end, unless the call does.
            guard stage.flow(of: call)?.queue == nil, !endsNext else { return }
            let told = firstLine { line in
                switch line {
                case .transferAnswers(destination), .transferFails(destination, _): true
                default: false
                }
            }
            guard told == nil else { return }
            let reason = "the transcript does not say that it is answered"
            stage.schedule(.transferFailed(reason: reason), for: call, at: stage.now)
        }
    }

    /// Whether the next line ends the call from outside.
    private var endsNext: Bool {
        guard cursor < lines.count else { return false }
        return [.end(.caller), .end(.stopped)].contains(lines[cursor].moment)
    }

    private mutating func answer(_ id: RequestID, _ answer: OutsideAnswer, at time: Duration?) {
        stage.schedule(.answered(id, answer), for: call, at: time ?? stage.now)
    }

    /// The first line from the cursor on that tells something.
    private func firstLine(where tells: (Moment) -> Bool) -> TranscriptLine? {
        lines[min(cursor, lines.count)...].first { tells($0.moment) }
    }
}

extension FlowProgram {
    /// Where a step stands.
    func position(of step: String, in flow: String) -> SourcePosition? {
        flows[flow]?.steps.first { $0.name == step }?.position
    }
}
