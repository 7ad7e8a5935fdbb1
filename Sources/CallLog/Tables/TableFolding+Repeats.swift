import GRDB
import Reports
import Telephony

/// Which handled calls were not enough: the caller called again for the same motive in time.
///
/// A call is repeated where the next one of its matter came within the span. Calls come here when
/// they end, in any order of their arrivals, so a new one may repeat the one before it, and be
/// repeated by the one after it; each is counted once.
extension TableFolding {
    private static let span = FirstContact.span.inMilliseconds

    /// Counts what a call that has just come into the tables repeats, and what repeats it.
    func addRepeats(of call: FinishedCall, at id: Int64, in database: Database) throws {
        guard let caller = call.facts.caller else { return }
        let arguments: StatementArguments = [
            caller.rawValue, call.facts.motive, call.facts.arrived.milliseconds, call.id,
        ]
        let before = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT id, call, arrived, handled, repeated FROM call
                    WHERE caller = ? AND motive IS ? AND (arrived, id) < (?, ?)
                    ORDER BY arrived DESC, id DESC LIMIT 1
                    """), arguments: arguments)
        if let before, before["handled"], !before["repeated"],
            call.facts.arrived.milliseconds - before["arrived"] <= Self.span
        {
            try addRepeat(of: before["id"], CallID(rawValue: before["call"]), at: id, in: database)
        }
        guard call.facts.isHandled else { return }
        let after = try Int64.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT arrived FROM call
                    WHERE caller = ? AND motive IS ? AND (arrived, id) > (?, ?)
                    ORDER BY arrived, id LIMIT 1
                    """), arguments: arguments)
        if let after, after - call.facts.arrived.milliseconds <= Self.span {
            try markRepeated(call.id, in: database)
            book.add(repeatOf: call.facts)
        }
    }

    private func addRepeat(
        of row: Int64, _ call: CallID, at id: Int64, in database: Database
    ) throws {
        try markRepeated(row, in: database)
        if let facts = try facts(of: call, at: id, in: database) { book.add(repeatOf: facts) }
    }

    private func markRepeated(_ id: Int64, in database: Database) throws {
        try database.cachedStatement(sql: "UPDATE call SET repeated = 1 WHERE id = ?")
            .execute(arguments: [id])
    }

    /// Counts every repeated call at once, where the tables have been made anew.
    func addAllRepeats(in database: Database) throws {
        try database.execute(
            sql: """
                CREATE TEMP TABLE repeated AS SELECT id, call FROM (
                    SELECT id, call, handled, arrived, lead(arrived) OVER (
                        PARTITION BY caller, motive ORDER BY arrived, id) AS next
                    FROM call WHERE caller IS NOT NULL
                ) WHERE handled AND next - arrived <= ?
                """, arguments: [Self.span])
        try database.execute(
            sql: "UPDATE call SET repeated = 1 WHERE id IN (SELECT id FROM repeated)")
        let calls = try Row.fetchCursor(database, sql: "SELECT call FROM temp.repeated")
        var count = 0
        while let row = try calls.next() {
            let facts = try facts(of: CallID(rawValue: row[0]), at: position + 1, in: database)
            if let facts { book.add(repeatOf: facts) }
            count += 1
            if count.isMultiple(of: 5_000) { try keepBook(in: database) }
        }
        try keepBook(in: database)
        try database.execute(sql: "DROP TABLE temp.repeated")
    }
}
