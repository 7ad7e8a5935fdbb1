public import Telephony

/// What processes that are no more left to be gone on with: who was at work when one died, and
/// whom one still had to call back.
public struct Unfinished: Hashable, Sendable {
    /// The agents who were at work, in the order of their names.
    public var agents: [Agent]
    /// The callbacks, in the order of their places.
    public var callbacks: [Callback]
    /// The letters and e-mails, in the order in which they are due.
    public var contacts: [Contact] = []
    /// How many letters and e-mails have come to each queue in all.
    public var contactCounts: [String: Int] = [:]

    /// An agent who was at work when Allo died, and is not there again yet.
    public struct Agent: Hashable, Sendable {
        /// The agent.
        public var agent: AgentID
        /// The telephone that rang for them.
        public var phone: String
        /// Whether they could be rung.
        public var presence: Presence
        /// Their shift, which ended with the process.
        public var shift: CallID
    }

    /// Whether an agent could be rung.
    public enum Presence: Hashable, Sendable {
        /// They could.
        case ready
        /// They could not, for this reason.
        case away(reason: String)
    }

    /// A written contact that is still to be answered.
    public struct Contact: Hashable, Sendable {
        /// Its name.
        public var contact: CallID
        /// What came; texts that were erased are not there.
        public var receipt: WrittenEvent.Receipt
        /// When it came, since 1970-01-01 00:00:00 UTC.
        public var received: Duration
        /// The number of its last event.
        public var records: Int
    }

    /// A callback that was accepted, and neither came about nor was given up.
    public struct Callback: Hashable, Sendable {
        /// The call in which it was accepted.
        public var call: CallID
        /// The queue in which the place is kept.
        public var queue: String
        /// The level of that queue.
        public var level: String
        /// Who is to be called back.
        public var caller: CallerID
        /// Their number; nil where it has been erased, so that there is nobody to call.
        public var number: String?
        /// The language that they heard last in that call.
        public var language = LanguageTag.french
        /// Whether they know that talks are recorded, and did not refuse.
        public var recordsTalks = false
        /// How many attempts there have been, one that Allo died in too.
        public var attempts: Int
        /// When they first began to wait in that call, since 1970-01-01 00:00:00 UTC: their place.
        public var place: Duration
        /// When the callback was accepted, since 1970-01-01 00:00:00 UTC.
        public var accepted: Duration
        /// When the last attempt came to nothing, since 1970-01-01 00:00:00 UTC; nil before the
        /// first.
        public var lastFailed: Duration?
    }
}
