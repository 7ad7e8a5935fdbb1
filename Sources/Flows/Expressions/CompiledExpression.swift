/// An expression whose variables are slots: what the interpreter runs.
public struct CompiledExpression: Hashable, Sendable {
    /// The expression as written.
    public let text: String
    let term: Term<Int>
    /// The slots that it reads.
    let slots: [Int]

    /// Its value over the variables, which has every slot that the expression was resolved with.
    ///
    /// - Throws: ``EvaluationError`` where the values don't fit the operators.
    public func value(
        _ slots: [Value], _ context: inout EvaluationContext
    ) throws(EvaluationError) -> Value {
        try term.value(slots, &context)
    }

    /// Whether it holds; nothing counts as false.
    ///
    /// - Throws: ``EvaluationError`` as ``value(_:_:)``, and where the value is no truth.
    public func holds(
        _ slots: [Value], _ context: inout EvaluationContext
    ) throws(EvaluationError) -> Bool {
        try term.holds(slots, &context, at: 0)
    }

    /// Whether one of its variables holds a secret now.
    public func readsSecret(_ slots: [Value]) -> Bool {
        self.slots.contains { slots[$0].kind == .secret }
    }
}
