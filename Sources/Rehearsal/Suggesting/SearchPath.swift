import Flows
import Telephony
import Transcripts

/// A call on its way, which others may have begun alike.
struct SearchPath: Sendable {
    /// A part of a path, with the parts before it.
    private final class Part: Sendable {
        let before: Part?
        let records: [JournalRecord]
        let act: Act

        init(before: Part?, records: [JournalRecord], act: Act) {
            self.before = before
            self.records = records
            self.act = act
        }
    }

    /// What a part begins with, as far as its transcript tells it otherwise than the log.
    private enum Act {
        /// The secret of this name is pressed.
        case secret(String)
        /// The customer file answers by itself.
        case known
        case other
    }

    /// How many lines longer a call may be that is less odd.
    private static let oddityCost = 12
    static let call = CallID(rawValue: "call-1")

    let start: SearchStart
    private(set) var stage: Stage
    /// How many lines were heard and done, and how odd the call is.
    private(set) var cost: Int
    /// What the call waits to be told.
    private(set) var question: Question?
    /// What it has gone through since it went on.
    private(set) var passages: [Passage] = []
    private var part: Part?
    private var lastRecord = Duration.zero

    /// A call that comes in.
    init?(_ start: SearchStart, in program: FlowProgram, lengths: PromptLengths) {
        // Where a call can't come in so, there is nothing to look for.
        guard let caller = try? RehearsedCaller(start.header, in: program) else { return nil }
        self.start = start
        cost = start.oddity * SearchPath.oddityCost
        let empty = start.isDeserted ? Set(program.centre.queues.keys) : []
        stage = Stage(
            program: program.believingAgents(butIn: empty), lengths: lengths,
            isTraced: true)
        stage.fill(start.crowds)
        stage.take(
            .arrived(caller.arrival), for: Self.call, at: .zero,
            hidden: start.outcomes.map { FlowState.Hidden(outcomes: $0) })
        settle()
    }

    /// How many lines were heard and done.
    var length: Int { cost - start.oddity * SearchPath.oddityCost }

    /// The call as its flow sees it; nil once it is over.
    var flow: FlowState? { stage.flow(of: Self.call) }

    /// What somebody outside could do next; nil where an answer is waited for.
    var opening: Opening? { question == nil ? flow?.opening : nil }

    // MARK: Going on

    /// The path after the caller has pressed keys.
    func pressing(_ keys: [Digit], secret: String? = nil) -> SearchPath {
        going(secret.map { .secret($0) } ?? .other) { stage, time in
            for (place, key) in keys.enumerated().dropFirst() {
                stage.schedule(
                    .digit(key), for: Self.call, at: time + TranscriptTest.keySpacing * place)
            }
            if let first = keys.first { stage.take(.digit(first), for: Self.call, at: time) }
        }
    }

    /// The path after something has happened to the call.
    func taking(_ input: CallInput) -> SearchPath {
        going(.other) { stage, time in stage.take(input, for: Self.call, at: time) }
    }

    /// The path after the question was answered.
    ///
    /// Where the answer is known, it is that of the customer file.
    func answering(
        _ id: RequestID, _ answer: OutsideAnswer, isKnown: Bool = false
    ) -> SearchPath {
        going(isKnown ? .known : .other) { stage, _ in
            stage.take(.answered(id, answer), for: Self.call, at: stage.now)
        }
    }

    /// The path after the caller has done nothing for as long as that changes nothing.
    func waiting() -> SearchPath {
        let before = opening
        return going(.other) { stage, _ in
            for _ in 0..<2_000 {
                guard stage.advance(), let flow = stage.flow(of: Self.call), stage.questions.isEmpty
                else { return }
                guard case .agent = before else {
                    // What was left on the agenda by a timer that was cancelled is nothing.
                    if stage.hasRecords { return }
                    continue
                }
                if flow.queue == nil { return }
            }
        }
    }

    private func going(
        _ kind: Act, _ act: (inout Stage, Duration) -> Void
    ) -> SearchPath {
        var next = self
        let silent = stage.silentSince(Self.call) ?? stage.now
        let time = max(silent, lastRecord) + TranscriptTest.reaction
        next.question = nil
        next.passages = []
        act(&next.stage, max(time, stage.now))
        next.settle(kind)
        return next
    }

    /// Lets all happen that happens by itself, until somebody outside may choose.
    private mutating func settle(_ act: Act = .other) {
        for _ in 0..<400 {
            guard stage.isOpen(Self.call) else { break }
            question = stage.takeQuestions().first { question in
                // A queue rings on, whoever it rings.
                if case .reach = question.kind { flow?.queue == nil } else { true }
            }
            if question != nil { break }
            if stage.silentSince(Self.call) != nil, flow?.opening != nil { break }
            guard stage.advance() else { break }
        }
        let records = stage.takeRecords()
        passages += stage.takePassages()
        cost += records.count { $0.isLine }
        lastRecord = records.last?.time ?? lastRecord
        part = Part(before: part, records: records, act: act)
    }

    // MARK: Looking back

    /// The call as a transcript, with its secrets by their names. Where it goes on, so it says.
    func transcript(fixtures: String?) -> Transcript? {
        var parts: [Part] = []
        var next = part
        while let part = next {
            parts.append(part)
            next = part.before
        }
        var builder = TranscriptBuilder()
        var lines: [TranscriptLine] = []
        var hasSecrets = false
        for part in parts.reversed() {
            for record in part.records {
                guard case .line(let line) = builder.add(record) else { continue }
                let moment = line.moment.asWritten
                switch (moment, part.act) {
                case (.press(let keys), .secret(let name)) where keys.isSecret:
                    lines.append(TranscriptLine(.press(Moment.Keys(.fixture(name)))))
                    hasSecrets = true
                case (.lookUp(let directory, let outcome, _), .known):
                    lines.append(
                        TranscriptLine(.lookUp(directory: directory, outcome, values: [])))
                default: lines.append(TranscriptLine(moment))
                }
            }
        }
        if stage.isOpen(Self.call) { lines.append(TranscriptLine(.anything)) }
        return Transcript(
            header: start.header, crowds: start.crowds, fixtures: hasSecrets ? fixtures : nil,
            lines: lines.joiningKeys.withoutWaiting)
    }
}

extension JournalRecord {
    /// Whether a transcript has a line for it.
    fileprivate var isLine: Bool {
        switch event {
        case .arrived, .answered, .promptEnded: false
        default: true
        }
    }
}

extension Moment {
    /// The moment as a designer writes it: a prompt by its name alone, a failure without its keys.
    fileprivate var asWritten: Moment {
        switch self {
        case .hear(.some(let prompt), _): .hear(prompt: prompt, text: nil)
        case .noMatch(let keys?): keys.isSecret ? .noMatch(nil) : self
        case .press(let keys): .press(Keys(keys.content))
        case .lookUp(let directory, let outcome, let values):
            .lookUp(directory: directory, outcome, values: values.filter { $0.text != "****" })
        case .request(let endpoint, let outcome, let values):
            .request(endpoint: endpoint, outcome, values: values.filter { $0.text != "****" })
        default: self
        }
    }
}

extension Moment.Keys {
    fileprivate var isSecret: Bool { if case .secret = content { true } else { false } }
}

extension [TranscriptLine] {
    /// Keys that follow each other, in one line.
    fileprivate var joiningKeys: [TranscriptLine] {
        var joined: [TranscriptLine] = []
        for line in self {
            guard case .press(let keys) = line.moment, case .clear(let digits) = keys.content,
                case .press(let before)? = joined.last?.moment,
                case .clear(let first) = before.content
            else {
                joined.append(line)
                continue
            }
            joined[joined.count - 1].moment = .press(Moment.Keys(.clear(first + digits)))
        }
        return joined
    }

    /// What is told to somebody who waits, again and again, left out.
    fileprivate var withoutWaiting: [TranscriptLine] {
        var kept: [TranscriptLine] = []
        var told: [TranscriptLine]?
        for line in self {
            switch line.moment {
            case .hear where told != nil, .announce where told != nil: told?.append(line)
            default:
                kept += (told?.count ?? 0) > 2 ? [TranscriptLine(.anything)] : told ?? []
                told = if case .enter = line.moment { [] } else { nil }
                kept.append(line)
            }
        }
        return kept + (told ?? [])
    }
}
