import GRDB
public import Telephony

/// A recording that was made in a call.
public struct LoggedRecording: Hashable, Sendable {
    /// The name of its file in the folder of recordings.
    public var name: String
    /// The call, or the attempt to call somebody back.
    public var call: CallID
    /// When that ended, since 1970-01-01 00:00:00 UTC.
    public var callEnded: Duration
}

extension JournalReader {
    /// The first recording that was ever made; nil where none was.
    ///
    /// - Throws: ``JournalError`` where the file is damaged.
    public func firstRecording() async throws(JournalError) -> PersonTraces.Recording? {
        try await read { database in
            try Row.fetchOne(
                database,
                sql: """
                    SELECT call, json_extract(json, '$.name') AS name FROM event
                    WHERE kind = 'recording-started' ORDER BY seq LIMIT 1
                    """
            ).map {
                PersonTraces.Recording(call: CallID(rawValue: $0["call"]), name: $0["name"])
            }
        }
    }

    /// The recordings of calls that ended before a moment, oldest first: what is to be deleted once
    /// it has been kept long enough. Those of calls that go on are not among them.
    ///
    /// The journal doesn't know which files are still there.
    ///
    /// - Parameter moment: since 1970-01-01 00:00:00 UTC.
    /// - Returns: the recordings, each with the end of its call.
    /// - Throws: ``JournalError`` where the file is damaged.
    public func recordings(
        endedBefore moment: Duration
    ) async throws(JournalError) -> [LoggedRecording] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT json_extract(started.json, '$.name') AS name, started.call,
                        origin.wall_ms + ended.time_ms - origin.monotonic_ms AS wall
                    FROM event AS started
                    CROSS JOIN event AS ended ON ended.call = started.call
                        AND ended.number > started.number AND ended.kind = :ended
                    CROSS JOIN process AS origin ON origin.id = ended.process
                    WHERE started.kind = 'recording-started' AND wall < :moment
                    ORDER BY started.seq
                    """,
                arguments: [
                    "ended": EventKind.ended.rawValue, "moment": moment.inMilliseconds,
                ]
            ).map { row in
                let wall: Int64 = row["wall"]
                return LoggedRecording(
                    name: row["name"], call: CallID(rawValue: row["call"]),
                    callEnded: .milliseconds(wall))
            }
        }
    }
}
