import GRDB
import Reports
import Telephony

/// How far the tables have come.
struct TablesState {
    /// The last event of the journal that is in them; 0 before the first.
    var position: Int64 = 0
    /// The call of that event.
    var call = ""
    /// Its number in its call.
    var number = 0
    /// What the agents do, as ``AgentFold`` tells it.
    var agents = AgentFold().snapshot.text

    static func read(in database: Database) throws -> TablesState {
        guard
            let row = try Row.fetchOne(
                database, sql: "SELECT position, call, number, agents FROM state")
        else { return TablesState() }
        return TablesState(position: row[0], call: row[1], number: row[2], agents: row[3])
    }

    func write(in database: Database) throws {
        try database.execute(sql: "DELETE FROM state")
        try database.execute(
            sql: "INSERT INTO state (position, call, number, agents) VALUES (?, ?, ?, ?)",
            arguments: [position, call, number, agents])
    }

    func agentFold(path: String) throws -> AgentFold {
        guard let json = try? JSONValue(parsing: agents.utf8),  // Told as damage just below.
            let fold = AgentFold(snapshot: json)
        else { throw JournalError(.corrupt, path: path, cause: "the state of the agents") }
        return fold
    }
}
