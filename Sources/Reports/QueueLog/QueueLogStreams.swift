import Telephony

/// The streams of records that a `queue_log` is turned into.
struct QueueLogStreams: Sendable {
    private struct Stream: Sendable {
        var call: CallID
        var count = 0
        /// The time of the last record; no later one is earlier, whatever clock steps did.
        var last: Int
    }

    private var streams: [Stream] = []
    var records: [JournalRecord] = []

    /// Begins a stream.
    ///
    /// - Parameters:
    ///   - call: its name.
    ///   - time: its first second.
    /// - Returns: its number, from 0.
    mutating func begin(_ call: CallID, at time: Int) -> Int {
        streams.append(Stream(call: call, last: time))
        return streams.count - 1
    }

    /// Adds a record to a stream.
    ///
    /// - Returns: its place in ``records``.
    @discardableResult
    mutating func append(_ event: CallEvent, to stream: Int, at time: Int) -> Int {
        streams[stream].count += 1
        streams[stream].last = max(streams[stream].last, time)
        records.append(
            JournalRecord(
                call: streams[stream].call, number: streams[stream].count,
                time: .seconds(streams[stream].last), event: event))
        return records.count - 1
    }

    /// The number of the stream's last record.
    func count(of stream: Int) -> Int { streams[stream].count }
    /// The second of the stream's last record.
    func last(of stream: Int) -> Int { streams[stream].last }
    /// The name of a stream.
    func name(of stream: Int) -> CallID { streams[stream].call }

    /// Writes the end of a call, where it is known.
    mutating func end(_ call: QueueLogCall) {
        guard let reason = call.end else { return }
        append(.ended(reason), to: call.stream, at: last(of: call.stream))
    }

    /// The records by time; those of one second in the order in which they were read.
    var inOrderOfTime: [JournalRecord] {
        records.enumerated().sorted { left, right in
            left.element.time == right.element.time
                ? left.offset < right.offset : left.element.time < right.element.time
        }.map(\.element)
    }
}

/// A call of a `queue_log`.
struct QueueLogCall: Sendable {
    /// Its stream.
    let stream: Int
    /// The place of its `arrived`.
    let arrival: Int
    /// The number of its last `enqueued`.
    var visit = 0
    /// The agent it talks with.
    var agent: String?
    /// The place of its last `transferred`, as long as it may yet lead to a queue.
    var transfer: Int?
    /// Why it is over, if nothing follows.
    var end: CallEvent.EndReason?
}

/// An agent of a `queue_log`, logged in.
struct QueueLogAgent: Sendable {
    /// Their stream.
    let stream: Int
    /// The queues that they were added to one by one; empty where they logged in as a whole.
    var queues: Set<String> = []
    /// Whether they are away.
    var isAway = false
}
