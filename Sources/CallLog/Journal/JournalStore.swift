import GRDB
import Telephony

/// The journal's file, open for writing. What it does blocks on the disk.
struct JournalStore: Sendable {
    /// What tests may want otherwise.
    struct Options: Sendable {
        /// How long to wait for another process.
        var timeout: Duration = .seconds(5)
        /// How long to wait for one that has kept the file locked for longer than that already.
        var retryTimeout: Duration = .milliseconds(100)
        /// The most pages that the file may have; nil leaves it to the disk.
        var maxPages: Int?
        /// After so many commits the log that SQLite writes ahead is brought into the file.
        var commitsPerCheckpoint = 256
    }

    let path: String
    let options: Options
    let process: Int64
    private let writer: JournalWriter
    private let locks: ProcessLocks
    private let database: DatabaseQueue

    /// Opens a journal, makes it where there is none, and ends what dead processes left open.
    init(path: String, writer: JournalWriter, options: Options) throws(JournalError) {
        self.path = path
        self.options = options
        self.writer = writer
        if try !JournalFile.exists(at: path) { try JournalFile.makeFolder(for: path) }
        let locks = try ProcessLocks(journal: path)
        self.locks = locks
        try locks.beginOpening(timeout: options.timeout)
        defer { locks.endOpening() }
        do {
            // Looked at again: another process may have made it meanwhile.
            let isNew = try !JournalFile.exists(at: path)
            if isNew { try JournalFile.make(at: path) }
            let database = try DatabaseQueue(
                path: path,
                configuration: Self.configuration(path: path, options: options, isNew: isNew))
            self.database = database
            try JournalSchema.migrator.migrate(database)
            process = try database.write { database in
                let process = try Self.enter(writer, in: database)
                try locks.hold(process: process)
                try Recovery(process: process, locks: locks).run(in: database)
                return process
            }
        } catch {
            throw JournalError(error, path: path)
        }
    }

    private static func configuration(
        path: String, options: Options, isNew: Bool
    ) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(options.timeout / .seconds(1))
        configuration.prepareDatabase { database in
            // First, and before the write-ahead log: so the header always tells whose file it is.
            if isNew {
                try database.execute(sql: "PRAGMA application_id = \(JournalFile.applicationID)")
            }
            try JournalFile.checkSchema(database, path: path)
            try database.execute(
                sql: """
                    PRAGMA journal_mode = WAL;
                    PRAGMA synchronous = FULL;
                    PRAGMA secure_delete = ON;
                    PRAGMA wal_autocheckpoint = 0;
                    """)
            if let pages = options.maxPages {
                try database.execute(sql: "PRAGMA max_page_count = \(pages)")
            }
        }
        return configuration
    }

    private static func enter(_ writer: JournalWriter, in database: Database) throws -> Int64 {
        try database.execute(
            sql: """
                INSERT INTO process (node, version, pid, wall_ms, monotonic_ms)
                VALUES (?, ?, ?, ?, ?)
                """,
            arguments: [
                writer.node, writer.version, writer.processNumber,
                writer.wallTime.inMilliseconds, writer.monotonicTime.inMilliseconds,
            ])
        return database.lastInsertedRowID
    }

    // MARK: - Writing

    /// Writes rows in one transaction, durable on return.
    ///
    /// - Returns: the callers of the new numbers.
    func commit(
        _ rows: [EventRow], people: [NewPerson]
    ) throws(JournalError) -> [String: CallerID] {
        try attempt {
            try database.write { database in
                let inserts = try EventInserts(in: database, process: process)
                for row in rows { try inserts.insert(row) }
                var callers: [String: CallerID] = [:]
                for person in people { callers[person.number] = try insert(person, in: database) }
                return callers
            }
        }
    }

    /// How long a write waits for another process.
    func waitForOthers(_ span: Duration) throws(JournalError) {
        try attempt {
            try database.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA busy_timeout = \(span.inMilliseconds)")
            }
        }
    }

    /// Another process may have met the number first: its name for the caller stands.
    private func insert(_ person: NewPerson, in database: Database) throws -> CallerID {
        try database.cachedStatement(
            sql: """
                INSERT INTO person (caller, number, first_seen_ms) VALUES (?, ?, ?)
                ON CONFLICT (number) DO NOTHING
                """
        ).execute(
            arguments: [
                person.caller.rawValue, person.number,
                wallTime(at: person.time).inMilliseconds,
            ])
        return try caller(for: person.number, in: database) ?? person.caller
    }

    private func wallTime(at time: Duration) -> Duration {
        writer.wallTime + (time - writer.monotonicTime)
    }

    // MARK: - What is not finished

    /// What dead processes left, which is this process's own from now on.
    func takeUnfinished() throws(JournalError) -> Unfinished {
        try attempt {
            try database.write { database in
                try UnfinishedReading(process: process, locks: locks, path: path)
                    .take(in: database)
            }
        }
    }

    /// The written contacts that dead processes left, which are this process's own from now on.
    func takeContacts() throws(JournalError) -> Unfinished {
        try attempt {
            try database.write { database in
                try UnfinishedReading(process: process, locks: locks, path: path)
                    .takeContacts(in: database)
            }
        }
    }

    /// The contact that was made of a source; nil where none was.
    func contact(from source: String) throws(JournalError) -> CallID? {
        try attempt {
            try database.read { database in
                try String.fetchOne(
                    database,
                    sql: """
                        SELECT call FROM event WHERE kind = 'written-received'
                            AND json_extract(json, '$.source') = ?
                        """, arguments: [source]
                ).map(CallID.init)
            }
        }
    }

    // MARK: - People

    /// The caller who has a number, or nil where it is new.
    func caller(for number: String) throws(JournalError) -> CallerID? {
        try attempt { try database.read { try caller(for: number, in: $0) } }
    }

    private func caller(for number: String, in database: Database) throws -> CallerID? {
        try String.fetchOne(
            database.cachedStatement(sql: "SELECT caller FROM person WHERE number = ?"),
            arguments: [number]
        ).map(CallerID.init)
    }

    /// Erases what is known of somebody, from every byte of the files.
    func erase(_ subject: PersonalTraces.Subject) throws(JournalError) -> Erasure {
        try attempt {
            let erasure = try database.write { database in
                try PersonalTraces(of: subject, in: database).erase(in: database)
            }
            // The log that SQLite writes ahead still holds the pages as they were before.
            try database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            return erasure
        }
    }

    /// A number that is another once another process has written (SQLite, `PRAGMA data_version`).
    func dataVersion() throws(JournalError) -> Int {
        try attempt {
            try database.unsafeRead { database in
                try Int.fetchOne(database.cachedStatement(sql: "PRAGMA data_version")) ?? 0
            }
        }
    }

    // MARK: - Checkpoints, closing

    /// Brings the log that SQLite writes ahead into the file, unless another process is at it or
    /// there is no room: the log goes on until it can.
    func checkpoint() throws(JournalError) {
        do {
            try database.writeWithoutTransaction { _ = try $0.checkpoint(.passive) }
        } catch {
            let error = JournalError(error, path: path)
            if !error.mayPass { throw error }
        }
    }

    /// Closes the file; this process counts as dead from here on.
    ///
    /// - Throws: ``JournalError`` where the disk fails.
    func close() throws(JournalError) {
        defer { locks.letGo() }
        try attempt { try database.close() }
    }

    private func attempt<Value>(_ work: () throws -> Value) throws(JournalError) -> Value {
        do { return try work() } catch { throw JournalError(error, path: path) }
    }
}

/// A number that the journal meets for the first time, with a name for its caller.
struct NewPerson: Sendable {
    let caller: CallerID
    let number: String
    let time: Duration
}
