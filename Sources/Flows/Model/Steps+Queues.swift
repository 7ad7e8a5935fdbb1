/// Waits in a queue for an agent.
///
/// What it says of the wait (keys, offer, longest wait) is of its own queue. Callers whom the agent
/// sends on to another queue wait in the step of that queue which ``transfers`` names; where it names
/// none they wait as that queue's own rules say, without keys and offers, and leave by these exits.
public struct QueueVisit: Sendable {
    /// The name of the queue.
    public let queue: String
    /// What is said before the wait.
    public let prompts: [PromptLine]
    /// Keys that lead out of the wait; the place is kept until the call goes elsewhere.
    public let escapes: [Menu.Choice]
    /// What callers are offered after a time, once in a visit; nil for nothing.
    public let offer: Offer?
    /// The longest wait; nil for the queue's own.
    public let limit: Duration?
    /// The steps in which callers wait whom the agent sends on, by queue.
    public let transfers: [String: Transition]
    /// Where the call goes on.
    public let exits: Exits

    /// Something that callers are offered who have waited for a time.
    public struct Offer: Hashable, Sendable {
        /// How long they have waited.
        public var after: Duration
        /// Where the call goes on; the place is kept as with a key.
        public var next: Transition

        /// Describes an offer.
        public init(after: Duration, next: Transition) {
            self.after = after
            self.next = next
        }
    }

    /// Where a visit leads.
    public struct Exits: Hashable, Sendable {
        /// The agent has hung up and the caller has not.
        public var next: Transition
        /// The end of the longest wait.
        public var timeout: Transition
        /// As many callers wait as may.
        public var full: Transition
        /// The queue is closed at this hour.
        public var closed: Transition
        /// No agent is there.
        public var empty: Transition

        /// Describes the exits; those that are not given are that of the longest wait.
        public init(
            next: Transition, timeout: Transition, full: Transition? = nil,
            closed: Transition? = nil, empty: Transition? = nil
        ) {
            self.next = next
            self.timeout = timeout
            self.full = full ?? timeout
            self.closed = closed ?? timeout
            self.empty = empty ?? timeout
        }
    }

    /// Describes the step.
    public init(
        queue: String, prompts: [PromptLine], escapes: [Menu.Choice] = [], offer: Offer? = nil,
        limit: Duration? = nil, transfers: [String: Transition] = [:], exits: Exits
    ) {
        self.transfers = transfers
        self.queue = queue
        self.prompts = prompts
        self.escapes = escapes
        self.offer = offer
        self.limit = limit
        self.exits = exits
    }
}

/// Keeps the caller's place in a queue, to call them back when it is their turn.
public struct CallbackStep: Sendable {
    /// The name of the queue.
    public let queue: String
    /// The number to call; nil for the one that the caller calls from.
    public let number: CompiledExpression?
    /// What confirms it, in place of the built-in sentence; empty for that.
    public let prompts: [PromptLine]
    /// Where the call goes on when the place is kept and that is said.
    public let accepted: Transition
    /// Where it goes on when there is no number, or none that may be called.
    public let refused: Transition

    /// Describes the step.
    public init(
        queue: String, number: CompiledExpression?, prompts: [PromptLine], accepted: Transition,
        refused: Transition
    ) {
        self.queue = queue
        self.number = number
        self.prompts = prompts
        self.accepted = accepted
        self.refused = refused
    }
}
