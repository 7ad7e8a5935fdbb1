public import Telephony

/// All queues of a centre: who waits, who answers, who goes first.
///
/// Pure, with one entry; time comes in as a value.
///
/// ```swift
/// let queues = Queues(plan: plan)
/// var state = Queues.State()
/// let effects = queues.step(&state, on: .enqueued(caller), now: now)
/// ```
public struct Queues: Sendable {
    /// The rules. A state follows those that held at its first event until it is told
    /// ``QueueEvent/planChanged``.
    public var plan: QueuePlan

    /// Queues that follow a plan.
    public init(plan: QueuePlan) { self.plan = plan }

    /// Works off one event.
    ///
    /// - Parameters:
    ///   - state: who waits and who answers; the event is worked into it.
    ///   - event: what happened.
    ///   - now: the time on a clock that never goes back; it has no other meaning.
    /// - Returns: what is to be done, in order.
    public func step(
        _ state: inout State, on event: QueueEvent, now: Duration
    ) -> [QueueEffect] {
        []
    }
}

extension Queues {
    /// Who waits, who talks, who is at work.
    ///
    /// It begins empty. After a crash it is made again by events: `loggedIn` and `away` of those who
    /// were at work, `enqueued` of the ghosts that are due, with their times of old.
    public struct State: Equatable, Sendable {
        /// Nobody waits, nobody is at work.
        public init() {}

        /// The place of somebody in their queue, from 1; nil who does not stand in one. Who is in a
        /// menu, is being offered or is a ghost stands there as well.
        public func position(of call: CallID) -> Int? { nil }

        /// How many stand in a queue.
        public func length(of queue: String) -> Int { 0 }

        /// The callers who stand in a queue, by their places.
        public func waiting(in queue: String) -> [CallID] { [] }

        /// All who stand in a queue, in the order in which agents would get them.
        public func waiting(at now: Duration) -> [CallID] { [] }

        /// Where a caller stands; nil for nobody known.
        public func state(of call: CallID) -> CallerState? { nil }

        /// Where an agent stands.
        public func state(of agent: AgentID) -> AgentState { .loggedOut }

        /// All who are at work.
        public var agents: [AgentID: AgentState] { [:] }

        /// How many are there who can take the callers of a queue: logged in and not away.
        public func agentsPresent(in queue: String) -> Int { 0 }
    }
}
