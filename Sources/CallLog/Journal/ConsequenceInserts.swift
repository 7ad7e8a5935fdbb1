import GRDB
import Telephony

/// The statements that keep the tables of callbacks and shifts up to date with the events.
struct ConsequenceInserts {
    private let process: Int64
    private let accepted: Statement
    private let attempted: Statement
    private let finished: Statement
    private let loggedIn: Statement
    private let number: Statement
    private let received: Statement
    private let held: Statement
    private let answered: Statement

    /// Looks the statements up, within a transaction.
    init(in database: Database, process: Int64) throws {
        self.process = process
        accepted = try database.cachedStatement(
            // Attempts of one that they accepted before in the same call keep their names.
            sql: """
                INSERT OR REPLACE INTO open_callback (call, process, number, attempts)
                VALUES (?1, ?2, ?3, (
                    SELECT count(*) FROM event WHERE number = 1 AND kind = 'callback-attempted'
                        AND call > ?1 || '-callback-' AND call < ?1 || '-callback.'))
                """)
        attempted = try database.cachedStatement(
            sql: """
                UPDATE open_callback SET attempt = ?, attempts = ?, process = ? WHERE call = ?
                """)
        finished = try database.cachedStatement(
            sql: "DELETE FROM open_callback WHERE attempt = ?")
        loggedIn = try database.cachedStatement(sql: "DELETE FROM lost_shift WHERE agent = ?")
        number = try database.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO callback_number (number, call, caller) VALUES (?, ?, ?)
                """)
        received = try database.cachedStatement(
            sql: "INSERT INTO open_contact (contact, process) VALUES (?, ?)")
        held = try database.cachedStatement(
            sql: "UPDATE open_contact SET agent = ?, process = ? WHERE contact = ?")
        answered = try database.cachedStatement(
            sql: "DELETE FROM open_contact WHERE contact = ?")
    }

    /// Writes what follows from a row.
    func insert(_ consequence: Consequence, of row: EventRow) throws {
        let call = row.call.rawValue
        switch consequence {
        case .callbackAccepted:
            try accepted.execute(arguments: [call, process, row.number])
            try keepNumber(of: row)
        case .callbackAttempted(let callback, let attempt):
            try attempted.execute(arguments: [call, attempt, process, callback.rawValue])
            try keepNumber(of: row)
        case .callbackFinished: try finished.execute(arguments: [call])
        case .loggedIn(let agent): try loggedIn.execute(arguments: [agent])
        case .writtenReceived: try received.execute(arguments: [call, process])
        case .writtenHeld(let agent): try held.execute(arguments: [agent, process, call])
        case .writtenFinished: try answered.execute(arguments: [call])
        }
    }

    /// A number at which somebody is called back need not be theirs: it is found by itself when it
    /// is to be forgotten.
    private func keepNumber(of row: EventRow) throws {
        guard let text = row.personal.first else { return }
        try number.execute(arguments: [text, row.call.rawValue, row.caller.rawValue])
    }
}
