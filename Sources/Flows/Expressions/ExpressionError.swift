/// Why a text is no expression.
public struct ExpressionError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// There is nothing there.
        case empty
        /// It is longer than ``Expression/maximumLength``.
        case tooLong
        /// It nests deeper than ``Expression/maximumDepth``.
        case tooDeep
        /// Something stands where it can't.
        case unexpected(String)
        /// The text ends where something is still wanted.
        case unexpectedEnd
        /// A quote is not closed.
        case unclosedText
        /// A parenthesis is not closed.
        case unclosedParenthesis
        /// A number that can't be read: `5s`, `1.`, or one out of range.
        case badNumber(String)
        /// `date("…")` of what is no day.
        case badDate(String)
        /// There is no such function.
        case unknownFunction(String)
        /// The function takes another number of arguments.
        case wrongArgumentCount(ExpressionFunction, Int)
        /// `a < b < c`.
        case chainedComparison
        /// Written as in another language.
        case foreign(written: String, instead: String)
    }

    /// What is wrong.
    public let reason: Reason
    /// Where, in Unicode scalars from the start of the text.
    public let offset: Int
}

extension ExpressionError: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch reason {
        case .empty: "an expression is missing here"
        case .tooLong: "the expression is longer than \(Expression.maximumLength) characters"
        case .tooDeep: "the expression is nested deeper than \(Expression.maximumDepth)"
        case .unexpected(let found): "‘\(found)’ can't stand here"
        case .unexpectedEnd: "the expression ends too early"
        case .unclosedText: "the quote is not closed"
        case .unclosedParenthesis: "the parenthesis is not closed"
        case .badNumber(let text): "‘\(text)’ is no number"
        case .badDate(let text): "‘\(text)’ is no day; write it as 2026-07-14"
        case .unknownFunction(let name): "there is no function ‘\(name)’"
        case .wrongArgumentCount(let function, let count):
            "\(function.signature) can't take \(count) argument\(count == 1 ? "" : "s")"
        case .chainedComparison: "comparisons can't be chained; join two of them with ‘and’"
        case .foreign(let written, let instead): "write ‘\(instead)’ instead of ‘\(written)’"
        }
    }
}
