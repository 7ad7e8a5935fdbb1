/// An expression as it is written in a flow file: `client.segment = "vip" and tries < 3`.
///
/// From loosest to tightest: `or`, `and`, `not`, comparisons (`= != < <= > >=` and `in (a, b)`),
/// `+ -`, `* / %`, unary minus. Beside them parentheses, numbers, texts in single or double quotes,
/// `true`, `false`, `nothing`, the functions of ``ExpressionFunction``, and names. A name may have
/// hyphens and, for fields of records, dots (`client.numero-commande`); so a minus between two
/// names needs spaces around it.
///
/// ```swift
/// let expression = try Expression.parse("tries + 1 < 3")
/// let compiled = expression.resolved { $0 == "tries" ? 0 : nil }
/// ```
public struct Expression: Hashable, Sendable {
    /// The most Unicode scalars an expression has.
    public static let maximumLength = 4_096
    /// The deepest that its parts nest.
    public static let maximumDepth = 32

    /// A variable that an expression reads.
    public struct Name: Hashable, Sendable {
        /// The name of the variable, without the fields that are read of it.
        public let name: String
        /// Where it stands, in Unicode scalars from the start of the text.
        public let offset: Int
    }

    /// The expression as written, without spaces around it.
    public let text: String
    /// The variables that it reads, in the order of the text, each time they stand there.
    public let names: [Name]

    let term: Term<String>

    /// Reads an expression.
    ///
    /// - Throws: ``ExpressionError`` at the first place that can't be read.
    public static func parse(_ text: String) throws(ExpressionError) -> Expression {
        var parser = ExpressionParser(Array(text.unicodeScalars))
        guard parser.scalars.count <= maximumLength else {
            throw ExpressionError(reason: .tooLong, offset: maximumLength)
        }
        let expression = try parser.expression()
        try parser.expectEnd()
        return expression
    }

    /// Whether its value is true or false, as a condition's must be; nil where only the call can
    /// tell.
    public var yieldsTruth: Bool? { term.yieldsTruth }

    /// Its value where it is a mere literal, or nil.
    public var literal: Value? {
        if case .constant(let value) = term { value } else { nil }
    }

    /// The expression over slots, which are the indices of variables among the values that
    /// evaluation is given; nil where a variable has none.
    public func resolved(_ slot: (String) -> Int?) -> CompiledExpression? {
        guard let term = term.mapRoots(slot) else { return nil }
        return CompiledExpression(text: text, term: term, slots: names.compactMap { slot($0.name) })
    }
}
