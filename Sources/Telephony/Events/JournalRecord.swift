/// One event of one call, as the journal keeps it.
public struct JournalRecord: Hashable, Sendable {
    /// The call.
    public var call: CallID
    /// The number of the event in its call, from 1: call and number together name an event.
    public var number: Int
    /// When it happened, on the monotonic clock of the process, in whole milliseconds.
    public var time: Duration
    /// What happened.
    public var event: CallEvent

    /// Describes an event of a call.
    public init(call: CallID, number: Int, time: Duration, event: CallEvent) {
        self.call = call
        self.number = number
        self.time = time
        self.event = event
    }
}
