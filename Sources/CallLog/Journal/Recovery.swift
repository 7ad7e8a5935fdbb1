import GRDB
import Telephony

/// Ends the calls of processes that died.
///
/// It runs within one immediate transaction, so two processes that start at once don't both do it.
struct Recovery {
    /// The process that recovers.
    let process: Int64
    let locks: ProcessLocks

    func run(in database: Database) throws {
        let others = try Int64.fetchAll(
            database, sql: "SELECT DISTINCT process FROM open_call WHERE process <> ?",
            arguments: [process])
        for other in others where try !locks.isAlive(process: other) {
            try endCalls(of: other, in: database)
        }
    }

    /// The end is written at the time of the call's last event: it lived at least until then.
    /// `CROSS JOIN` has SQLite begin with the few open calls, not with all events.
    private func endCalls(of dead: Int64, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO event (process, call, number, time_ms, kind, json)
                SELECT :dead, event.call, max(event.number) + 1, event.time_ms, :kind, :json
                FROM open_call CROSS JOIN event ON event.call = open_call.call
                WHERE open_call.process = :dead
                GROUP BY event.call
                """,
            arguments: [
                "dead": dead, "kind": EventKind.ended.rawValue,
                "json": CallEvent.ended(.engineCrash).json,
            ])
        try database.execute(sql: "DELETE FROM open_call WHERE process = ?", arguments: [dead])
    }
}
