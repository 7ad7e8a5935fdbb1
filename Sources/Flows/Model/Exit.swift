public import Telephony

/// A way out of a step that leads somewhere else in its flow, as the designer wrote it.
///
/// What is not written goes by another way (``Way/fallback``), so that all that a call can do is
/// found here; the one exception is a queue whose talks end the call, which says nothing of it.
public struct Exit: Hashable, Sendable {
    /// Which way out it is.
    public enum Way: Hashable, Sendable {
        /// A choice of a menu, by its place.
        case choice(Int)
        /// A key that leaves a step that is no menu, by its place.
        case escape(Int)
        /// The branch of a condition, by its place.
        case branch(Int)
        /// No condition holds.
        case otherwise
        /// The step has done what it does.
        case next
        /// The last failure that the step allows.
        case exhausted
        case found, missing, failed
        case open, closed, holiday
        case timeout, full, empty, offer
        case accepted, refused, locked
        /// The other flow has ended by one of its exits.
        case exit(Int)
        /// The agent has sent the caller on to this queue.
        case transferred(to: String)
        /// The call has failed too often: a way out of the flow that it began in.
        case tooManyFailures
        /// The flow could not go on: a way out of the flow that the call began in.
        case technicalProblem
    }

    /// Which way out it is.
    public let way: Way
    /// Where it leads.
    public let next: Transition
    /// Where that is written; the place of the step where nothing is.
    public let position: SourcePosition

    /// Describes a way out.
    public init(_ way: Way, to next: Transition, at position: SourcePosition) {
        self.way = way
        self.next = next
        self.position = position
    }
}

extension Exit.Way {
    /// The way that serves where this one is not written; nil where there is none.
    public var fallback: Exit.Way? {
        switch self {
        case .full, .empty: .timeout
        // Of a queue; hours always say where they lead.
        case .closed: .timeout
        case .holiday: .closed
        case .missing: .failed
        case .failed: .missing
        case .exit: .next
        case .choice, .escape, .branch, .otherwise, .next, .exhausted, .found, .open, .timeout,
            .offer, .accepted, .refused, .locked, .transferred, .tooManyFailures,
            .technicalProblem:
            nil
        }
    }
}

extension Step {
    /// The way out that a call takes which would take another, were it written; nil where the step
    /// has neither.
    public func exit(by way: Exit.Way) -> Exit? {
        if let exit = exits.first(where: { $0.way == way }) { return exit }
        guard let fallback = way.fallback else { return nil }
        return exits.first { $0.way == fallback }
    }
}
