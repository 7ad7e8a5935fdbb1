import GRDB
import Telephony

extension JournalReader {
    /// Everything that the journal knows of who has a number, as JSON on one line, for them to have
    /// (GDPR, article 15); nil where nothing is known.
    ///
    /// The object holds `number`, `caller` (the random name), `name` and `first-seen` where known,
    /// `calls` (each with its name and its events, as ``LoggedEvent/json`` has them), `surveys` and
    /// `recordings` (their names). Calls in which a callback at the number was accepted or tried are
    /// among the calls. `copies`, where there are some, says of each recording where its `file` is, or
    /// the `problem` with it.
    ///
    /// - Parameters:
    ///   - number: as it was written down.
    ///   - copies: what became of the files of recordings; those of others are passed over.
    /// - Returns: the object, or nil.
    /// - Throws: ``JournalError`` where the file is damaged.
    public func export(
        number: String, copies: [RecordingCopy] = []
    ) async throws(JournalError) -> String? {
        try await read { database in
            let traces = try PersonalTraces(of: .number(number), in: database)
            guard !traces.calls.isEmpty || !traces.callers.isEmpty else { return nil }
            var members: [JSONValue.Member] = [.init("number", .string(number))]
            for caller in traces.callers { members += try person(caller, in: database) }
            var calls: [JSONValue] = []
            var surveys: [JSONValue] = []
            for call in traces.calls {
                let events = try events(
                    of: CallID(rawValue: call), personal: .whole, in: database)
                surveys += events.compactMap(\.survey)
                calls.append(
                    .object([
                        .init("call", .string(call)),
                        .init("events", .array(events.map(\.jsonValue))),
                    ]))
            }
            let recordings = try traces.recordings(in: database)
            members += [
                .init("calls", .array(calls)), .init("surveys", .array(surveys)),
                .init("recordings", .array(recordings.map(JSONValue.string))),
            ]
            let own = copies.filter { traces.calls.contains($0.recording.call.rawValue) }
            if !own.isEmpty { members.append(.init("copies", .array(own.map(\.json)))) }
            return JSONValue.object(members).text
        }
    }

    private func person(_ caller: String, in database: Database) throws -> [JSONValue.Member] {
        guard
            let row = try Row.fetchOne(
                database, sql: "SELECT name, first_seen_ms FROM person WHERE caller = ?",
                arguments: [caller])
        else { return [] }
        let seen: Int64 = row["first_seen_ms"]
        let name: String? = row["name"]
        return [
            .init("caller", .string(caller)),
            .init("first-seen", .string(Duration.milliseconds(seen).inUTC)),
        ] + (name.map { [.init("name", .string($0))] } ?? [])
    }
}

extension LoggedEvent {
    /// The answer to a question of a survey; nil for any other event.
    fileprivate var survey: JSONValue? {
        guard case .survey(let question, let answer) = record.event else { return nil }
        return .object([
            .init("answer", .string(answer.shown)),
            .init("call", .string(record.call.rawValue)),
            .init("question", .string(question)),
            .init("wall", .string(wallTime.inUTC)),
        ])
    }
}
