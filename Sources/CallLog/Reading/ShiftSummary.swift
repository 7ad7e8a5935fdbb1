public import Telephony

/// An agent's shift in one line.
public struct ShiftSummary: Hashable, Sendable {
    /// The name of its sequence of events.
    public var shift: CallID
    /// Who came to work, where and when by their clocks.
    public var login: AgentEvent.Login
    /// When it began, since 1970-01-01 00:00:00 UTC.
    public var began: Duration
    /// From the login to the last event so far.
    public var length: Duration
    /// How it ended; nil where the agent is at work.
    public var logout: AgentEvent.LogoutReason?
}
