import GRDB
public import Telephony

/// Reads a journal, while others may write into it.
///
/// ```swift
/// let reader = try await JournalReader.open(at: path)
/// for call in try await reader.calls(limit: 20) { print(call.call, call.arrival.flow) }
/// ```
public struct JournalReader: Sendable {
    let path: String
    private let database: DatabaseQueue

    /// Opens a journal for reading; the file is never changed.
    ///
    /// - Throws: ``JournalError`` where there is no file, or where it is foreign, newer, damaged or
    ///   not to be read.
    public static func open(at path: String) async throws(JournalError) -> JournalReader {
        try await WriterQueue().run { () throws(JournalError) in try JournalReader(path: path) }
    }

    private init(path: String) throws(JournalError) {
        self.path = path
        database = try Self.database(at: path)
    }

    /// Opens the database of a journal for reading.
    static func database(at path: String) throws(JournalError) -> DatabaseQueue {
        guard try JournalFile.exists(at: path) else { throw JournalError(.missing, path: path) }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        do {
            let database = try DatabaseQueue(path: path, configuration: configuration)
            try database.read { try JournalFile.checkSchema($0, path: path) }
            return database
        } catch {
            throw JournalError(error, path: path, unopened: .notReadable)
        }
    }

    /// The time of the last event of a journal that nobody but simulations wrote, since 1970-01-01
    /// 00:00:00 UTC: then it is over, whatever the clock says. Nil for every other journal, and for
    /// one without events.
    ///
    /// - Throws: ``JournalError`` where the file is damaged.
    public func simulatedEnd() async throws(JournalError) -> Duration? {
        try await read { database in
            let isReal = try Bool.fetchOne(
                database,
                sql: "SELECT EXISTS (SELECT 1 FROM process WHERE node <> ? OR pid <> 1)",
                arguments: [JournalWriter.simulatedNode])
            guard isReal == false else { return nil }
            return try Int64.fetchOne(
                database,
                sql: """
                    SELECT wall_ms + time_ms - monotonic_ms
                    FROM event JOIN process ON process.id = event.process
                    ORDER BY seq DESC LIMIT 1
                    """
            ).map { .milliseconds($0) }
        }
    }

    // MARK: - Calls

    /// The calls, newest first; shifts and attempts to call somebody back are none.
    ///
    /// - Parameters:
    ///   - filter: which calls.
    ///   - limit: the most calls to return; nil for all.
    ///   - personal: how to show the callers' numbers.
    /// - Returns: a line for each call.
    /// - Throws: ``JournalError`` where the file is damaged.
    public func calls(
        _ filter: CallFilter = CallFilter(), limit: Int? = nil,
        personal: PersonalTexts = .shortened
    ) async throws(JournalError) -> [CallSummary] {
        try await read { database in
            let rows = try Row.fetchAll(
                database,
                sql: """
                    SELECT first.*, \(Self.origin(of: "first.kind = 'arrived'"))
                    ORDER BY first.seq DESC LIMIT :limit
                    """,
                arguments: filter.arguments + ["limit": limit ?? -1])
            return try rows.compactMap { try summary($0, personal: personal, in: database) }
        }
    }

    /// When and where the first events of the wanted calls were written.
    ///
    /// - Parameter isWanted: what else is wanted of `first`, in SQL.
    /// - Returns: the rest of the statement.
    private static func origin(of isWanted: String) -> String {
        """
        origin.wall_ms + first.time_ms - origin.monotonic_ms AS wall, origin.node
        FROM event AS first JOIN process AS origin ON origin.id = first.process
        WHERE first.number = 1 AND \(isWanted)
            AND (:since IS NULL OR wall >= :since)
            AND (:until IS NULL OR wall < :until)
            AND (:flow IS NULL OR json_extract(first.json, '$.flow') = :flow)
        """
    }

    private func summary(
        _ row: Row, personal: PersonalTexts, in database: Database
    ) throws -> CallSummary? {
        let first = try event(row, personal: personal, in: database)
        guard case .arrived(let arrival) = first.record.event else { return nil }
        let call = first.record.call
        var summary = CallSummary(
            call: call, arrival: arrival, began: first.wallTime, length: .zero)
        let last = try Row.fetchAll(
            database,
            sql: """
                SELECT json, max(number), time_ms FROM event WHERE call = :call
                UNION ALL
                SELECT json, max(number), 0 FROM event
                WHERE call = :call AND kind IN (:step, :queue) GROUP BY kind
                """,
            arguments: [
                "call": call.rawValue, "step": EventKind.stepEntered.rawValue,
                "queue": EventKind.enqueued.rawValue,
            ])
        if let time: Int64 = last.first?["time_ms"] {
            summary.length = .milliseconds(time) - first.record.time
        }
        for row in last {
            switch try decode(row["json"], of: first.record) {
            case .stepEntered(_, let step): summary.lastStep = step
            case .enqueued(let queue, _, _, _): summary.queue = queue
            case .ended(let reason): summary.end = reason
            default: continue
            }
        }
        return summary
    }

    /// The one call whose name begins so; or shift, or attempt to call somebody back.
    ///
    /// - Throws: ``JournalError`` where there is none, and where there are several.
    public func call(startingWith prefix: String) async throws(JournalError) -> CallID {
        let calls = try await read { database in
            // A name is made of letters, digits and hyphens, which all come before `~`.
            try String.fetchAll(
                database,
                sql: """
                    SELECT call FROM event WHERE number = 1 AND call >= ?1 AND call < ?1 || '~'
                    ORDER BY call LIMIT 10
                    """,
                arguments: [prefix]
            ).map(CallID.init)
        }
        if let exact = calls.first(where: { $0.rawValue == prefix }) { return exact }
        guard let call = calls.first else { throw JournalError(.noSuchCall(prefix), path: path) }
        guard calls.count == 1 else {
            throw JournalError(.ambiguousCall(prefix, calls), path: path)
        }
        return call
    }

    // MARK: - Events

    /// The events of a call in order; empty where there is no such call. A shift and an attempt to
    /// call somebody back have events as a call has.
    ///
    /// Texts that have been erased are ``LoggedText/erased``, keys that have been erased secret.
    public func events(
        of call: CallID, personal: PersonalTexts = .whole
    ) async throws(JournalError) -> [LoggedEvent] {
        try await read { try events(of: call, personal: personal, in: $0) }
    }

    func events(
        of call: CallID, personal: PersonalTexts, in database: Database
    ) throws -> [LoggedEvent] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT event.*, wall_ms + time_ms - monotonic_ms AS wall, node
                FROM event JOIN process ON process.id = event.process
                WHERE call = ? ORDER BY number
                """,
            arguments: [call.rawValue]
        ).map { try event($0, personal: personal, in: database) }
    }

    /// Every event of the calls that are wanted, in the order in which they were written; those of
    /// shifts and of attempts to call somebody back too, where no flow is asked for.
    ///
    /// - Parameters:
    ///   - filter: which calls.
    ///   - personal: how to show personal texts.
    /// - Returns: a sequence that reads as it goes, a page at a time.
    public func events(
        _ filter: CallFilter = CallFilter(), personal: PersonalTexts = .shortened
    ) -> LoggedEvents {
        LoggedEvents(reader: self, filter: filter, personal: personal)
    }

    /// Some events that come after the one with the number `id`.
    func events(
        after id: Int64, _ filter: CallFilter, personal: PersonalTexts, limit: Int
    ) async throws(JournalError) -> [LoggedEvent] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT event.*, wall_ms + time_ms - monotonic_ms AS wall, node
                    FROM event JOIN process ON process.id = event.process
                    WHERE event.seq > :id
                        AND (:all OR EXISTS (
                            SELECT \(Self.origin(of: "first.call = event.call"))))
                    ORDER BY event.seq LIMIT :limit
                    """,
                arguments: filter.arguments
                    + ["id": id, "limit": limit, "all": filter == CallFilter()]
            ).map { try event($0, personal: personal, in: database) }
        }
    }

    // MARK: - Rows

    func event(
        _ row: Row, personal: PersonalTexts, in database: Database
    ) throws -> LoggedEvent {
        let time: Int64 = row["time_ms"]
        let wall: Int64 = row["wall"]
        var record = JournalRecord(
            call: CallID(rawValue: row["call"]), number: row["number"],
            time: .milliseconds(time), event: .answered)
        let texts = try Row.fetchAll(
            database.cachedStatement(
                sql: "SELECT idx, text FROM personal WHERE call = ? AND number = ?"),
            arguments: [record.call.rawValue, record.number])
        let restored = PersonalParts.restored(
            try decode(row["json"], of: record),
            from: Dictionary(
                texts.map { ($0["idx"], $0["text"]) }, uniquingKeysWith: { first, _ in first }))
        record.event = personal == .whole ? restored : restored.shortened
        return LoggedEvent(
            id: row["seq"], record: record, wallTime: .milliseconds(wall), node: row["node"])
    }

    func decode(_ json: String, of record: JournalRecord) throws -> CallEvent {
        do {
            return try CallEvent(json: json)
        } catch {
            throw JournalError(
                .unreadableEvent(call: record.call, number: record.number, error), path: path)
        }
    }

    func read<Value: Sendable>(
        _ work: @escaping @Sendable (Database) throws -> Value
    ) async throws(JournalError) -> Value {
        do { return try await database.read(work) } catch { throw JournalError(error, path: path) }
    }
}

extension CallFilter {
    fileprivate var arguments: StatementArguments {
        ["since": since?.inMilliseconds, "until": until?.inMilliseconds, "flow": flow]
    }
}
