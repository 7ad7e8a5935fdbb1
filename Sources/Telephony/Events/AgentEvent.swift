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
    /// The agent called a colleague or a queue, by name: a consultation begins, which no figure of the
    /// queues counts. It has a name, which its later events bear.
    case dialled(to: String, consultation: CallID)
    /// The agent and a colleague, by name, hear each other in a consultation. In the shifts of both.
    case consulted(with: String, consultation: CallID)
    /// A consultation is over. In the shift of who called, and of the colleague they talked with.
    case consultationEnded(ConsultationEnd, consultation: CallID)
    /// The agent went. The last event of a shift.
    case logout(LogoutReason)

    /// Why a consultation is over.
    public enum ConsultationEnd: String, Hashable, Sendable, CaseIterable {
        /// Who called hung up, before or after they talked with somebody.
        case caller
        /// The colleague hung up.
        case colleague
        /// The customer of who called took their place: an attended transfer.
        case transferred
        /// The colleague did not answer in time.
        case noAnswer = "no-answer"
        /// The colleague refused, or their telephone was busy.
        case busy
        /// Nobody is there any more, or there was no way to the telephone.
        case absent
        /// The one who runs Allo stopped it.
        case stopped
    }

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
