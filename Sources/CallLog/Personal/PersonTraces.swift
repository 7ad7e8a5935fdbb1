import GRDB
public import Telephony

/// What the journal has of who has a number, in short: enough to find the files, and to say what an
/// erasure will touch.
public struct PersonTraces: Hashable, Sendable {
    /// A recording of them.
    public struct Recording: Hashable, Sendable {
        /// The call, or the attempt to call back, that it was made in.
        public var call: CallID
        /// The name of its file.
        public var name: String

        /// Names a recording.
        public init(call: CallID, name: String) {
            self.call = call
            self.name = name
        }
    }

    /// Their calls and attempts to call them back, oldest first.
    public var calls: [CallID]
    /// Those of them that go on.
    public var open: [CallID]
    /// The recordings made in them.
    public var recordings: [Recording]
}

extension JournalReader {
    /// What the journal has of who has a number; nil where it knows nothing of them.
    ///
    /// - Parameter number: as it was written down.
    /// - Returns: the calls and the recordings, or nil.
    /// - Throws: ``JournalError`` where the file is damaged.
    public func traces(
        ofNumber number: String
    ) async throws(JournalError) -> PersonTraces? {
        try await read { database in
            let found = try PersonalTraces(of: .number(number), in: database)
            guard !found.calls.isEmpty || !found.callers.isEmpty else { return nil }
            var traces = PersonTraces(
                calls: found.calls.map(CallID.init), open: [], recordings: [])
            for call in found.calls {
                let id = CallID(rawValue: call)
                if try Bool.fetchOne(
                    database, sql: "SELECT EXISTS (SELECT 1 FROM open_call WHERE call = ?)",
                    arguments: [call]) == true
                {
                    traces.open.append(id)
                }
                traces.recordings += try String.fetchAll(
                    database,
                    sql: """
                        SELECT json_extract(json, '$.name') FROM event WHERE call = ? AND kind = ?
                        ORDER BY number
                        """, arguments: [call, EventKind.recordingStarted.rawValue]
                ).map { PersonTraces.Recording(call: id, name: $0) }
            }
            return traces
        }
    }
}
