/// Why a text with placeholders can't be read.
public struct TextTemplateError: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// The text is longer than ``TextTemplate/maximumLength``.
        case tooLong
        /// A `{` without its `}`.
        case unclosedBrace
        /// A `}` without its `{`.
        case loneBrace
        /// What stands between the braces is no expression.
        case expression(ExpressionError.Reason)
        /// There is no such format after `as`.
        case unknownFormat(String)
        /// There is no such currency in `as money(…)`.
        case unknownCurrency(String)
    }

    /// What is wrong.
    public let reason: Reason
    /// Where, in Unicode scalars from the start of the text.
    public let offset: Int
}

extension TextTemplateError: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch reason {
        case .tooLong: "the text is longer than \(TextTemplate.maximumLength) characters"
        case .unclosedBrace: "the brace is not closed; write ‘{{’ for a brace that is heard"
        case .loneBrace: "a brace closes nothing; write ‘}}’ for a brace that is heard"
        case .expression(let reason):
            ExpressionError(reason: reason, offset: offset).description
        case .unknownFormat(let name):
            "values can't be spoken as ‘\(name)’, only as "
                + SpokenFormat.names.joined(separator: ", ")
        case .unknownCurrency(let code):
            "‘\(code)’ is no known currency, only "
                + Currency.allCases.map(\.rawValue).joined(separator: ", ")
        }
    }
}
