import GRDB
import Telephony

/// The statements that write rows of the journal, looked up once for a whole group.
struct EventInserts {
    private let process: Int64
    private let event: Statement
    private let openCall: Statement
    private let closedCall: Statement
    private let personal: Statement
    private let name: Statement
    private let consequences: ConsequenceInserts

    /// Looks the statements up, within a transaction.
    init(in database: Database, process: Int64) throws {
        self.process = process
        event = try database.cachedStatement(
            sql: """
                INSERT INTO event (process, call, number, time_ms, kind, json)
                VALUES (?, ?, ?, ?, ?, ?)
                """)
        openCall = try database.cachedStatement(
            sql: "INSERT INTO open_call (call, process) VALUES (?, ?)")
        closedCall = try database.cachedStatement(sql: "DELETE FROM open_call WHERE call = ?")
        personal = try database.cachedStatement(
            sql: "INSERT INTO personal (call, number, idx, caller, text) VALUES (?, ?, ?, ?, ?)")
        name = try database.cachedStatement(sql: "UPDATE person SET name = ? WHERE caller = ?")
        consequences = try ConsequenceInserts(in: database, process: process)
    }

    /// Writes a row, and what follows from it.
    func insert(_ row: EventRow) throws {
        let call = row.call.rawValue
        try event.execute(
            arguments: [
                process, call, row.number, row.milliseconds, row.kind.rawValue, row.json,
            ])
        if row.number == 1, row.kind != .writtenReceived {
            try openCall.execute(arguments: [call, process])
        } else if row.kind == .ended || row.kind == .agentLogout {
            try closedCall.execute(arguments: [call])
        }
        for (index, text) in row.personal.enumerated() {
            try personal.execute(
                arguments: [call, row.number, index, row.caller.rawValue, text])
        }
        if row.kind == .identified, let text = row.personal.first {
            try name.execute(arguments: [text, row.caller.rawValue])
        }
        if let consequence = row.consequence {
            try consequences.insert(consequence, of: row)
        }
    }
}
