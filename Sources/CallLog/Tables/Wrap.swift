import GRDB
import Reports
import Telephony

/// The end of an agent's wrap-up, which stands in their shift and belongs to a call.
struct Wrap {
    /// The number of the event in the journal.
    let id: Int64
    let call: CallID
    let visit: Int
    let agent: String?
    let time: WallTime

    /// Keeps it until its call has ended.
    func insert(in database: Database) throws {
        try database.cachedStatement(
            sql: "INSERT INTO open_wrap (id, call, visit, agent, time) VALUES (?, ?, ?, ?, ?)"
        ).execute(arguments: [id, call.rawValue, visit, agent, time.milliseconds])
    }

    /// Those that are kept of a call, in order.
    static func all(of call: CallID, in database: Database) throws -> [Wrap] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT id, visit, agent, time FROM open_wrap WHERE call = ? ORDER BY id"),
            arguments: [call.rawValue]
        ).map { row in
            Wrap(
                id: row[0], call: call, visit: row[1], agent: row[2],
                time: WallTime(milliseconds: row[3]))
        }
    }

    /// Lets those of a call go.
    static func forget(_ call: CallID, in database: Database) throws {
        try database.cachedStatement(sql: "DELETE FROM open_wrap WHERE call = ?")
            .execute(arguments: [call.rawValue])
    }
}
