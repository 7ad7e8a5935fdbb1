public import Flows
public import Telephony

/// What happens to an agent, and what they want.
public enum AgentInput: Equatable, Sendable {
    /// The agent comes to work.
    case login(Login)
    /// The agent goes; from a call, once it and what it leaves to do are done.
    case logout(AgentEvent.LogoutReason)
    /// The agent can be rung.
    case ready
    /// The agent is not to be rung, for a reason in a word.
    case away(reason: String)
    /// The agent is done with what the call left to do, before its time; else, where nobody is on
    /// the telephone, with the written contact that they have in hand.
    case wrappedUp
    /// The agent's telephone can be rung, or can't any more.
    case telephone(isReachable: Bool)
    /// Something happened on the telephone that was rung for the agent, numbered as in
    /// ``AgentAct/ring(_:)``. What happens to one that was let go changes nothing.
    case leg(Int, LegInput)

    /// How an agent comes to work.
    public struct Login: Equatable, Sendable {
        /// The telephone that is to ring; nil for the agent's own.
        public var phone: String?
        /// Why the agent is not to be rung yet; nil where they are.
        public var away: String?
        /// The name of the shift in the journal, which no other has.
        public var shift: CallID
        /// When, in milliseconds since 1970-01-01 00:00:00 UTC.
        public var unixMilliseconds: Int64

        /// Describes a login.
        public init(
            phone: String? = nil, away: String? = nil, shift: CallID, unixMilliseconds: Int64
        ) {
            self.phone = phone
            self.away = away
            self.shift = shift
            self.unixMilliseconds = unixMilliseconds
        }
    }

    /// What happens on an agent's telephone.
    public enum LegInput: Equatable, Sendable {
        /// The agent answered.
        case reached
        /// The agent did not.
        case notReached(CallEvent.NoAnswerReason)
        /// The telephone was not rung after all, which is nobody's fault.
        case notRung
        /// A playback was heard to its end.
        case promptEnded(PlaybackID)
        /// The agent hung up.
        case hungUp
        /// The agent put the caller on hold.
        case held
        /// The agent took the caller back.
        case retrieved
        /// The agent wants to hand the caller on: to what they dialled, or to whom they have called
        /// in a consultation.
        case transferAsked(to: String, inPlaceOf: CallID? = nil)
    }
}

/// What is to be done for an agent.
public enum AgentAct: Equatable, Sendable {
    /// Rings their telephone.
    case ring(Ring)
    /// Plays something to them; its end comes back.
    case play(leg: Int, PlaybackID, Utterance)
    /// Lets the agent and a caller hear each other.
    case join(leg: Int, CallID)
    /// Lets the agent and a colleague hear each other who called, in a consultation. Waits for its
    /// records, as the answer to the colleague does.
    case joinColleague(leg: Int, CallID)
    /// Begins to record what the agent and a caller say, under a name within the call.
    case record(leg: Int, CallID, name: String)
    /// Says whether the caller is handed on, as the agent's telephone asked.
    case answerTransfer(leg: Int, TransferAnswer)
    /// Hangs up, or rings no longer. Nothing comes back from this telephone then.
    case hangUp(leg: Int)
    /// Rings no longer, since a colleague was faster: the telephone need not list a missed call.
    case withdraw(leg: Int)
    /// What was asked can't be done.
    case refused(AgentRefusal)

    /// A telephone that is rung.
    public struct Ring: Equatable, Sendable {
        /// The number of the ring; each of an agent's has another.
        public var leg: Int
        /// The telephone.
        public var phone: Centre.AgentPhone
        /// What its display shows.
        public var name: String
        /// How long it may ring.
        public var patience: Duration

        /// Describes a ring.
        public init(leg: Int, phone: Centre.AgentPhone, name: String, patience: Duration) {
            self.leg = leg
            self.phone = phone
            self.name = name
            self.patience = patience
        }
    }
}

/// Why an agent's wish can't be done.
public enum AgentRefusal: Error, Hashable, Sendable {
    /// There is no such agent.
    case unknown
    /// The agent is not logged in.
    case notLoggedIn
    /// The agent is logged in already, at this telephone.
    case loggedIn(phone: String)
    /// Another agent is logged in at the telephone.
    case phoneTaken(by: String)
    /// No telephone of this name may register here.
    case unknownPhone(String)
    /// There is nothing left to do after a call.
    case notWrappingUp
    /// It can't be written down, for this reason.
    case notWritten(String)
    /// It is done, and will be written down when that can be done again, which it can't for this
    /// reason.
    case notYetWritten(String)
}

extension AgentRefusal: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch self {
        case .unknown: "there is no such agent in the centre file"
        case .notLoggedIn: "the agent is not logged in"
        case .loggedIn(let phone): "the agent is logged in already, at \(phone)"
        case .phoneTaken(let agent): "\(agent) is logged in at that telephone"
        case .unknownPhone(let phone): "the centre file has no telephone ‘\(phone)’"
        case .notWrappingUp: "the agent has nothing to wrap up"
        case .notWritten(let reason): "nothing can be written down: \(reason)"
        case .notYetWritten(let reason):
            "it is done, but not written down yet, and lost if Allo ends before: \(reason)"
        }
    }
}
