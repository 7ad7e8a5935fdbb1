/// Something that happened in a call and is written down, once and for ever.
///
/// An agent's shift is such a sequence of its own, as is each attempt to call somebody back, and each
/// written contact.
///
/// The names are those of the figures' definitions: `offered` means that an agent is rung,
/// `connected` that agent and caller hear each other, `answered` that Allo took the call. Every
/// figure, transcript, live page and replay is computed from these and from nothing else.
public enum CallEvent: Hashable, Sendable {
    /// A call came in for a flow. Boxed: it happens once in a call and is the largest by far.
    indirect case arrived(Arrival)
    /// Allo took the call.
    case answered
    /// The flow went into a step.
    case stepEntered(flow: String, step: String)
    /// An utterance began to be heard.
    case promptStarted(prompt: String?, text: LoggedText, language: LanguageTag)
    /// It ended; `cut` where a key, an agent or a hang-up stopped it.
    case promptEnded(prompt: String?, cut: Bool)
    /// The caller pressed keys.
    case keys(KeyEntry)
    /// The caller pressed nothing in time; the count is the step's, from 1.
    case noInput(count: Int)
    /// The caller pressed what the step has no use for; the count is the step's, from 1.
    case noMatch(KeyEntry, count: Int)
    /// The caller was recognised in the customer file.
    case identified(customer: LoggedText, segment: String?)
    /// What the caller calls for.
    case motive(String)
    /// The caller got what they came for without an agent.
    case selfServiceDone(String)
    /// The customer file was asked.
    case lookedUp(directory: String, Outcome, values: [Field])
    /// An HTTP endpoint was asked.
    case requested(endpoint: String, Outcome, values: [Field])
    /// A condition that needed a secret was decided.
    case compared(condition: String, outcome: Bool)
    /// The caller consented to something, or refused it.
    case consent(kind: String, given: Bool)
    /// The caller's voice began to be recorded.
    case recordingStarted(name: String)
    /// The recording ended after so long.
    case recordingEnded(name: String, length: Duration)
    /// A visit to a queue began; the position counts from 1. The rank is that of the level, as the
    /// centre declared it then; nil where none did, as in journals of older versions.
    case enqueued(queue: String, level: String, position: Int, rank: Int? = nil)
    /// An agent is rung.
    case offered(agent: String)
    /// An agent who was rung did not take the call.
    case ringNoAnswer(agent: String, reason: NoAnswerReason)
    /// An agent and the caller hear each other.
    case connected(agent: String)
    /// The agent put the caller on hold.
    case holdOn
    /// The agent took the caller back from hold.
    case holdOff
    /// The caller was told their position, counted from 1, or how long the wait may yet be.
    case announced(position: Int?, wait: WaitBand?)
    /// The caller left the queue for another exit.
    case flowedOut(queue: String, reason: FlowOutReason)
    /// The caller hung up while they waited.
    case abandoned(queue: String)
    /// The call moves on to a queue or a destination.
    case transferred(TransferKind, from: String, to: String)
    /// A transfer did not come about.
    case transferFailed(to: String, reason: String)
    /// The talk with an agent ended.
    case talkEnded(by: Party)
    /// The caller will be called back at a number, and keeps their place in the queue. The talk then
    /// may be recorded where `recordsTalks`: they were told so in this call, and did not refuse.
    case callbackAccepted(queue: String, number: LoggedText, recordsTalks: Bool = false)
    /// Somebody is to be called back: the first event of an attempt. Boxed, as an arrival is.
    indirect case callbackAttempted(CallbackAttempt)
    /// Whom the attempt called and the agent hear each other.
    case callbackConnected(agent: String)
    /// The attempt brought nobody together; `isLast` where no other follows.
    case callbackFailed(reason: CallbackFailure, isLast: Bool)
    /// The caller answered a question of the survey.
    case survey(question: String, answer: LoggedText)
    /// The flow could not go on in a step, and took its way out for that.
    case flowFailed(step: String, reason: String)
    /// The call is over.
    case ended(EndReason)
    /// Something that happened to an agent, in the sequence of their shift.
    case agent(AgentEvent)
    /// Something that happened to a letter or an e-mail, in the sequence of its own.
    case written(WrittenEvent)
}

extension CallEvent {
    /// How a call came in.
    public struct Arrival: Hashable, Sendable {
        /// The person who calls, under a random name.
        public var caller: CallerID
        /// The caller's number; nil where it is withheld.
        public var from: LoggedText?
        /// What was called: a number, or the name of a flow on the local line.
        public var to: String
        /// The flow that takes the call.
        public var flow: String
        /// The version of the flow, a hash.
        public var version: String
        /// The language that the call begins in.
        public var language: LanguageTag
        /// The clocks on the wall when the call came in.
        public var time: CivilTime
        /// The zone of those clocks, as in `Europe/Paris`.
        public var zone: String

        /// Describes an arrival.
        public init(
            caller: CallerID, from: LoggedText?, to: String, flow: String, version: String,
            language: LanguageTag, time: CivilTime, zone: String
        ) {
            self.caller = caller
            self.from = from
            self.to = to
            self.flow = flow
            self.version = version
            self.language = language
            self.time = time
            self.zone = zone
        }
    }

    /// A value that an answer from outside brought, by name, in the order of the names.
    public struct Field: Hashable, Sendable {
        /// The name, with dots inside records: `address.town`.
        public var name: String
        /// The value as text.
        public var value: LoggedText

        /// Names a value.
        public init(name: String, value: LoggedText) {
            self.name = name
            self.value = value
        }
    }

    /// How a question to the outside ended.
    public enum Outcome: String, Hashable, Sendable, CaseIterable {
        /// The customer is known; the endpoint answered as agreed.
        case found
        /// There is no such customer; the endpoint says that there is no such thing.
        case missing
        /// No answer came, or one that can't be used.
        case failed
    }

    /// Why a caller left a queue without an agent and without hanging up.
    public enum FlowOutReason: String, Hashable, Sendable, CaseIterable {
        /// The longest wait was reached.
        case timeout
        /// The queue had no room.
        case full
        /// The queue was closed.
        case closed
        /// No agent was there who could have taken the call.
        case empty
        /// The caller pressed the key that leaves the queue.
        case key
    }

    /// How a call moves on.
    public enum TransferKind: String, Hashable, Sendable, CaseIterable {
        /// Without a word to who takes it.
        case blind
        /// After a word to who takes it.
        case attended
    }

    /// Who did it.
    public enum Party: String, Hashable, Sendable, CaseIterable {
        case caller, agent, flow
    }

    /// Why a call is over.
    public enum EndReason: String, Hashable, Sendable, CaseIterable {
        /// The caller hung up.
        case caller
        /// The flow hung up.
        case flow
        /// The agent hung up and the flow had nothing left to do.
        case agent
        /// The call went to a destination outside.
        case transferred
        /// The flow could not go on.
        case flowError = "flow-error"
        /// The one who runs Allo stopped it.
        case stopped
        /// Allo died in mid-call.
        case engineCrash = "engine-crash"
    }
}
