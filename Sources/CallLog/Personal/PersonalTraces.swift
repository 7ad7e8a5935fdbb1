import GRDB
import Telephony

/// Where something of a person stands in the journal.
struct PersonalTraces {
    /// Whom to look for.
    enum Subject: Sendable {
        /// A person by their random name.
        case caller(CallerID)
        /// Whoever has a number, or was to be called back at it.
        case number(String)
    }

    /// The random names of the person, one or none.
    let callers: [String]
    /// Calls of others in which the number was one to call back, and attempts to do so.
    let others: [String]
    /// All calls that hold something of them, oldest first.
    let calls: [String]

    /// Looks for traces; those of callbacks only where the journal knows them.
    init(of subject: Subject, in database: Database) throws {
        switch subject {
        case .caller(let caller):
            callers = [caller.rawValue]
            others = []
        case .number(let number):
            callers = try String.fetchAll(
                database, sql: "SELECT caller FROM person WHERE number = ?", arguments: [number])
            // A journal of the first schema that is only read has no callbacks.
            others =
                try database.tableExists("callback_number")
                ? String.fetchAll(
                    database, sql: "SELECT call FROM callback_number WHERE number = ?",
                    arguments: [number]) : []
        }
        var found = Set(others)
        for caller in callers {
            found.formUnion(
                try String.fetchAll(
                    database, sql: "SELECT DISTINCT call FROM personal WHERE caller = ?",
                    arguments: [caller]))
        }
        let first = try database.cachedStatement(
            sql: "SELECT seq FROM event WHERE call = ? AND number = 1")
        calls = try found.map { ($0, try Int64.fetchOne(first, arguments: [$0]) ?? 0) }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
    }

    /// The recordings made in the calls, in their order.
    func recordings(in database: Database) throws -> [String] {
        let names = try database.cachedStatement(
            sql: """
                SELECT json_extract(json, '$.name') FROM event WHERE call = ? AND kind = ?
                ORDER BY number
                """)
        return try calls.flatMap {
            try String.fetchAll(
                names, arguments: [$0, EventKind.recordingStarted.rawValue])
        }
    }

    /// Deletes every trace, within a transaction.
    func erase(in database: Database) throws -> Erasure {
        let recordings = try recordings(in: database)
        var erased = 0
        func delete(_ sql: String, _ values: [String]) throws {
            for value in values {
                try database.cachedStatement(sql: sql).execute(arguments: [value])
                erased += database.changesCount
            }
        }
        try delete("DELETE FROM personal WHERE caller = ?", callers)
        try delete("DELETE FROM personal WHERE call = ?", others)
        try delete("DELETE FROM callback_number WHERE caller = ?", callers)
        try delete("DELETE FROM callback_number WHERE call = ?", others)
        try delete("DELETE FROM person WHERE caller = ?", callers)
        return Erasure(wasKnown: erased > 0, recordings: erased > 0 ? recordings : [])
    }
}
