import Flows
import Telephony

/// What happened to a recorded call from outside its flow, made from its events.
struct RecordedScript {
    /// Something that happened, with the time since the answer.
    struct Happening {
        var time: Duration
        var input: CallInput?
        /// What queues and agents did, which is only to be written down again.
        var note: CallEvent?
    }

    /// An answer of the world outside.
    struct Answer {
        var time: Duration
        var answer: OutsideAnswer
    }

    /// How the call came in; nil where the records do not begin with it.
    private(set) var arrival: CallEvent.Arrival?
    /// How somebody was called back, who is the caller then; nil where nobody was.
    private(set) var attempt: CallEvent.CallbackAttempt?
    /// When they and an agent first heard each other, and who that was; nil before.
    private(set) var connected: (time: Duration, agent: String)?
    /// Whether that talk was recorded.
    private(set) var recordsTalk = false
    /// Keys, agents' acts and the end of the call, in the order of time.
    private(set) var happenings: [Happening] = []
    /// What the customer files said, by the name of the file.
    private(set) var lookUps: [String: [Answer]] = [:]
    /// What the endpoints said, by name.
    private(set) var requests: [String: [Answer]] = [:]
    /// What came of comparisons with secrets, in order.
    private(set) var outcomes: [Bool] = []
    /// How long each prompt was heard, in order.
    private(set) var prompts = RecordedPrompts()
    /// When the log breaks off, because Allo died; nil where the call has its end.
    private(set) var breakOff: Duration?

    /// The step that the call was in when it ended.
    private(set) var lastStep: (flow: String, name: String)?

    private var answered: Duration?
    private var isTalking = false
    /// Whether the caller talks with the destination of a transfer.
    private var isTransferred = false

    init(_ records: some Sequence<JournalRecord>) {
        let records = Array(records)
        for (index, record) in records.enumerated() {
            take(record, before: records[(index + 1)...])
        }
        // Keys that were written down late happened before what stands above them.
        let order = happenings.indices.sorted {
            (happenings[$0].time, $0) < (happenings[$1].time, $1)
        }
        happenings = order.map { happenings[$0] }
    }

    private mutating func take(_ record: JournalRecord, before rest: ArraySlice<JournalRecord>) {
        let time = record.time - (answered ?? record.time)
        func happened(_ input: CallInput) { happenings.append(.init(time: time, input: input)) }
        switch record.event {
        case .arrived(let arrival): self.arrival = arrival
        case .callbackAttempted(let attempt):
            self.attempt = attempt
            answered = record.time
        case .callbackConnected(let agent):
            // What came before is nothing that the flow did.
            happenings = []
            connected = (time, agent)
            isTalking = true
        case .recordingStarted(let name): recordsTalk = recordsTalk || name == "talk-1"
        case .answered: answered = record.time
        case .promptStarted(let prompt, let text, _):
            prompts.began(prompt, text, at: time)
        case .promptEnded(let prompt, let cut): prompts.ended(prompt, cut: cut, at: time)
        case .keys(let entry):
            let digits = entry.digits(at: time, before: rest)
            for (index, digit) in digits.enumerated() {
                let pressed = index < entry.pressedAt.count ? entry.pressedAt[index] : time
                happenings.append(Happening(time: pressed, input: .digit(digit)))
            }
        case .lookedUp(let directory, let outcome, let values):
            lookUps[directory, default: []].append(Answer(time, outcome, values))
        case .requested(let endpoint, let outcome, let values):
            requests[endpoint, default: []].append(Answer(time, outcome, values))
        case .compared(_, let outcome): outcomes.append(outcome)
        case .connected(let agent):
            isTalking = true
            happened(.agentAnswered(agent: agent))
        case .transferred(let kind, _, let to):
            happened(
                isTalking
                    ? .agentTransferred(to: target(to, before: rest), kind) : .transferAnswered)
            isTransferred = !isTalking
            isTalking = false
        // It may have been the queues that refused.
        case .transferFailed where isTalking:
            happenings.append(Happening(time: time, note: record.event))
        case .transferFailed(_, let reason): happened(.transferFailed(reason: reason))
        case .talkEnded(let party):
            if isTalking || isTransferred, party == .agent { happened(.agentHungUp) }
            isTalking = false
            isTransferred = false
        // Before callers stayed with whom they were transferred to, that was the end.
        case .ended(.transferred) where isTransferred: happened(.agentHungUp)
        case .ended(.caller): happened(.hungUp)
        case .ended(.stopped): happened(.stopped)
        case .ended(.engineCrash): breakOff = time
        case .offered, .ringNoAnswer:
            happenings.append(Happening(time: time, note: record.event))
        case .holdOn: happened(.held)
        case .holdOff: happened(.retrieved)
        case .stepEntered(let flow, let step): lastStep = (flow, step)
        case .noInput, .noMatch, .identified, .motive, .selfServiceDone, .consent,
            .recordingEnded, .enqueued, .flowedOut, .abandoned,
            .survey, .flowFailed, .ended, .announced,
            .callbackAccepted, .callbackFailed, .agent, .written:
            break
        }
    }

    /// To whom an agent sent the caller on: a colleague, if that is not the queue of the next visit.
    private func target(
        _ name: String, before rest: ArraySlice<JournalRecord>
    ) -> TransferTarget {
        for record in rest {
            guard case .enqueued(let queue, _, _, _) = record.event else { continue }
            return queue == name ? .queue(name) : .agent(AgentID(rawValue: name), queue: queue)
        }
        return .queue(name)
    }

    // MARK: Answers

    /// What the world outside said when it was asked this next.
    mutating func answer(to question: Question.Kind) -> Answer? {
        switch question {
        case .lookUp(_, let directory, _, _): lookUps[directory]?.popFirst()
        case .request(_, let request): requests[request.endpoint]?.popFirst()
        case .reach: nil
        }
    }

    /// The length of a prompt that is heard next.
    mutating func length(of utterance: Utterance, orElse length: Duration?) -> Duration? {
        prompts.length(of: utterance, orElse: length)
    }
}

extension RecordedScript.Answer {
    fileprivate init(
        _ time: Duration, _ outcome: CallEvent.Outcome, _ values: [CallEvent.Field]
    ) {
        self.time = time
        answer = OutsideAnswer(
            outcome: outcome,
            values: values.map { WebRequest.Parameter(name: $0.name, value: $0.value.shown) })
    }
}

extension Array {
    fileprivate mutating func popFirst() -> Element? { isEmpty ? nil : removeFirst() }
}

extension KeyEntry {
    /// The keys, or others in place of a secret's: of an entry that was written down at a time since
    /// the answer, before the rest of the call.
    fileprivate func digits(
        at time: Duration, before rest: ArraySlice<JournalRecord>
    ) -> [Digit] {
        switch content {
        case .digits(let digits): return digits
        case .secret(let count):
            var wasRefused = false
            if case .noMatch(let refused, _) = rest.first?.event {
                wasRefused = refused.count == count
            }
            let wasAtOnce = wasRefused && pressedAt.last ?? time == time
            return .standIns(count, refusedAtOnce: wasAtOnce)
        }
    }
}
