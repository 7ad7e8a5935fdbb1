import Synchronization
import Telephony

/// What a line is known by: its name, and the events that it tells.
struct LineOutlet: Sendable {
    /// The last number that was given to a line.
    private static let last = Atomic<UInt64>(0)

    /// The name, which no other line of this program has.
    let id: LineID
    /// What happens on the line: holds 256 events that nobody has read; what comes on top of them
    /// is dropped.
    let events: AsyncStream<LineEvent>
    /// Tells an event.
    let feed: AsyncStream<LineEvent>.Continuation

    init() {
        id = LineID(rawValue: LineOutlet.last.add(1, ordering: .relaxed).newValue)
        (events, feed) = AsyncStream.makeStream(
            of: LineEvent.self, bufferingPolicy: .bufferingOldest(256))
    }
}
