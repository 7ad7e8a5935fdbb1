import GRDB
import Telephony

/// Ends the calls, the attempts to call somebody back and the shifts of processes that died.
///
/// It runs within one immediate transaction, so two processes that start at once don't both do it.
struct Recovery {
    /// The process that recovers.
    let process: Int64
    let locks: ProcessLocks

    func run(in database: Database) throws {
        let others = try Int64.fetchAll(
            database,
            sql: """
                SELECT process FROM open_call WHERE process <> ?1
                UNION SELECT process FROM open_contact WHERE process <> ?1 AND agent IS NOT NULL
                """,
            arguments: [process])
        for other in others where try !locks.isAlive(process: other) {
            try returnContacts(of: other, in: database)
            try keepShifts(of: other, in: database)
            try endStreams(of: other, in: database)
        }
    }

    /// What agents had in hand waits again, since the last moment at which the process is known to
    /// have lived.
    private func returnContacts(of dead: Int64, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT INTO event (process, call, number, time_ms, kind, json)
                SELECT :dead, contact, (SELECT max(number) FROM event WHERE call = contact) + 1,
                    (SELECT time_ms FROM event WHERE process = :dead ORDER BY seq DESC LIMIT 1),
                    :kind, :json
                FROM open_contact WHERE process = :dead AND agent IS NOT NULL
                """,
            arguments: [
                "dead": dead, "kind": EventKind.writtenReturned.rawValue,
                "json": CallEvent.written(.returned(.engineCrash)).json,
            ])
        try database.execute(
            sql: "UPDATE open_contact SET agent = NULL WHERE process = ?", arguments: [dead])
    }

    /// Who was at work is kept in mind, until they are again.
    private func keepShifts(of dead: Int64, in database: Database) throws {
        try database.execute(
            sql: """
                INSERT OR REPLACE INTO lost_shift (agent, process, shift)
                SELECT json_extract(event.json, '$.agent'), :dead, event.call
                FROM open_call CROSS JOIN event ON event.call = open_call.call
                WHERE open_call.process = :dead AND event.number = 1 AND event.kind = :login
                """, arguments: ["dead": dead, "login": EventKind.agentLogin.rawValue])
    }

    /// A call gets its end at the time of its last event: it lived at least until then. A shift lasts
    /// as long as the process is known to have lived.
    ///
    /// `CROSS JOIN` has SQLite begin with the few open calls, not with all events.
    private func endStreams(of dead: Int64, in database: Database) throws {
        let alive = try Int64.fetchOne(
            database,
            sql: "SELECT time_ms FROM event WHERE process = ? ORDER BY seq DESC LIMIT 1",
            arguments: [dead])
        try database.execute(
            sql: """
                INSERT INTO event (process, call, number, time_ms, kind, json)
                SELECT :dead, last.call, last.number + 1,
                    iif(first.kind = :login, max(last.time_ms, :alive), last.time_ms),
                    iif(first.kind = :login, :logout, :ended),
                    iif(first.kind = :login, :logoutJSON, :endedJSON)
                FROM (
                    SELECT event.call, max(event.number) AS number, event.time_ms
                    FROM open_call CROSS JOIN event ON event.call = open_call.call
                    WHERE open_call.process = :dead
                    GROUP BY event.call
                ) AS last CROSS JOIN event AS first
                    ON first.call = last.call AND first.number = 1
                """,
            arguments: [
                "dead": dead, "alive": alive, "login": EventKind.agentLogin.rawValue,
                "logout": EventKind.agentLogout.rawValue,
                "logoutJSON": CallEvent.agent(.logout(.engineCrash)).json,
                "ended": EventKind.ended.rawValue,
                "endedJSON": CallEvent.ended(.engineCrash).json,
            ])
        try database.execute(sql: "DELETE FROM open_call WHERE process = ?", arguments: [dead])
    }
}
