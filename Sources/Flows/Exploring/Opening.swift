public import Telephony

/// What a call waits for that somebody outside could do next, for whoever looks for ways through
/// flows.
public enum Opening: Hashable, Sendable {
    /// The caller may press keys: rows that the step takes, most of them chosen so that conditions
    /// of the flow hold.
    case keys([[Digit]])
    /// The caller may press a secret of so many keys, or one of these rows to leave the step.
    case secret(ClosedRange<Int>, escapes: [[Digit]])
    /// The caller waits in a queue: an agent may answer, or the caller press one of these.
    case agent(queue: String, escapes: [[Digit]])
    /// The caller talks with an agent, who may hang up, or send them on to a queue for which the step
    /// names another.
    case talk(agent: String, transfers: [String])
    /// The caller is recorded; a key ends it.
    case recording
}

extension FlowState {
    /// What the call waits for; nil while it speaks, asks, or can only wait.
    public var opening: Opening? {
        switch activity {
        case .listening(let question): listening.phase == .waiting ? entries(question) : nil
        case .queueing(let queue, .some):
            if case .queue(let step) = currentStep?.kind {
                .agent(
                    queue: queue,
                    escapes: step.queue == queue ? step.escapes.map(\.keys) : [])
            } else {
                nil
            }
        case .talking(_, let agent, held: nil):
            if case .queue(let step) = currentStep?.kind {
                .talk(agent: agent, transfers: step.transfers.keys.sorted())
            } else {
                .talk(agent: agent, transfers: [])
            }
        case .recording: .recording
        case .new, .speaking, .asking, .announcingRecording, .joining, .queueing, .callingBack,
            .changingAgent, .talking, .announcingTransfer, .transferring, .transferred, .leaving,
            .over:
            nil
        }
    }

    private func entries(_ question: Int) -> Opening? {
        switch currentStep?.kind {
        case .menu(let menu): return .keys(menu.choices.map(\.keys))
        case .collect(let collect):
            let escapes = collect.escapes.map(\.keys)
            guard !collect.isSecret else { return .secret(collect.length, escapes: escapes) }
            return .keys(rows(for: collect) + escapes)
        case .survey(let survey):
            guard survey.questions.indices.contains(question) else { return nil }
            let answers = survey.questions[question].answers
            return .keys(
                Set([answers.lowerBound, answers.upperBound]).sorted().map {
                    Array(digits: "\($0)")
                })
        default: return nil
        }
    }

    /// Rows of keys for an entry: what the flow compares it with, what customers are found by, and
    /// any other.
    private func rows(for collect: Collect) -> [[Digit]] {
        guard let frame = frames.last else { return [] }
        var texts = frame.flow.hints.values(for: collect.variable, [], in: frame.slots)
        for step in frame.flow.steps {
            guard case .lookUp(let lookUp) = step.kind, lookUp.key.slots == [collect.variable],
                let directory = program.centre.directories[lookUp.directory]
            else { continue }
            texts += directory.customers.examples().compactMap { $0[lookUp.column] }
        }
        texts.append(String(repeating: "7", count: collect.length.lowerBound))
        texts.append("0639980199")
        var seen: Set<[Digit]> = []
        return texts.map { Array(digits: $0) }.filter { row in
            collect.length.contains(row.count) && row.allSatisfy { $0.rawValue <= 9 }
                && seen.insert(row).inserted
        }.prefix(12).map(\.self)
    }

    /// Answers that the endpoint may give to what is asked now, so that conditions of the flow hold
    /// or do not.
    public var possibleAnswers: [OutsideAnswer] {
        guard let frame = frames.last else { return [] }
        switch currentStep?.kind {
        case .lookUp(let lookUp):
            let examples =
                program.centre.directories[lookUp.directory]?.customers.examples() ?? []
            var rows = examples
            // What no customer of the file has one of them may have tomorrow.
            if let first = examples.first, let variable = lookUp.variable {
                for (field, value) in frame.flow.hints.changes(of: variable, in: frame.slots)
                where first[field].map({ $0 != value }) ?? false {
                    rows.append(first.merging([field: value]) { $1 })
                }
            }
            return rows.prefix(examples.count + 12).map(OutsideAnswer.init(row:))
        case .request(let request):
            guard let variable = request.variable else { return [OutsideAnswer(outcome: .found)] }
            return frame.flow.hints.records(for: variable, in: frame.slots)
                .map(OutsideAnswer.init(row:))
        default: return []
        }
    }
}

extension [Digit] {
    /// The keys of a text; what is none is left out.
    fileprivate init(digits text: String) { self = text.compactMap(Digit.init) }
}

extension OutsideAnswer {
    /// Something that was found, by its fields.
    fileprivate init(row: [String: String]) {
        self.init(
            outcome: .found,
            values: row.sorted { $0.key < $1.key }.map {
                WebRequest.Parameter(name: $0.key, value: $0.value)
            })
    }
}
