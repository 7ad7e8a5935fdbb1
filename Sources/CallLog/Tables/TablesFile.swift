import Foundation
import GRDB

/// The file of the tables: SQLite, beside the journal, and to be thrown away at any time.
struct TablesFile: Sendable {
    let path: String
    let database: DatabaseQueue

    /// The file that belongs to a journal: `journal-tables.sqlite` to `journal.sqlite`.
    static func path(journal: String) -> String {
        let suffix = ".sqlite"
        guard journal.hasSuffix(suffix) else { return journal + "-tables" }
        return journal.dropLast(suffix.count) + "-tables" + suffix
    }

    /// Opens the file, and makes it where it is missing, damaged or of another version of Allo.
    ///
    /// - Throws: ``JournalError`` where it is something else, or can't be written.
    init(path: String, timeout: Duration) throws(JournalError) {
        self.path = path
        do {
            database = try Self.open(path, timeout: timeout)
        } catch {
            guard error.reason == .corrupt else { throw error }
            Self.delete(path)
            database = try Self.open(path, timeout: timeout)
        }
    }

    private static func open(
        _ path: String, timeout: Duration
    ) throws(JournalError) -> DatabaseQueue {
        if !FileManager.default.fileExists(atPath: path) {
            guard
                FileManager.default.createFile(
                    atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            else { throw JournalError(.notWritable, path: path) }
        }
        var configuration = Configuration()
        configuration.busyMode = .timeout(timeout / .seconds(1))
        configuration.prepareDatabase { database in
            // What the power takes with it is made again.
            try database.execute(
                sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")
        }
        do {
            let database = try DatabaseQueue(path: path, configuration: configuration)
            try database.writeWithoutTransaction { database in
                try database.inTransaction(.immediate) {
                    try prepare(database, path: path)
                    return .commit
                }
            }
            return database
        } catch {
            throw JournalError(error, path: path)
        }
    }

    private static func prepare(_ database: Database, path: String) throws {
        let id = try Int32.fetchOne(database, sql: "PRAGMA application_id")
        let isEmpty = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") == 0
        guard isEmpty || id == TablesSchema.applicationID else {
            throw JournalError(.foreign, path: path)
        }
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version")
        guard isEmpty || version != TablesSchema.version else { return }
        for table in try String.fetchAll(
            database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
        { try database.execute(sql: "DROP TABLE \(table)") }
        try database.execute(sql: TablesSchema.creation + TablesSchema.indexes)
    }

    /// Empty tables without indexes in a file that is put into place when it is full: nothing of it
    /// is synced, and a crash leaves it behind.
    static func forRebuilding(path: String) throws(JournalError) -> TablesFile {
        delete(path)
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            try database.execute(
                sql: """
                    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
                    PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536;
                    """)
        }
        do {
            let database = try DatabaseQueue(path: path, configuration: configuration)
            try database.write { try $0.execute(sql: TablesSchema.creation) }
            return TablesFile(path: path, database: database)
        } catch {
            throw JournalError(error, path: path)
        }
    }

    private init(path: String, database: DatabaseQueue) {
        self.path = path
        self.database = database
    }

    /// Deletes a file of tables with what SQLite keeps beside it.
    static func delete(_ path: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            // What is not there need not be deleted; what stays is told when it is opened.
            try? FileManager.default.removeItem(atPath: path + suffix)
        }
    }
}
