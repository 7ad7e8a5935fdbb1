import GRDB
import Reports
import Telephony

/// The statements that write what is finished into the tables, looked up once a transaction.
struct TableRows {
    private let call: Statement
    private let visit: Statement
    private let offer: Statement
    private let talk: Statement
    private let survey: Statement
    private let callback: Statement
    private let contact: Statement
    private let span: Statement

    init(in database: Database) throws {
        func insert(_ table: String, _ count: Int) throws -> Statement {
            let places = Array(repeating: "?", count: count).joined(separator: ", ")
            return try database.cachedStatement(sql: "INSERT INTO \(table) VALUES (\(places))")
        }
        call = try insert("call", 21)
        visit = try insert("visit", 18)
        offer = try insert("offer", 6)
        talk = try insert("talk", 11)
        survey = try insert("survey", 9)
        callback = try insert("callback", 11)
        contact = try insert("contact", 14)
        span = try insert("span", 9)
    }

    // MARK: - Calls

    func insert(_ finished: FinishedCall, at end: WallTime) throws {
        let facts = finished.facts
        try call.execute(arguments: [
            finished.id, facts.call.rawValue, facts.caller?.rawValue, facts.called, facts.flow,
            facts.version, facts.language?.rawValue, facts.segment, facts.motive,
            facts.arrived.milliseconds, facts.localTime?.description,
            facts.answered?.milliseconds, (facts.ended ?? end).milliseconds,
            facts.endReason?.rawValue ?? "", facts.hungUpIn?.name, facts.noInputs,
            facts.noMatches, facts.isHandled, facts.isContained, facts.isAbandonedInMenu, false,
        ])
        try insertParts(of: finished)
    }

    /// What a call and an attempt that reached somebody have alike.
    private func insertParts(of finished: FinishedCall) throws {
        let facts = finished.facts
        for visit in facts.visits {
            guard let id = finished.visits[visit.number] else { continue }
            try insert(visit, id: id, call: finished.id)
        }
        for (place, survey) in facts.surveys.enumerated() {
            try self.survey.execute(arguments: [
                finished.id, place, survey.question, survey.answer, survey.time.milliseconds,
                survey.visit, survey.agent, survey.queue, survey.level,
            ])
        }
    }

    private func insert(_ facts: VisitFacts, id: Int64, call: Int64) throws {
        let outcome = facts.outcome.words
        try visit.execute(arguments: [
            id, call, facts.number, facts.queue, facts.level, facts.rank, facts.position,
            facts.entered.milliseconds, facts.isCallback, outcome.outcome, outcome.reason,
            facts.wait?.inMilliseconds, facts.agent, facts.provider, facts.offers.count,
            facts.offers.count(where: \.isMissed), !facts.transfers.isEmpty, facts.isEscalated,
        ])
        for (place, facts) in facts.offers.enumerated() {
            try offer.execute(arguments: [
                id, place, facts.agent, facts.isProvider, facts.offered.milliseconds,
                facts.outcome.word,
            ])
        }
        for (place, facts) in facts.talks.enumerated() {
            try talk.execute(arguments: [
                id, place, facts.agent, facts.isProvider, facts.connected.milliseconds,
                facts.ended?.milliseconds, facts.endedBy?.rawValue, facts.talk.inMilliseconds,
                facts.hold.inMilliseconds, facts.holds, facts.wrap?.inMilliseconds,
            ])
        }
    }

    // MARK: - Attempts and agents

    func insert(
        _ attempt: AttemptFacts, of finished: FinishedCall, at end: WallTime
    ) throws {
        let facts = finished.facts
        let outcome = attempt.outcome.words
        try callback.execute(arguments: [
            finished.id, facts.call.rawValue, attempt.callback.rawValue, attempt.attempt,
            attempt.queue, attempt.level, attempt.began.milliseconds,
            (facts.ended ?? end).milliseconds, outcome.outcome, outcome.reason, outcome.isLast,
        ])
        try insertParts(of: finished)
    }

    func insert(_ facts: WrittenFacts, id: Int64) throws {
        let (outcome, end): (String, WallTime?) =
            switch facts.outcome {
            case .open: ("open", nil)
            case .answered(let time): ("answered", time)
            case .dropped(let time): ("dropped", time)
            }
        guard let end else { return }
        let receipt = facts.receipt
        try contact.execute(arguments: [
            id, facts.contact.rawValue, receipt.caller.rawValue, receipt.queue, receipt.level,
            receipt.segment, receipt.motive, facts.received.milliseconds, facts.due.milliseconds,
            end.milliseconds, outcome, facts.agent, facts.provider,
            facts.handling.inMilliseconds,
        ])
    }

    func insert(_ facts: AgentSpan) throws {
        guard let end = facts.end else { return }
        try span.execute(arguments: [
            nil, facts.agent, facts.shift.rawValue, facts.state.word, facts.state.reason,
            facts.state.call?.rawValue, facts.beginsContact, facts.begin.milliseconds,
            end.milliseconds,
        ])
    }
}

extension VisitFacts.Outcome {
    /// The outcome in words, as the table has it.
    fileprivate var words: (outcome: String, reason: String?) {
        switch self {
        case .waiting: ("waiting", nil)
        case .answered: ("answered", nil)
        case .abandoned: ("abandoned", nil)
        case .callback: ("callback-accepted", nil)
        case .flowedOut(let reason): ("flowed-out", reason.rawValue)
        case .interrupted: ("interrupted", nil)
        }
    }
}

extension AttemptFacts.Outcome {
    /// The outcome in words, as the table has it.
    fileprivate var words: (outcome: String, reason: String?, isLast: Bool) {
        switch self {
        case .open: ("open", nil, false)
        case .bridged: ("bridged", nil, true)
        case .failed(let reason, let isLast): ("failed", reason.rawValue, isLast)
        }
    }
}

extension OfferFacts.Outcome {
    /// The outcome in a word, as the table has it.
    fileprivate var word: String {
        switch self {
        case .ringing: "ringing"
        case .taken: "taken"
        case .notTaken(let reason): reason.rawValue
        }
    }
}
