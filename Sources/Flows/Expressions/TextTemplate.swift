/// A text with values in it: `Votre solde est de {balance as money}.`
///
/// `{expression}` stands for a value, `{expression as format}` for a value spoken in a
/// ``SpokenFormat``; `{{` and `}}` are literal braces.
public struct TextTemplate: Hashable, Sendable {
    /// The most Unicode scalars a text has.
    public static let maximumLength = 16_384

    /// A piece of a text.
    public enum Part: Hashable, Sendable {
        /// Words as written.
        case text(String)
        /// A value, spoken by its kind where no format is given, and where its brace stands.
        case value(Expression, as: SpokenFormat?, offset: Int)
    }

    /// The text as written.
    public let text: String
    /// Its pieces in order; no two texts follow each other.
    public let parts: [Part]

    /// Reads a text.
    ///
    /// - Throws: ``TextTemplateError`` at the first place that can't be read.
    public static func parse(_ text: String) throws(TextTemplateError) -> TextTemplate {
        var parser = TextTemplateParser(text)
        return TextTemplate(text: text, parts: try parser.parts())
    }

    /// Whether it is the same in every call.
    public var isConstant: Bool {
        parts.allSatisfy { if case .text = $0 { true } else { false } }
    }

    /// The variables that it reads, in order, with their places in the text.
    public var names: [Expression.Name] {
        parts.flatMap { part -> [Expression.Name] in
            if case .value(let expression, _, _) = part { expression.names } else { [] }
        }
    }

    /// The text over slots, which are the indices of variables among the values that rendering is
    /// given; nil where a variable has none.
    public func resolved(_ slot: (String) -> Int?) -> CompiledTextTemplate? {
        var compiled: [CompiledTextTemplate.Part] = []
        for part in parts {
            switch part {
            case .text(let text):
                compiled.append(.text(text))
            case .value(let expression, let format, let offset):
                guard let expression = expression.resolved(slot) else { return nil }
                compiled.append(.value(expression, as: format, offset: offset))
            }
        }
        return CompiledTextTemplate(parts: compiled)
    }
}
