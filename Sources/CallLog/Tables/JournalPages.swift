import Foundation
import GRDB
import Reports
import Telephony

/// An event of the journal as figures need it.
struct TableEvent: Sendable {
    /// The number of the event in the journal.
    let id: Int64
    /// From 1970-01-01 00:00:00 UTC to zero of the clock of its record.
    let wallOffset: Duration
    let record: JournalRecord

    var time: WallTime {
        WallTime(milliseconds: wallOffset.inMilliseconds &+ record.time.inMilliseconds)
    }
}

/// Some events of the journal, one after the other.
struct JournalPage: Sendable {
    /// Those from which figures follow.
    var events: [TableEvent] = []
    /// The last event, whatever it is; nil where there is none.
    var last: (id: Int64, call: String, number: Int)?
    /// Calls and attempts that go on; only where nothing comes after the page.
    var open: [CallID] = []
    /// Written contacts that are to be answered; likewise.
    var contacts: [CallID] = []
    /// Whether nothing comes after it.
    var isLast = false
}

/// Reads events of the journal for the tables, a page at a time, each in a moment of its own: the
/// journal is never kept from being written or cut off.
struct JournalPages: Sendable {
    let path: String
    let database: DatabaseQueue

    init(path: String) throws(JournalError) {
        self.path = path
        database = try JournalReader.database(at: path)
    }

    /// Kinds from which no figure follows, and which need not be read.
    private static let passedOver: Set<EventKind> = [
        .promptStarted, .promptEnded, .lookedUp, .requested, .compared, .flowFailed,
    ]
    private static let kinds = Dictionary(
        uniqueKeysWithValues: EventKind.allCases.map { ($0.rawValue, $0) })

    /// Some events after the one with the number `position`.
    func page(after position: Int64, limit: Int) throws(JournalError) -> JournalPage {
        try attempt {
            try database.read { database in
                var page = JournalPage()
                var count = 0
                let offsets = try offsets(in: database)
                var quick = QuickReading()
                let rows = try Row.fetchCursor(
                    database.cachedStatement(
                        sql: """
                            SELECT seq, process, call, number, time_ms, kind, json FROM event
                            WHERE seq > ? ORDER BY seq LIMIT ?
                            """), arguments: [position, limit])
                while let row = try rows.next() {
                    count += 1
                    if let event = try event(row, offsets: offsets, quick: &quick) {
                        page.events.append(event)
                    }
                    if count == limit {
                        page.last = (row[0], row[2], row[3])
                    }
                }
                guard count < limit else { return page }
                page.isLast = true
                page.last = try last(in: database, after: position)
                page.open = try open(in: database)
                page.contacts = try contacts(in: database)
                return page
            }
        }
    }

    private func contacts(in database: Database) throws -> [CallID] {
        // A journal of an older schema that is only read has none.
        guard try database.tableExists("open_contact") else { return [] }
        return try String.fetchAll(
            database, sql: "SELECT contact FROM open_contact ORDER BY contact"
        ).map(CallID.init)
    }

    private func open(in database: Database) throws -> [CallID] {
        try String.fetchAll(
            database,
            sql: """
                SELECT open_call.call FROM open_call
                CROSS JOIN event ON event.call = open_call.call AND number = 1
                WHERE kind <> ?
                """, arguments: [EventKind.agentLogin.rawValue]
        ).map(CallID.init)
    }

    private func last(
        in database: Database, after position: Int64
    ) throws -> (id: Int64, call: String, number: Int)? {
        try Row.fetchOne(
            database,
            sql: "SELECT seq, call, number FROM event WHERE seq > ? ORDER BY seq DESC LIMIT 1",
            arguments: [position]
        ).map { ($0[0], $0[1], $0[2]) }
    }

    /// The events of a call before the one with the number `id`, those that figures need.
    func events(of call: CallID, before id: Int64) throws(JournalError) -> [TableEvent] {
        try events(of: [call], before: id).first ?? []
    }

    /// The events of several calls before the one with the number `id`, call by call, those that
    /// figures need.
    func events(of calls: [CallID], before id: Int64) throws(JournalError) -> [[TableEvent]] {
        try attempt {
            try database.read { database in
                let offsets = try offsets(in: database)
                var quick = QuickReading()
                let statement = try database.cachedStatement(
                    sql: """
                        SELECT seq, process, call, number, time_ms, kind, json FROM event
                        WHERE call = ? AND seq < ? ORDER BY number
                        """)
                return try calls.map { call in
                    let rows = try Row.fetchCursor(statement, arguments: [call.rawValue, id])
                    var events: [TableEvent] = []
                    while let row = try rows.next() {
                        if let event = try event(row, offsets: offsets, quick: &quick) {
                            events.append(event)
                        }
                    }
                    return events
                }
            }
        }
    }

    /// Whether this is the event with the number `id`.
    func holds(id: Int64, call: String, number: Int) throws(JournalError) -> Bool {
        try attempt {
            try database.read { database in
                try Bool.fetchOne(
                    database,
                    sql: "SELECT call = ? AND number = ? FROM event WHERE seq = ?",
                    arguments: [call, number, id]) ?? false
            }
        }
    }

    // MARK: - Rows

    private func offsets(in database: Database) throws -> [Int64: Int64] {
        Dictionary(
            try Row.fetchAll(
                database.cachedStatement(sql: "SELECT id, wall_ms - monotonic_ms FROM process")
            ).map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    }

    private func event(
        _ row: Row, offsets: [Int64: Int64], quick: inout QuickReading
    ) throws -> TableEvent? {
        let name: String = row[5]
        let kind = Self.kinds[name]
        if let kind, Self.passedOver.contains(kind) { return nil }
        let time: Int64 = row[4]
        let process: Int64 = row[1]
        let call = CallID(rawValue: row[2])
        let number: Int = row[3]
        var event: CallEvent?
        if let kind {
            event = try row.withUnsafeData(atIndex: 6) { data in
                data.flatMap { quick.read(kind, $0.span) }
            }
        }
        let record = JournalRecord(
            call: call, number: number, time: .milliseconds(time),
            event: try event ?? slowly(row, call, number))
        return TableEvent(
            id: row[0], wallOffset: .milliseconds(offsets[process] ?? 0), record: record)
    }

    private func slowly(_ row: Row, _ call: CallID, _ number: Int) throws -> CallEvent {
        do {
            return try CallEvent(json: row[6])
        } catch {
            throw JournalError(.unreadableEvent(call: call, number: number, error), path: path)
        }
    }

    private func attempt<Value>(_ work: () throws -> Value) throws(JournalError) -> Value {
        do { return try work() } catch { throw JournalError(error, path: path) }
    }
}
