/// Why an expression has no value in this call.
public struct EvaluationError: Error, Hashable, Sendable {
    /// What went wrong.
    public enum Reason: Hashable, Sendable {
        /// An operator or a function can't take such a value.
        case mismatch(operation: String, Value.Kind)
        /// An operator can't take such values together.
        case mismatches(operation: String, Value.Kind, Value.Kind)
        /// A field is asked of something that has none.
        case noFields(name: String, Value.Kind)
        /// A condition is neither true nor false.
        case notTruth(Value.Kind)
        /// A division by zero.
        case divisionByZero
        /// A number or a day out of range.
        case outOfRange(operation: String)
        /// A text longer than ``EvaluationContext/maximumTextSize``.
        case textTooLong
        /// A secret is asked to show itself.
        case secretShown(operation: String)
        /// The keys of the secret are not known any more: a replayed call.
        case secretHidden
        /// The budget of evaluation steps is spent.
        case budgetSpent
        /// A value can't be spoken as it should be.
        case unspeakable(SpeechError)
    }

    /// What went wrong.
    public let reason: Reason
    /// Where, in Unicode scalars from the start of the expression or of the text that holds it.
    public let offset: Int
}

extension EvaluationError: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch reason {
        case .mismatch(let operation, let kind): "‘\(operation)’ can't take \(kind)"
        case .mismatches(let operation, let left, let right):
            "‘\(operation)’ can't take \(left) and \(right)"
        case .noFields(let name, let kind): "\(kind) has no field ‘\(name)’"
        case .notTruth(let kind): "\(kind) is neither true nor false"
        case .divisionByZero: "a division by zero"
        case .outOfRange(let operation): "the result of ‘\(operation)’ is out of range"
        case .textTooLong:
            "the text is longer than \(EvaluationContext.maximumTextSize) bytes"
        case .secretShown(let operation): "‘\(operation)’ would show a secret"
        case .secretHidden: "the keys of a secret are not known in a replay"
        case .budgetSpent: "the expression takes too many steps"
        case .unspeakable(let error): error.description
        }
    }
}
