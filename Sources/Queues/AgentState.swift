public import Telephony

/// Where an agent stands; times lie on the clock of `now`.
public enum AgentState: Hashable, Sendable {
    /// Not at work. Left by ``QueueEvent/loggedIn(_:ready:)``.
    case loggedOut
    /// Can be rung. Left by an offer, and by the agent's word.
    case ready(since: Duration)
    /// The telephone rings. Left when it is answered, not answered, or the ring is withdrawn.
    case ringing(CallID)
    /// With a caller, or with a callback whose caller is being called. Left when the talk ends.
    case talking(CallID, since: Duration)
    /// Doing what the call left to do. Left by time, and by the agent's word.
    case wrapUp(CallID, until: Duration)
    /// Not to be rung. Left by the agent's word.
    case away(reason: String, since: Duration)

    /// Whether the agent is at work at all.
    public var isLoggedIn: Bool { self != .loggedOut }

    /// Whether callers may count on the agent: logged in and not away.
    public var isPresent: Bool {
        switch self {
        case .loggedOut, .away: false
        case .ready, .ringing, .talking, .wrapUp: true
        }
    }
}

/// The reasons to be away that the queues give by themselves.
extension AgentState {
    /// Logged in, and not yet ready.
    public static let awayAtLogin = "login"
    /// Missed too many calls in a row.
    public static let awayAfterMisses = "no-answer"
    /// There was no way to the telephone.
    public static let awayUnreachable = "unreachable"
}
