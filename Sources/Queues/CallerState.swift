public import Telephony

/// Where somebody stands who waits, or has waited and talks; a ghost of a callback likewise.
public enum CallerState: Hashable, Sendable {
    /// In line for an agent. Left by an offer, and by whatever the caller does.
    case waiting
    /// These agents are being rung. Left when one answers, or none did.
    case offered([AgentID])
    /// In a menu; the place is kept. Left by coming back, by a callback, by leaving.
    case aside
    /// An attempt to call them back failed; the place is kept. Left by time.
    case paused(until: Duration)
    /// With an agent, out of the queue. Left by the end of the talk, or of the attempt.
    case talking(AgentID)
}
