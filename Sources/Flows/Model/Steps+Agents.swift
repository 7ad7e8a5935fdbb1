public import Telephony

/// Changes what an agent does who calls from a telephone.
public struct AgentStep: Sendable {
    /// What changes.
    public let change: AgentWish.Change
    /// The number that says who the agent is.
    public let number: CompiledExpression
    /// The secret that proves it.
    public let pin: CompiledExpression
    /// Why the agent goes away, in a word; nil for nothing said.
    public let reason: CompiledExpression?
    /// Where the call goes on when it is done.
    public let done: Transition
    /// Where it goes on when number and PIN do not fit, or it can't be done now.
    public let refused: Transition
    /// Where it goes on when there were too many wrong tries.
    public let locked: Transition

    /// Describes the step.
    public init(
        change: AgentWish.Change, number: CompiledExpression, pin: CompiledExpression,
        reason: CompiledExpression?, done: Transition, refused: Transition, locked: Transition
    ) {
        self.change = change
        self.number = number
        self.pin = pin
        self.reason = reason
        self.done = done
        self.refused = refused
        self.locked = locked
    }
}

/// What somebody who says that they are an agent asks for in a call.
public struct AgentWish: Hashable, Sendable {
    /// What is to change.
    public enum Change: String, CaseIterable, Hashable, Sendable {
        /// To come to work.
        case logIn = "log-in"
        /// To go.
        case logOut = "log-out"
        /// To be rung.
        case ready
        /// Not to be rung.
        case away
        /// To be done with what the last talk left to do.
        case wrappedUp = "wrapped-up"
        /// Nothing: only to prove who they are.
        case whoami
    }

    /// What is to change.
    public var change: Change
    /// What they typed to say who they are.
    public var number: String
    /// What they typed to prove it; no text shows it.
    public var pin: Secret
    /// Why they go away, in a word; empty where nobody said.
    public var reason: String

    /// Describes a wish.
    public init(change: Change, number: String, pin: Secret, reason: String = "") {
        self.change = change
        self.number = number
        self.pin = pin
        self.reason = reason
    }
}

/// What came of an ``AgentWish``.
public enum AgentOutcome: String, CaseIterable, Hashable, Sendable {
    /// It is done.
    case done
    /// Number and PIN do not fit, or it can't be done now.
    case refused
    /// There were too many wrong tries, of this caller or for this agent.
    case locked
}

/// To whom an agent sends a caller on.
public enum TransferTarget: Hashable, Sendable {
    /// To a queue, by its name.
    case queue(String)
    /// To a colleague, who is asked first, in a queue.
    case agent(AgentID, queue: String)

    /// Why the flow of a call does not let itself be sent on; the queues may have other reasons.
    public enum Objection: String, Hashable, Sendable, CaseIterable {
        /// The centre has no queue of the name.
        case noQueue = "there is no such queue"
        /// The centre has no agent of the name.
        case noAgent = "there is no such agent"
        /// The queue takes no calls at this hour.
        case closed = "the queue is closed"
    }
}
