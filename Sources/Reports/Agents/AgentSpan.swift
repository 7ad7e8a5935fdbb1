public import Telephony

/// A stretch of an agent's shift that they spent in one state.
public struct AgentSpan: Hashable, Sendable {
    /// What an agent does. A talk with the caller on hold is told apart from the talk.
    public enum State: Hashable, Sendable {
        /// They can be rung.
        case ready
        /// They are rung for a call.
        case ringing(CallID)
        /// They talk with a caller.
        case talking(CallID)
        /// The caller is on hold.
        case hold(CallID)
        /// They do what a call left to do.
        case wrapUp(CallID)
        /// They are not to be rung, for a reason.
        case away(String)

        /// One word for it, as the tables have it.
        public var word: String {
            switch self {
            case .ready: "ready"
            case .ringing: "ringing"
            case .talking: "talking"
            case .hold: "hold"
            case .wrapUp: "wrap-up"
            case .away: "away"
            }
        }

        /// The call that it is about.
        public var call: CallID? {
            switch self {
            case .ringing(let call), .talking(let call), .hold(let call), .wrapUp(let call): call
            case .ready, .away: nil
            }
        }

        /// Why they are away.
        public var reason: String? {
            if case .away(let reason) = self { return reason }
            return nil
        }

        var counter: Tally.Counter {
            switch self {
            case .ready: .readyTime
            case .ringing: .ringingTime
            case .talking: .talkingTime
            case .hold: .holdTime
            case .wrapUp: .wrapTime
            case .away: .awayTime
            }
        }

        /// Whether a call holds the agent, from the first word to the end of the wrap-up.
        var isOnContact: Bool {
            switch self {
            case .talking, .hold, .wrapUp: true
            case .ready, .ringing, .away: false
            }
        }
    }

    /// The agent.
    public var agent: String
    /// The shift: the name of its stream.
    public var shift: CallID
    /// What they did.
    public var state: State
    /// Whether a talk begins here, and does not go on after a hold.
    public var beginsContact: Bool
    /// When it began.
    public var begin: WallTime
    /// When it ended; nil while it goes on.
    public var end: WallTime?

    /// Describes a span.
    public init(
        agent: String, shift: CallID, state: State, beginsContact: Bool = false, begin: WallTime,
        end: WallTime?
    ) {
        self.agent = agent
        self.shift = shift
        self.state = state
        self.beginsContact = beginsContact
        self.begin = begin
        self.end = end
    }

    func keys(at time: WallTime) -> [TallyKey] {
        [TallyKey(time, .all), TallyKey(time, .agent, agent)]
    }
}
