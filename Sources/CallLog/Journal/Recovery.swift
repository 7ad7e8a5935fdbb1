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
        let unsettled = try Int64.fetchAll(
            database, sql: "SELECT id FROM process WHERE settled_by IS NULL AND id <> ?",
            arguments: [process])
        for dead in unsettled where try !locks.isAlive(process: dead) {
            try endCalls(of: dead, in: database)
            try database.execute(
                sql: "UPDATE process SET settled_by = ? WHERE id = ?", arguments: [process, dead])
        }
    }

    /// The end is written at the time of the call's last event: it lived at least until then.
    private func endCalls(of dead: Int64, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO event (process, call, number, time_ms, kind, json)
                SELECT :dead, last.call, max(last.number) + 1, last.time_ms, :kind, :json
                FROM event AS first JOIN event AS last ON last.call = first.call
                WHERE first.process = :dead AND first.number = 1
                GROUP BY last.call
                HAVING last.kind <> :kind
                ORDER BY first.seq
                """,
            arguments: [
                "dead": dead, "kind": EventKind.ended.rawValue,
                "json": CallEvent.ended(.engineCrash).json,
            ])
    }
}
