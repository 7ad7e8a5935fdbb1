public import Flows
public import Telephony
public import Transcripts

/// A recorded call run again, in virtual time, against flows as they are now.
///
/// Callers, agents and the world outside do what the log tells, at the same times. The log does
/// not know a secret: what came of it when it was compared is taken from there too. So is what other
/// callers decided: the positions in queues, and which destination was to take the call. Prompts
/// last as long as they did, new ones as long as their text or sound.
///
/// ```swift
/// var replay = try Replay(records, program: program)
/// try await replay.finish(with: renderer)
/// for change in replay.changes where change.isDifference { print(change) }
/// ```
public struct Replay: PausingRun {
    /// The call as the log tells it.
    public let recorded: Transcript
    private let beginning: Beginning
    private let call: CallID
    private let start: Duration
    private let past: QueuePast
    private var script: RecordedScript
    private var stage: Stage
    private var lengths: PromptLengths
    private var records: [JournalRecord] = []
    private var happenings: ArraySlice<RecordedScript.Happening>
    private var hasBegun = false

    /// Prepares a replay.
    ///
    /// - Parameters:
    ///   - records: the records of one call, in order.
    ///   - flow: the flow that takes the call now; nil for the one that took it.
    ///   - program: the flows as they are now.
    ///   - lengths: how long prompts last that the log does not know.
    /// - Throws: ``RehearsalError`` where the arrival is not in the log or the flow is not there.
    public init(
        _ records: [JournalRecord], flow: String? = nil, program: FlowProgram,
        lengths: PromptLengths = PromptLengths(.text)
    ) throws(RehearsalError) {
        let script = RecordedScript(records)
        guard let first = records.first, let recorded = Transcript(records: records) else {
            throw RehearsalError(.noArrival)
        }
        beginning = try Beginning(records, script, flow: flow, program)
        self.recorded = recorded
        self.script = script
        call = first.call
        start = first.time
        happenings = script.happenings[...]
        self.records = beginning.records
        past = QueuePast(records, in: program.centre)
        stage = Stage(
            program: program.believingAgents(butIn: records.emptyQueues),
            lengths: PromptLengths(.told))
        self.lengths = lengths
    }

    /// The events of the call as it goes now.
    public var newRecords: [JournalRecord] { records }

    /// The call as it goes now.
    public var replayed: Transcript {
        Transcript(records: records) ?? Transcript(header: recorded.header)
    }

    /// The two calls side by side.
    public var changes: [TranscriptChange] {
        var lines = recorded.lines
        // Where Allo died the log ends, not the call.
        if script.breakOff != nil { lines.removeLast() }
        return TranscriptChange.changes(
            from: lines.ringingLast, to: replayed.lines.ringingLast, flow: beginning.flow)
    }

    /// Tells the length of the prompt that ``resume()`` asked for.
    public mutating func learn(_ length: Duration) {
        guard let utterance = stage.wantedLength else { return }
        lengths.learn(length, of: utterance)
    }

    /// Goes on until the length of a prompt is wanted, which it gives, or to the end.
    public mutating func resume() -> Utterance? {
        if !hasBegun {
            hasBegun = true
            stage.take(
                beginning.input, for: call, at: start + beginning.time,
                hidden: FlowState.Hidden(outcomes: script.outcomes, past: past))
            listen()
        }
        while stage.isOpen(call) {
            if let wanted = stage.wantedLength {
                let known = lengths.length(of: wanted)
                guard let length = script.length(of: wanted, orElse: known) else { return wanted }
                stage.learn(length)
                continue
            }
            let end = script.breakOff.map { start + $0 } ?? start + TranscriptTest.longestCall
            let next = stage.nextTime
            if let happening = happenings.first,
                start + happening.time < next ?? .seconds(Int64.max)
            {
                happenings.removeFirst()
                let time = start + happening.time
                if let input = happening.input { stage.take(input, for: call, at: time) }
                if let note = happening.note { repeatNote(note, at: time) }
            } else if let next, next <= end {
                stage.advance()
            } else {
                return nil
            }
            listen()
        }
        return nil
    }

    /// Destinations outside are rung by the call itself, agents by nobody here.
    private mutating func repeatNote(_ note: CallEvent, at time: Duration) {
        switch note {
        case .offered(let agent), .ringNoAnswer(let agent, _):
            guard stage.program.centre.destinations[agent] == nil else { return }
            stage.note(note, of: call, at: time)
        // The queues refused a caller whom an agent wanted to hand on.
        case .transferFailed: stage.note(note, of: call, at: time)
        default: break
        }
    }

    private mutating func listen() {
        for var record in stage.takeRecords() {
            record.number += beginning.records.count
            records.append(record)
        }
        for question in stage.takeQuestions() {
            switch question.kind {
            case .lookUp(let id, let directory, let column, let value):
                let known = stage.program.answer(
                    directory: directory, column: column, value: value)
                answer(id, script.answer(to: question.kind), orElse: known)
            case .request(let id, _):
                answer(id, script.answer(to: question.kind), orElse: .failed)
            case .reach:
                // A queue rings on, as it does for agents; a transfer has to end.
                guard stage.flow(of: call)?.queue == nil, !endedHere else { continue }
                let isKnown = happenings.contains { happening in
                    switch happening.input {
                    case .transferAnswered, .transferFailed: true
                    default: false
                    }
                }
                guard !isKnown else { continue }
                let reason = "the log does not know that it was answered"
                stage.schedule(.transferFailed(reason: reason), for: call, at: stage.now)
            }
        }
    }

    /// Whether the call, as the log tells it, ended in the step that it is in now: a destination
    /// then rang until the caller hung up.
    private var endedHere: Bool {
        guard let last = script.lastStep, let here = stage.flow(of: call)?.position else {
            return false
        }
        return stage.program.position(of: last.name, in: last.flow) == here
    }

    private mutating func answer(
        _ id: RequestID, _ told: RecordedScript.Answer?, orElse known: OutsideAnswer
    ) {
        stage.schedule(
            .answered(id, told?.answer ?? known), for: call,
            at: told.map { start + $0.time } ?? stage.now)
    }
}
