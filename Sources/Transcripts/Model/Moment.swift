public import Telephony

/// What one line of a transcript tells. How each is written stands in <doc:Transcripts>.
public enum Moment: Hashable, Sendable {
    /// The caller begins to hear a prompt, a text, or a prompt with its text; one of both at least.
    /// In hand-written texts `…` or `...` stands for any words.
    case hear(prompt: String?, text: String?)
    /// The caller presses keys.
    case press(Keys)
    /// The flow goes into a step; `flow` is nil for the flow that took the call.
    case step(flow: String?, name: String)
    /// The caller pressed nothing in time.
    case noInput
    /// The caller pressed what the step has no use for; nil where the keys don't matter.
    case noMatch(Keys?)
    /// The caller was recognised in the customer file.
    case customer(String, segment: String?)
    /// What the caller calls for.
    case motive(String)
    /// The caller got what they came for without an agent.
    case done(String)
    /// The customer file answered.
    case lookUp(directory: String, CallEvent.Outcome, values: [Value])
    /// An endpoint answered.
    case request(endpoint: String, CallEvent.Outcome, values: [Value])
    /// A condition that needed a secret was decided.
    case compare(condition: String, outcome: Bool)
    /// The caller agreed to something, or refused it.
    case consent(kind: String, given: Bool)
    /// The caller's voice begins to be recorded.
    case record(name: String)
    /// The recording ended after so long.
    case recorded(name: String, length: Duration)
    /// The caller begins to wait; the position counts from 1, nil where it does not matter.
    case enter(queue: String, position: Int?)
    /// The caller left the queue for another exit.
    case leave(queue: String, CallEvent.FlowOutReason)
    /// The caller hung up while they waited.
    case abandon(queue: String)
    /// An agent is rung.
    case agentRings(String)
    /// An agent who was rung does not take the call.
    case agentMisses(String, CallEvent.NoAnswerReason)
    /// An agent and the caller hear each other.
    case agentAnswers(String)
    /// The agent puts the caller on hold.
    case hold
    /// The agent takes the caller back from hold.
    case resume
    /// The caller is told where they stand, or how long the wait may be.
    case announce(position: Int?, wait: WaitBand?)
    /// The caller will be called back at a number.
    case acceptCallback(queue: String, number: String)
    /// Somebody is to be called back, for this time.
    case attempt(Int)
    /// Whom the attempt called answers.
    case callbackAnswers(agent: String)
    /// The attempt brings nobody together.
    case callbackFails(CallEvent.CallbackFailure, isLast: Bool)
    /// An agent sends the caller on.
    case agentTransfers(String, to: String, CallEvent.TransferKind)
    /// An agent hung up.
    case agentHangsUp(String)
    /// An agent puts their caller on hold: ``hold`` with who does it, hand-written only.
    case agentHolds(String)
    /// An agent takes their caller back: ``resume`` with who does it, hand-written only.
    case agentResumes(String)
    /// An agent calls a colleague or a queue, to have a word with them; hand-written only.
    case agentCalls(String, to: String)
    /// What an agent does with no caller on the telephone; hand-written only.
    case agentChanges(String, AgentChange)
    /// The destination of a transfer took the call.
    case transferAnswers(destination: String)
    /// The destination of a transfer did not take the call.
    case transferFails(destination: String, reason: String)
    /// The caller answered a question of the survey.
    case survey(question: String, answer: String)
    /// The flow could not go on in a step.
    case fail(step: String, reason: String)
    /// The call is over.
    case end(CallEvent.EndReason)
    /// Something happens to a letter or an e-mail of this name; hand-written only.
    case letter(String, LetterNews)
    /// Any lines may come here, or none; hand-written only.
    case anything
}

extension Moment {
    /// What an agent does with no caller on the telephone.
    public enum AgentChange: Hashable, Sendable {
        /// They are done with what a call left to do.
        case wrapsUp
        /// They are not to be rung, for a reason in a word.
        case away(String)
        /// They can be rung.
        case ready
        /// They come to work.
        case logsIn
        /// They go.
        case logsOut
    }

    /// Keys as a transcript tells them.
    public struct Keys: Hashable, Sendable {
        /// What is told of the keys.
        public enum Content: Hashable, Sendable {
            /// The keys themselves, one at least.
            case clear([Digit])
            /// So many keys of a secret, 1 or more.
            case secret(count: Int)
            /// The secret of this name in the fixture file.
            case fixture(String)
        }

        /// What is told of the keys.
        public var content: Content
        /// When each was pressed, since the answer; empty where all were pressed at the time of
        /// the line.
        public var pressedAt: [Duration]

        /// Describes keys.
        public init(_ content: Content, pressedAt: [Duration] = []) {
            self.content = content
            self.pressedAt = pressedAt
        }
    }

    /// A named value that an answer brought.
    public struct Value: Hashable, Sendable {
        /// The name, with dots inside records.
        public var name: String
        /// The value as it is shown.
        public var text: String

        /// Names a value.
        public init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }
}

extension Moment {
    /// The agent, or whoever takes the place of one, who does it or to whom it happens.
    public var agent: String? {
        switch self {
        case .agentRings(let agent), .agentMisses(let agent, _), .agentAnswers(let agent),
            .agentTransfers(let agent, _, _), .agentHangsUp(let agent), .agentHolds(let agent),
            .agentResumes(let agent), .agentCalls(let agent, _), .agentChanges(let agent, _),
            .callbackAnswers(let agent):
            agent
        case .hear, .press, .step, .noInput, .noMatch, .customer, .motive, .done, .lookUp,
            .request, .compare, .consent, .record, .recorded, .enter, .leave, .abandon, .hold,
            .resume, .announce, .acceptCallback, .attempt, .callbackFails, .transferAnswers,
            .transferFails, .survey, .fail, .end, .letter, .anything:
            nil
        }
    }
}
