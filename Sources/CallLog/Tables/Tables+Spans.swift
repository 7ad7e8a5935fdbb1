import GRDB
public import Reports
public import Telephony

/// An answer to a question of a survey, with its call.
public struct LoggedSurvey: Hashable, Sendable {
    /// The call.
    public var call: CallID
    /// The answer, with the visit, agent and queue that it is about.
    public var facts: SurveyFacts
}

extension Tables {
    /// No span of an agent is looked for that began earlier before the time that is asked for.
    private static let longestSpan: Int64 = 7 * 86_400_000

    /// What agents did in a time, in order; spans that reach over its ends are whole.
    ///
    /// - Parameters:
    ///   - begin: the begin of the time.
    ///   - end: the end of the time.
    ///   - agent: the agent; nil for all.
    /// - Returns: the spans, those that go on too.
    /// - Throws: ``JournalError`` where a file is damaged or not to be read.
    public func spans(
        from begin: WallTime, to end: WallTime, of agent: String? = nil
    ) async throws(JournalError) -> [AgentSpan] {
        try read { database, folding in
            let kept = try Row.fetchAll(
                database,
                sql: """
                    SELECT * FROM span WHERE began >= :first AND began < :end AND ended > :begin
                        AND (:agent IS NULL OR agent = :agent)
                    ORDER BY began, id
                    """,
                arguments: [
                    "first": begin.milliseconds - Self.longestSpan, "begin": begin.milliseconds,
                    "end": end.milliseconds, "agent": agent,
                ]
            ).compactMap(AgentSpan.init(row:))
            return kept
                + folding.agents.open.filter {
                    $0.begin < end && (agent == nil || $0.agent == agent)
                }
        }
    }

    /// The answers to surveys that were given in a time, in order.
    ///
    /// - Parameters:
    ///   - begin: the begin of the time.
    ///   - end: the end of the time.
    /// - Returns: the answers, in calls that go on too.
    /// - Throws: ``JournalError`` where a file is damaged or not to be read.
    public func surveys(
        from begin: WallTime, to end: WallTime
    ) async throws(JournalError) -> [LoggedSurvey] {
        try read { database, folding in
            let kept = try Row.fetchAll(
                database,
                sql: """
                    SELECT survey.*, coalesce(call.call, callback.call) AS name
                    FROM survey LEFT JOIN call ON call.id = survey.call
                        LEFT JOIN callback ON callback.id = survey.call
                    WHERE time >= ? AND time < ? ORDER BY time, survey.call, place
                    """, arguments: [begin.milliseconds, end.milliseconds]
            ).map(LoggedSurvey.init(row:))
            let open = folding.openFacts.flatMap { call in
                call.surveys.filter { begin <= $0.time && $0.time < end }
                    .map { LoggedSurvey(call: call.call, facts: $0) }
            }
            return kept + open
        }
    }

    /// The attempts to call somebody back that began in a time, in order.
    ///
    /// - Parameters:
    ///   - begin: the begin of the time.
    ///   - end: the end of the time.
    /// - Returns: what is known of each, of those that go on too.
    /// - Throws: ``JournalError`` where a file is damaged or not to be read.
    public func attempts(
        from begin: WallTime, to end: WallTime
    ) async throws(JournalError) -> [CallFacts] {
        try read { database, folding in
            let kept = try String.fetchAll(
                database,
                sql: "SELECT call FROM callback WHERE began >= ? AND began < ? ORDER BY began, id",
                arguments: [begin.milliseconds, end.milliseconds]
            ).compactMap {
                try folding.facts(
                    of: CallID(rawValue: $0), at: folding.position + 1, in: database)
            }
            return kept
                + folding.openFacts.filter {
                    !$0.isIncoming && begin <= $0.arrived && $0.arrived < end
                }
        }
    }
}

extension AgentSpan {
    fileprivate init?(row: Row) {
        let call: String? = row["call"]
        guard let state = State(row["state"], call: call.map(CallID.init), reason: row["reason"])
        else { return nil }
        self.init(
            agent: row["agent"], shift: CallID(rawValue: row["shift"]), state: state,
            beginsContact: row["begins_contact"], begin: WallTime(milliseconds: row["began"]),
            end: WallTime(milliseconds: row["ended"]))
    }
}

extension AgentSpan.State {
    /// The state that a word of the tables means.
    fileprivate init?(_ word: String, call: CallID?, reason: String?) {
        switch (word, call) {
        case ("ready", _): self = .ready
        case ("ringing", let call?): self = .ringing(call)
        case ("talking", let call?): self = .talking(call)
        case ("hold", let call?): self = .hold(call)
        case ("wrap-up", let call?): self = .wrapUp(call)
        case ("away", _): self = .away(reason ?? "")
        default: return nil
        }
    }
}

extension LoggedSurvey {
    fileprivate init(row: Row) {
        call = CallID(rawValue: row["name"])
        facts = SurveyFacts(
            question: row["question"], answer: row["answer"],
            time: WallTime(milliseconds: row["time"]))
        facts.visit = row["visit"]
        facts.agent = row["agent"]
        facts.queue = row["queue"]
        facts.level = row["level"]
    }
}
