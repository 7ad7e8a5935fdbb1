import GRDB
import Reports
import Telephony

/// The tables that follow from a journal: calls, visits, talks, surveys, callbacks, spans of agents,
/// and the tallies that every figure is counted from.
///
/// They lie in a file of their own beside the journal, follow it from the last event they have seen,
/// and can be thrown away: made anew from the journal they are the same.
///
/// ```swift
/// let tables = try await Tables.open(journal: path)
/// try await tables.catchUp()
/// let tallies = try await tables.tallies(by: .queue, in: quarters) { _ in 0 }
/// ```
///
/// Calls that go on are in none of the tables; they are added whenever something is read.
public actor Tables {
    /// The file of the tables.
    public nonisolated let path: String
    private let queue: WriterQueue
    private let pages: JournalPages
    private let file: TablesFile
    private let pageSize: Int
    /// What follows the journal; nil where it has to be made again.
    private var folding: TableFolding?
    /// The calls that went on when the journal was last read to its end.
    private var openNames: [CallID] = []
    /// The written contacts that were to be answered then.
    private var openContactNames: [CallID] = []

    /// Reading and writing block, so they have a thread of their own.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        queue.asUnownedSerialExecutor()
    }

    /// Opens the tables of a journal, and makes the file where there is none; ``catchUp()`` fills it.
    ///
    /// - Parameters:
    ///   - journal: the path of the journal.
    ///   - path: the file of the tables; nil for the one beside the journal.
    /// - Returns: the tables as they were left.
    /// - Throws: ``JournalError`` where the journal can't be read, and where the file is something
    ///   else, locked or not to be written.
    public static func open(
        journal: String, at path: String? = nil
    ) async throws(JournalError) -> Tables {
        try await open(journal: journal, at: path, pageSize: 20_000, timeout: .seconds(10))
    }

    static func open(
        journal: String, at path: String?, pageSize: Int, timeout: Duration
    ) async throws(JournalError) -> Tables {
        let queue = WriterQueue()
        let path = path ?? TablesFile.path(journal: journal)
        return try await queue.run { () throws(JournalError) in
            try Tables(
                queue: queue, pages: JournalPages(path: journal),
                file: TablesFile(path: path, timeout: timeout), pageSize: pageSize)
        }
    }

    private init(queue: WriterQueue, pages: JournalPages, file: TablesFile, pageSize: Int) {
        self.queue = queue
        self.pages = pages
        self.file = file
        self.pageSize = pageSize
        path = file.path
    }

    // MARK: - Following

    /// Takes in what the journal has got since; all of it where the tables are new, or follow another
    /// journal.
    ///
    /// Each page is one transaction with the place that it leads to: cut off at any moment, the
    /// tables go on from there.
    ///
    /// - Throws: ``JournalError`` with the path of the file that failed.
    public func catchUp() async throws(JournalError) {
        let state = try read { try TablesState.read(in: $0) }
        let follows = try pages.holds(
            id: state.position, call: state.call, number: state.number)
        guard follows else { return try await rebuild() }
        while try !takePage() {}
    }

    /// Takes a page in.
    ///
    /// - Returns: whether it was the last.
    private func takePage() throws(JournalError) -> Bool {
        let following = folding
        folding = nil  // For good, where something fails on the way.
        return try attempt {
            try file.database.write { database in
                let position = try TablesState.read(in: database).position
                // Another process may have gone on.
                let folding =
                    try following.flatMap { $0.position == position ? $0 : nil }
                    ?? newFolding(in: database)
                let page = try pages.page(after: position, limit: pageSize)
                try folding.take(page, in: database)
                self.folding = folding
                if page.isLast {
                    openNames = page.open
                    openContactNames = page.contacts
                }
                return page.isLast
            }
        }
    }

    // MARK: - Making anew

    /// Makes the tables anew from the whole journal. Whoever reads them meanwhile sees the old ones.
    ///
    /// - Throws: ``JournalError`` with the path of the file that failed; the old tables stay then.
    public func rebuild() async throws(JournalError) {
        folding = nil
        let newPath = path + "-new"
        defer { TablesFile.delete(newPath) }
        let new = try TablesFile.forRebuilding(path: newPath)
        try TablesBuilding(file: new, pages: pages, pageSize: pageSize).run()
        try attempt {
            try new.database.backup(to: file.database)
            try new.database.close()
            do {
                try file.database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
                // Somebody reads the old ones: the file gets the new ones later.
            }
        }
        while try !takePage() {}
    }

    /// Whether other tables hold the same, row by row.
    ///
    /// - Returns: the names of the tables that differ; none where all is the same.
    public func differences(from other: Tables) async throws(JournalError) -> [String] {
        try await differences(fromFile: other.path)
    }

    private func differences(fromFile other: String) async throws(JournalError) -> [String] {
        try attempt {
            try file.database.inDatabase { database in
                try database.execute(sql: "ATTACH ? AS other", arguments: [other])
                defer {
                    do { try database.execute(sql: "DETACH other") } catch {
                        preconditionFailure("what is attached can be detached: \(error)")
                    }
                }
                return try TablesSchema.tables.filter { table in
                    let columns = try TablesSchema.columns(of: table, in: database)
                    return try Bool.fetchOne(
                        database,
                        sql: """
                            SELECT (SELECT count(*) FROM main.\(table))
                                    <> (SELECT count(*) FROM other.\(table))
                                OR EXISTS (SELECT \(columns) FROM main.\(table)
                                    EXCEPT SELECT \(columns) FROM other.\(table))
                                OR EXISTS (SELECT \(columns) FROM other.\(table)
                                    EXCEPT SELECT \(columns) FROM main.\(table))
                            """) ?? true
                }
            }
        }
    }

    // MARK: - Reading

    /// Lets the file of the tables have so many pages at most, for tests.
    func limit(pages: Int) throws(JournalError) {
        try attempt {
            try file.database.writeWithoutTransaction {
                try $0.execute(sql: "PRAGMA max_page_count = \(pages)")
            }
        }
    }

    private func newFolding(in database: Database) throws -> TableFolding {
        try TableFolding(pages: pages, tablesPath: path, isRebuilding: false, in: database)
    }

    /// Reads from the tables, and from what goes on and is in none of them.
    func read<Value>(
        _ work: (Database, TableFolding) throws -> Value
    ) throws(JournalError) -> Value {
        try attempt {
            try file.database.read { database in
                let position = try TablesState.read(in: database).position
                let folding =
                    try folding.flatMap { $0.position == position ? $0 : nil }
                    ?? newFolding(in: database)
                self.folding = folding
                try folding.load(openNames, in: database)
                try folding.loadContacts(openContactNames)
                return try work(database, folding)
            }
        }
    }

    private func read<Value>(
        _ work: (Database) throws -> Value
    ) throws(JournalError) -> Value {
        try attempt { try file.database.read(work) }
    }

    private func attempt<Value>(_ work: () throws -> Value) throws(JournalError) -> Value {
        do { return try work() } catch { throw JournalError(error, path: path) }
    }
}
