import GRDB
import Telephony

/// Finds what dead processes left unfinished, and makes it this process's own.
struct UnfinishedReading {
    /// The process that goes on with it.
    let process: Int64
    let locks: ProcessLocks
    let path: String

    /// Takes what is nobody's, within a transaction. What this process has already stays its own.
    func take(in database: Database) throws -> Unfinished {
        try own(["open_callback", "lost_shift", "open_contact"], in: database)
        return Unfinished(
            agents: try agents(in: database), callbacks: try callbacks(in: database),
            contacts: try contacts(in: database), contactCounts: try contactCounts(in: database))
    }

    /// Takes the written contacts alone, as ``take(in:)`` takes all.
    func takeContacts(in database: Database) throws -> Unfinished {
        try own(["open_contact"], in: database)
        return Unfinished(
            agents: [], callbacks: [], contacts: try contacts(in: database),
            contactCounts: try contactCounts(in: database))
    }

    private func own(_ tables: [String], in database: Database) throws {
        for table in tables {
            let owners = try Int64.fetchAll(
                database, sql: "SELECT DISTINCT process FROM \(table) WHERE process <> ?",
                arguments: [process])
            for owner in owners where try !locks.isAlive(process: owner) {
                try database.execute(
                    sql: "UPDATE \(table) SET process = ? WHERE process = ?",
                    arguments: [process, owner])
            }
        }
    }

    // MARK: - Written contacts

    private func contactCounts(in database: Database) throws -> [String: Int] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT json_extract(json, '$.queue') AS queue, count(*) AS count FROM event
                WHERE kind = ? AND number = 1 GROUP BY 1
                """, arguments: [EventKind.writtenReceived.rawValue])
        return Dictionary(rows.map { ($0["queue"], $0["count"]) }, uniquingKeysWith: +)
    }

    private func contacts(in database: Database) throws -> [Unfinished.Contact] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT contact, (SELECT max(number) FROM event WHERE call = contact) AS records
                FROM open_contact WHERE process = ?
                """, arguments: [process]
        ).compactMap { row -> Unfinished.Contact? in
            let contact = CallID(rawValue: row["contact"])
            let texts = try Row.fetchAll(
                database, sql: "SELECT idx, text FROM personal WHERE call = ? AND number = 1",
                arguments: [contact.rawValue])
            guard let first = try events(of: contact, upTo: 1, in: database).first,
                case .written(.received(let receipt)) = PersonalParts.restored(
                    first.event,
                    from: Dictionary(
                        texts.map { ($0["idx"], $0["text"]) }, uniquingKeysWith: { $1 }))
            else { return nil }
            return Unfinished.Contact(
                contact: contact, receipt: receipt, received: first.wall - receipt.age,
                records: row["records"])
        }.sorted {
            ($0.received + $0.receipt.due, $0.contact.rawValue)
                < ($1.received + $1.receipt.due, $1.contact.rawValue)
        }
    }

    // MARK: - Agents

    private func agents(in database: Database) throws -> [Unfinished.Agent] {
        try Row.fetchAll(
            database, sql: "SELECT agent, shift FROM lost_shift WHERE process = ? ORDER BY agent",
            arguments: [process]
        ).map { row in
            var agent = Unfinished.Agent(
                agent: AgentID(rawValue: row["agent"]), phone: "",
                // Until the shift says more, nobody knows whether they can be rung.
                presence: .away(reason: AgentEvent.LogoutReason.engineCrash.rawValue),
                shift: CallID(rawValue: row["shift"]))
            for event in try events(of: agent.shift, in: database) {
                switch event.event {
                case .agent(.login(let login)): agent.phone = login.phone
                case .agent(.ready): agent.presence = .ready
                case .agent(.away(let reason)): agent.presence = .away(reason: reason)
                default: continue
                }
            }
            return agent
        }
    }

    // MARK: - Callbacks

    private func callbacks(in database: Database) throws -> [Unfinished.Callback] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT call, number, attempts, attempt,
                    (SELECT text FROM personal WHERE personal.call = open_callback.call
                        AND personal.number = open_callback.number AND idx = 0) AS text
                FROM open_callback WHERE process = ?
                """, arguments: [process]
        ).map { row in
            var callback = Unfinished.Callback(
                call: CallID(rawValue: row["call"]), queue: "", level: "",
                caller: CallerID(rawValue: ""), number: row["text"], attempts: row["attempts"],
                place: .zero, accepted: .zero)
            try read(&callback, acceptedBy: row["number"], in: database)
            if let attempt: String = row["attempt"] {
                callback.lastFailed = try end(of: CallID(rawValue: attempt), in: database)
            }
            return callback
        }.sorted { ($0.place, $0.call.rawValue) < ($1.place, $1.call.rawValue) }
    }

    private func read(
        _ callback: inout Unfinished.Callback, acceptedBy number: Int, in database: Database
    ) throws {
        var place: Duration?
        var levels: [String: String] = [:]
        for event in try events(of: callback.call, upTo: number, in: database) {
            switch event.event {
            case .arrived(let arrival):
                callback.caller = arrival.caller
                callback.language = arrival.language
            case .promptStarted(_, _, let language): callback.language = language
            case .callbackAttempted(let attempt): callback.caller = attempt.caller
            case .enqueued(let queue, let level, _, _):
                place = place ?? event.wall
                levels[queue] = level
            case .callbackAccepted(let queue, _, let recordsTalks):
                callback.queue = queue
                callback.recordsTalks = recordsTalks
                callback.level = levels[queue] ?? ""
                callback.accepted = event.wall
            default: continue
            }
        }
        callback.place = place ?? callback.accepted
    }

    /// When an attempt came to nothing, or Allo died in it; nil where it goes on.
    private func end(of attempt: CallID, in database: Database) throws -> Duration? {
        try events(of: attempt, in: database).first { event in
            switch event.event {
            case .callbackFailed, .ended: true
            default: false
            }
        }?.wall
    }

    // MARK: - Events

    private func events(
        of call: CallID, upTo last: Int = .max, in database: Database
    ) throws -> [(event: CallEvent, wall: Duration)] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT number, json, wall_ms + time_ms - monotonic_ms AS wall
                    FROM event JOIN process ON process.id = event.process
                    WHERE call = ? AND number <= ? ORDER BY number
                    """), arguments: [call.rawValue, last]
        ).map { row in
            let wall: Int64 = row["wall"]
            do {
                return (try CallEvent(json: row["json"]), .milliseconds(wall))
            } catch let error as EventFormatError {
                throw JournalError(
                    .unreadableEvent(call: call, number: row["number"], error), path: path)
            }
        }
    }
}
