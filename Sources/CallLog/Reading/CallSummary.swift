public import Telephony

/// A call in one line.
public struct CallSummary: Hashable, Sendable {
    /// The call.
    public var call: CallID
    /// How it came in; the caller's number shortened unless the reader asked for personal texts.
    public var arrival: CallEvent.Arrival
    /// When it came in, since 1970-01-01 00:00:00 UTC.
    public var began: Duration
    /// From its arrival to its last event so far.
    public var length: Duration
    /// The step it was last in.
    public var lastStep: String?
    /// The queue it last waited in.
    public var queue: String?
    /// How it ended; nil where it goes on.
    public var end: CallEvent.EndReason?
}
