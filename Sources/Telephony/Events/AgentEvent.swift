/// Something that happened to an agent and is written down in the sequence of their shift.
///
/// What a call does to an agent (`offered`, `connected`, `talk-ended`) stands in the call.
public enum AgentEvent: Hashable, Sendable {
    /// The agent came to work, at a telephone. The first event of a shift.
    indirect case login(Login)
    /// The agent can be rung.
    case ready
    /// The agent is not to be rung, for a reason in a word: `pause`, `no-answer`.
    case away(reason: String)
    /// The agent is done with what a call left to do. The visit is the number of its `enqueued`.
    case wrapEnded(call: CallID, visit: Int)
    /// The agent went. The last event of a shift.
    case logout(LogoutReason)

    /// How an agent came to work.
    public struct Login: Hashable, Sendable {
        /// The name of the agent in the centre file.
        public var agent: String
        /// The telephone that rings for them: the name of its user, a number or an address.
        public var phone: String
        /// The clocks on the wall.
        public var time: CivilTime
        /// The zone of those clocks, as in `Europe/Paris`.
        public var zone: String

        /// Describes a login.
        public init(agent: String, phone: String, time: CivilTime, zone: String) {
            self.agent = agent
            self.phone = phone
            self.time = time
            self.zone = zone
        }
    }

    /// Why an agent is not there any more.
    public enum LogoutReason: String, Hashable, Sendable, CaseIterable {
        /// They said so.
        case agent
        /// Somebody who runs the centre said so.
        case `operator`
        /// The one who runs Allo stopped it.
        case stopped
        /// Allo died; who was there is there again once it is back, in a new shift.
        case engineCrash = "engine-crash"
    }
}
