/// Why a flow could not go on in a call. The call then takes the flow's way out for a technical
/// problem.
public struct FlowError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What went wrong.
    public enum Reason: Equatable, Sendable {
        /// The call took more steps than it may (10,000).
        case tooManySteps
        /// Flows called each other deeper than they may (16).
        case tooDeep
        /// The variables hold more than they may (64 KiB).
        case tooMuchData
        /// An expression has no value.
        case evaluation(EvaluationError)
        /// There is no such flow, queue or the like; the checker rules it out.
        case unknown(String)
        /// Nothing went wrong: a rehearsal wants to see what would follow.
        case rehearsed
    }

    /// What went wrong.
    public let reason: Reason

    /// What went wrong, without a full stop.
    public var description: String {
        switch reason {
        case .tooManySteps: "the call took more than \(FlowLimits.steps) steps"
        case .tooDeep: "flows call each other more than \(FlowLimits.depth) deep"
        case .tooMuchData: "the variables hold more than \(FlowLimits.variableBytes) bytes"
        case .evaluation(let error): "\(error)"
        case .unknown(let name): "\(name) is not known"
        case .rehearsed: "rehearsed"
        }
    }
}

/// The budgets of a call: running out of one is a ``FlowError``.
public enum FlowLimits {
    /// Steps that a call may enter.
    public static let steps = 10_000
    /// Flows that may call one another, the first one included.
    public static let depth = 16
    /// What the variables of all flows of a call may hold, in bytes.
    public static let variableBytes = 65_536
    /// Evaluation steps of one expression.
    public static let evaluation = 10_000
}
