import GRDB
public import Telephony

extension JournalReader {
    /// The shifts of agents, newest first.
    ///
    /// - Parameters:
    ///   - agent: the agent; nil for all.
    ///   - since: shifts that began at this moment or later, since 1970-01-01 00:00:00 UTC.
    ///   - until: shifts that began before this moment, since 1970-01-01 00:00:00 UTC.
    ///   - limit: the most shifts to return; nil for all.
    /// - Returns: a line for each shift; ``events(of:personal:)`` has what happened in it.
    /// - Throws: ``JournalError`` where the file is damaged.
    public func shifts(
        of agent: AgentID? = nil, since: Duration? = nil, until: Duration? = nil,
        limit: Int? = nil
    ) async throws(JournalError) -> [ShiftSummary] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT first.*, origin.node,
                        origin.wall_ms + first.time_ms - origin.monotonic_ms AS wall
                    FROM event AS first JOIN process AS origin ON origin.id = first.process
                    WHERE first.number = 1 AND first.kind = 'agent-login'
                        AND (:since IS NULL OR wall >= :since)
                        AND (:until IS NULL OR wall < :until)
                        AND (:agent IS NULL OR json_extract(first.json, '$.agent') = :agent)
                    ORDER BY first.seq DESC LIMIT :limit
                    """,
                arguments: [
                    "since": since?.inMilliseconds, "until": until?.inMilliseconds,
                    "agent": agent?.rawValue, "limit": limit ?? -1,
                ]
            ).compactMap { try shift($0, in: database) }
        }
    }

    private func shift(_ row: Row, in database: Database) throws -> ShiftSummary? {
        let first = try event(row, personal: .shortened, in: database)
        guard case .agent(.login(let login)) = first.record.event else { return nil }
        let last = try Row.fetchOne(
            database, sql: "SELECT json, max(number), time_ms FROM event WHERE call = ?",
            arguments: [first.record.call.rawValue])
        var summary = ShiftSummary(
            shift: first.record.call, login: login, began: first.wallTime, length: .zero)
        guard let last else { return summary }
        let time: Int64 = last["time_ms"]
        summary.length = .milliseconds(time) - first.record.time
        if case .agent(.logout(let reason)) = try decode(last["json"], of: first.record) {
            summary.logout = reason
        }
        return summary
    }
}
