import GRDB
public import Telephony

/// A question to the outside, a transfer or a step that came to nothing.
public struct LoggedFailure: Hashable, Sendable {
    /// The call.
    public var call: CallID
    /// When, since 1970-01-01 00:00:00 UTC.
    public var wallTime: Duration
    /// What happened.
    public var event: CallEvent
}

extension JournalReader {
    /// Look-ups and requests that failed, transfers that did, and steps that could not go on, oldest
    /// first.
    ///
    /// - Parameter span: of the time since 1970-01-01 00:00:00 UTC.
    /// - Returns: the failures.
    /// - Throws: ``JournalError`` where the file is damaged.
    public func failures(
        in span: Range<Duration>
    ) async throws(JournalError) -> [LoggedFailure] {
        try await read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT call, number, time_ms, kind, json,
                        wall_ms + time_ms - monotonic_ms AS wall
                    FROM event JOIN process ON process.id = event.process
                    WHERE kind IN ('looked-up', 'requested', 'transfer-failed', 'flow-failed')
                        AND wall >= ? AND wall < ?
                        AND ifnull(json_extract(json, '$.outcome'), 'failed') = 'failed'
                    ORDER BY seq
                    """,
                arguments: [span.lowerBound.inMilliseconds, span.upperBound.inMilliseconds]
            ).map { row in
                let call = CallID(rawValue: row["call"])
                let milliseconds: Int64 = row["time_ms"]
                let record = JournalRecord(
                    call: call, number: row["number"], time: .milliseconds(milliseconds),
                    event: .answered)
                let wall: Int64 = row["wall"]
                return LoggedFailure(
                    call: call, wallTime: .milliseconds(wall),
                    event: try decode(row["json"], of: record))
            }
        }
    }
}
