/// What evaluation uses up, and what it tells beside the value.
public struct EvaluationContext: Sendable {
    /// The longest text that an expression makes, in bytes of UTF-8.
    public static let maximumTextSize = 65_536

    /// Evaluation steps that are left: about one for each part of an expression, more for work on
    /// long texts.
    public var remaining: Int
    /// Whether a comparison looked at the keys of a secret.
    public var usedSecret = false

    /// Begins with a budget of evaluation steps.
    public init(remaining: Int = 10_000) { self.remaining = remaining }

    /// Uses up steps.
    @inline(__always)
    mutating func spend(_ steps: Int, at offset: @autoclosure () -> Int)
        throws(EvaluationError)
    {
        guard remaining >= steps else {
            remaining = 0
            throw EvaluationError(reason: .budgetSpent, offset: offset())
        }
        remaining -= steps
    }
}
