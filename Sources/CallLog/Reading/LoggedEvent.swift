public import Telephony

/// An event as it lies in the journal.
public struct LoggedEvent: Hashable, Sendable {
    /// The number of the event in the journal; later events have higher ones.
    public var id: Int64
    /// The record: call, number, time on the clock of its process, event.
    public var record: JournalRecord
    /// The same time on the wall, since 1970-01-01 00:00:00 UTC.
    public var wallTime: Duration
    /// The node that wrote it.
    public var node: String

    /// The event as JSON on one line, its names in alphabetical order:
    /// `{"call":…,"event":{"kind":…},"id":…,"node":…,"number":…,"time-ms":…,"wall":…}`, the wall
    /// time in UTC as in `2026-11-23T09:00:00.000Z`.
    public var json: String { jsonValue.text }

    var jsonValue: JSONValue {
        .object([
            .init("call", .string(record.call.rawValue)),
            .init("event", record.event.jsonValue),
            .init("id", .integer(id)),
            .init("node", .string(node)),
            .init("number", .integer(record.number)),
            .init("time-ms", .integer(record.time.inMilliseconds)),
            .init("wall", .string(wallTime.inUTC)),
        ])
    }
}

extension Duration {
    /// As ISO 8601 in UTC, for a span since 1970-01-01 00:00:00 UTC.
    var inUTC: String {
        let (seconds, milliseconds) = Int(inMilliseconds).flooredDivision(by: 1_000)
        let time = CivilTime(secondsSince1970: seconds)
        let clock = "\(time.hour.padded(2)):\(time.minute.padded(2)):\(time.second.padded(2))"
        return "\(time.date)T\(clock).\(milliseconds.padded(3))Z"
    }
}
