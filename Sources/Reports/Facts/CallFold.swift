public import Telephony

/// Turns the events of one call, in order, into its facts.
///
/// ```swift
/// var fold = CallFold(call: call, wallOffset: offset)
/// for record in records { fold.take(record, roster: roster) }
/// fold.facts.visits.map(\.outcome)
/// ```
///
/// Events that contradict what came before are taken as they best fit, and never trap: facts of a
/// broken stream are poor, not fatal.
public struct CallFold: Hashable, Sendable {
    /// What is known so far.
    public internal(set) var facts: CallFacts
    /// The wall's clock at zero of the monotonic clock, in milliseconds since 1970.
    private let offset: Int64
    private var isBegun = false
    /// When the hold of the talk that goes on began.
    var heldSince: WallTime?
    /// The visit whose last transfer is not yet known to lead to a queue.
    var transferring: Int?

    /// Begins a call.
    ///
    /// - Parameters:
    ///   - call: the call, the shift or the attempt.
    ///   - wallOffset: from 1970-01-01 00:00:00 UTC to zero of the monotonic clock of the records.
    public init(call: CallID, wallOffset: Duration) {
        offset = wallOffset.inMilliseconds
        facts = CallFacts(call: call, arrived: WallTime(milliseconds: offset))
    }

    /// Takes in the next event of the call.
    ///
    /// - Parameters:
    ///   - record: the event; one of another call is passed over.
    ///   - roster: who is an agent at that time.
    public mutating func take(_ record: JournalRecord, roster: Roster) {
        let time = WallTime(milliseconds: offset &+ record.time.inMilliseconds)
        if !isBegun {
            isBegun = true
            facts.arrived = time
        }
        switch record.event {
        case .arrived(let arrival): begin(arrival)
        case .answered: facts.answered = time
        case .stepEntered(let flow, let step): enter(flow: flow, step: step, at: time)
        case .keys(let entry): press(entry)
        case .noInput:
            facts.noInputs += 1
            if let last = facts.steps.indices.last { facts.steps[last].noInputs += 1 }
        case .noMatch:
            facts.noMatches += 1
            if let last = facts.steps.indices.last { facts.steps[last].noMatches += 1 }
        case .identified(_, let segment): facts.segment = segment ?? facts.segment
        case .motive(let motive): facts.motive = motive
        case .selfServiceDone(let name): facts.selfService.append(name)
        case .consent(let kind, let given):
            facts.consents.append(ConsentFacts(kind: kind, isGiven: given, time: time))
        case .recordingStarted(let name):
            facts.recordings.append(RecordingFacts(name: name, began: time))
        case .recordingEnded(let name, let length):
            guard let place = facts.recordings.lastIndex(where: { $0.name == name }) else { break }
            facts.recordings[place].length = length
        case .survey(let question, let answer): answerSurvey(question, answer, at: time)
        case .ended(let reason): end(reason, at: time)
        case .enqueued(let queue, let level, let position, let rank):
            enqueue(
                VisitFacts(
                    call: facts.call, number: record.number, queue: queue, level: level,
                    rank: rank ?? LevelRank.named(level), position: position, entered: time))
        case .offered(let agent):
            offer(OfferFacts(agent: agent, isProvider: !roster.isAgent(agent), offered: time))
        case .ringNoAnswer(let agent, let reason): settleOffer(of: agent, .notTaken(reason))
        case .connected(let agent):
            connect(agent, isProvider: !roster.isAgent(agent), at: time)
        case .callbackConnected(let agent):
            bridge(agent, isProvider: !roster.isAgent(agent), at: time)
        case .holdOn: hold(at: time)
        case .holdOff: retrieve(at: time)
        case .talkEnded(let party): endTalk(by: party, at: time)
        case .transferred(let kind, _, let to):
            transfer(kind, to: to, isAgent: roster.isAgent(to), at: time)
        case .transferFailed(let to, _): settleOffer(of: to, .notTaken(.unreachable))
        case .announced(let position, let wait):
            guard let last = facts.visits.indices.last else { break }
            facts.visits[last].announcements.append(
                AnnouncementFacts(time: time, position: position, wait: wait))
        case .abandoned: leave(.abandoned, at: time)
        case .flowedOut(_, let reason): leave(.flowedOut(reason), at: time)
        case .callbackAccepted: leave(.callback, at: time)
        case .callbackAttempted(let attempt): begin(attempt, at: time)
        case .callbackFailed(let reason, let isLast):
            facts.attempt?.outcome = .failed(reason, isLast: isLast)
        case .promptStarted, .promptEnded, .lookedUp, .requested, .compared, .flowFailed, .agent,
            .written:
            break
        }
    }

    /// Takes in that an agent was done with what a talk of the call left to do.
    ///
    /// - Parameters:
    ///   - visit: the number of the visit.
    ///   - agent: whose shift tells it; nil for the last agent who talked in the visit.
    ///   - time: when.
    public mutating func wrapEnded(visit: Int, agent: String?, at time: WallTime) {
        facts.wrapEnded(visit: visit, agent: agent, at: time)
    }

    // MARK: - The call

    private mutating func begin(_ arrival: CallEvent.Arrival) {
        facts.caller = arrival.caller
        facts.called = arrival.to
        facts.flow = arrival.flow
        facts.version = arrival.version
        facts.language = arrival.language
        facts.localTime = arrival.time
        facts.zone = arrival.zone
    }

    private mutating func begin(_ attempt: CallEvent.CallbackAttempt, at time: WallTime) {
        facts.caller = attempt.caller
        facts.localTime = attempt.time
        facts.zone = attempt.zone
        facts.attempt = AttemptFacts(
            callback: attempt.callback, attempt: attempt.attempt, queue: attempt.queue,
            level: attempt.level, began: time)
        facts.attempt?.rank = attempt.rank ?? LevelRank.named(attempt.level)
    }

    private mutating func end(_ reason: CallEvent.EndReason, at time: WallTime) {
        endTalk(by: nil, at: time)
        facts.ended = time
        facts.endReason = reason
        if let last = facts.steps.indices.last {
            facts.steps[last].left = time
            facts.steps[last].isHungUp = reason == .caller && !isHeard(in: facts.steps[last])
        }
        guard let last = facts.visits.indices.last, facts.visits[last].outcome == .waiting else {
            return
        }
        switch reason {
        case .caller: leave(.abandoned, at: time)
        case .stopped, .engineCrash: facts.visits[last].outcome = .interrupted
        case .flow, .agent, .transferred, .flowError: leave(.flowedOut(.key), at: time)
        }
    }

    /// Whether somebody talked with the caller since the step was entered.
    private func isHeard(in step: StepFacts) -> Bool {
        facts.visits.last?.talks.last.map { $0.connected >= step.entered } == true
            || facts.transfers.last.map { $0.time >= step.entered } == true
    }

    private mutating func answerSurvey(_ question: String, _ answer: LoggedText, at time: WallTime)
    {
        var survey = SurveyFacts(question: question, answer: nil, time: time)
        if case .common(let text) = answer { survey.answer = text }
        if let visit = facts.visits.last(where: { $0.outcome == .answered }) {
            survey.visit = visit.number
            survey.agent = visit.talks.last.flatMap { $0.isProvider ? nil : $0.agent }
            survey.queue = visit.queue
            survey.level = visit.level
        }
        facts.surveys.append(survey)
    }

    // MARK: - Steps

    private mutating func enter(flow: String, step: String, at time: WallTime) {
        if let last = facts.steps.indices.last { facts.steps[last].left = time }
        facts.steps.append(StepFacts(flow: flow, step: step, entered: time))
    }

    /// A choice in a menu is one key, perhaps with the key that ends an entry.
    private mutating func press(_ entry: KeyEntry) {
        guard let last = facts.steps.indices.last, !entry.isPersonal,
            case .digits(let digits) = entry.content, let key = digits.first,
            digits.count == 1 || (digits.count == 2 && digits.last == .hash)
        else { return }
        facts.steps[last].keys.append(key)
    }
}
