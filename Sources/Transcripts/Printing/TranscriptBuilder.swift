public import Telephony

/// Turns the events of one call into its transcript, one record at a time.
///
/// ```swift
/// var builder = TranscriptBuilder()
/// for record in records { builder.add(record) }
/// let transcript = builder.transcript
/// ```
public struct TranscriptBuilder: Sendable {
    /// How much of a caller's number is told.
    public enum Numbers: Hashable, Sendable {
        /// The whole number.
        case full
        /// The number with its middle hidden, for logs that are read by many.
        case shortened
    }

    /// What an event adds to a transcript.
    public enum Part: Hashable, Sendable {
        /// The first line.
        case header(Transcript.Header)
        /// A line more.
        case line(TranscriptLine)
    }

    private let numbers: Numbers
    private var flow = ""
    private var answered: Duration?
    private var arrived = Duration.zero
    /// The agent who talks with the caller.
    private var agent: String?

    /// Begins a transcript.
    public init(numbers: Numbers = .full) { self.numbers = numbers }

    /// Takes in the next event of the call.
    ///
    /// - Returns: what it adds; nil for an event that makes no line, such as the end of a prompt.
    @discardableResult
    public mutating func add(_ record: JournalRecord) -> Part? {
        switch record.event {
        case .arrived(let arrival):
            flow = arrival.flow
            arrived = record.time
            return .header(
                Transcript.Header(
                    from: caller(arrival.from), to: arrival.to, time: arrival.time))
        case .callbackAttempted(let attempt) where record.number == 1:
            arrived = record.time
            return .header(
                Transcript.Header(
                    from: caller(attempt.number), to: attempt.queue, time: attempt.time))
        default: break
        }
        guard let moment = moment(of: record.event, at: record.time) else { return nil }
        return .line(TranscriptLine(time: record.time - (answered ?? arrived), moment))
    }

    private func caller(_ number: LoggedText?) -> Transcript.Header.Caller {
        guard let number else { return .withheld }
        return switch (PhoneNumber(number.shown), numbers) {
        case (let number?, .full): .number(number)
        case (let number?, .shortened): .hidden(number.shortened)
        case (nil, _): .hidden(number.shown)
        }
    }

    private mutating func moment(of event: CallEvent, at time: Duration) -> Moment? {
        switch event {
        case .arrived, .promptEnded, .agent, .written: return nil
        case .ringNoAnswer(let agent, let reason): return .agentMisses(agent, reason)
        case .holdOn: return .hold
        case .holdOff: return .resume
        case .announced(let position, let wait): return .announce(position: position, wait: wait)
        case .callbackAccepted(let queue, let number, _):
            return .acceptCallback(queue: queue, number: number.shown)
        case .callbackAttempted(let attempt): return .attempt(attempt.attempt)
        case .callbackConnected(let agent):
            self.agent = agent
            return .callbackAnswers(agent: agent)
        case .callbackFailed(let reason, let isLast):
            return .callbackFails(reason, isLast: isLast)
        case .answered:
            answered = time
            return nil
        case .stepEntered(let flow, let step):
            return .step(flow: flow == self.flow ? nil : flow, name: step)
        case .promptStarted(let prompt, let text, _):
            return .hear(prompt: prompt, text: text.shown)
        case .keys(let entry): return Moment.Keys(entry).map(Moment.press)
        case .noInput: return .noInput
        case .noMatch(let entry, _): return .noMatch(Moment.Keys(entry))
        case .identified(let customer, let segment):
            return .customer(customer.shown, segment: segment)
        case .motive(let name): return .motive(name)
        case .selfServiceDone(let name): return .done(name)
        case .lookedUp(let directory, let outcome, let values):
            return .lookUp(directory: directory, outcome, values: values.map(Moment.Value.init))
        case .requested(let endpoint, let outcome, let values):
            return .request(endpoint: endpoint, outcome, values: values.map(Moment.Value.init))
        case .compared(let condition, let outcome):
            return .compare(condition: condition, outcome: outcome)
        case .consent(let kind, let given): return .consent(kind: kind, given: given)
        case .recordingStarted(let name): return .record(name: name)
        case .recordingEnded(let name, let length): return .recorded(name: name, length: length)
        case .enqueued(let queue, _, let position, _):
            return .enter(queue: queue, position: position)
        case .offered(let agent): return .agentRings(agent)
        case .connected(let agent):
            self.agent = agent
            return .agentAnswers(agent)
        case .flowedOut(let queue, let reason): return .leave(queue: queue, reason)
        case .abandoned(let queue): return .abandon(queue: queue)
        case .transferred(let kind, _, let to):
            // The one who talks is the one who transfers; their talk ends with it.
            guard let agent = agent.take() else { return .transferAnswers(destination: to) }
            return .agentTransfers(agent, to: to, kind)
        case .transferFailed(let to, let reason):
            return .transferFails(destination: to, reason: reason)
        case .talkEnded(let party):
            // Where the caller or the flow ended it, the end of the call says so.
            guard let agent = agent.take(), party == .agent else { return nil }
            return .agentHangsUp(agent)
        case .survey(let question, let answer):
            return .survey(question: question, answer: answer.shown)
        case .flowFailed(let step, let reason): return .fail(step: step, reason: reason)
        case .ended(let reason): return .end(reason)
        }
    }
}

extension Moment.Keys {
    /// The keys of an event; nil where there are none.
    fileprivate init?(_ entry: KeyEntry) {
        guard entry.count > 0 else { return nil }
        switch entry.content {
        case .digits(let digits): self.init(.clear(digits), pressedAt: entry.pressedAt)
        case .secret(let count): self.init(.secret(count: count), pressedAt: entry.pressedAt)
        }
    }
}

extension Moment.Value {
    fileprivate init(_ field: CallEvent.Field) {
        self.init(name: field.name, text: field.value.shown)
    }
}

extension Transcript {
    /// The transcript of a whole call; nil where the first of its records is not its arrival.
    public init?(
        records: some Sequence<JournalRecord>, numbers: TranscriptBuilder.Numbers = .full
    ) {
        var builder = TranscriptBuilder(numbers: numbers)
        var header: Header?
        var lines: [TranscriptLine] = []
        for record in records {
            switch builder.add(record) {
            case .header(let read): header = header ?? read
            case .line(let line): lines.append(line)
            case nil: break
            }
        }
        guard let header else { return nil }
        self.init(header: header, lines: lines)
    }
}
