/// Reads a text with placeholders.
struct TextTemplateParser {
    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var words = String.UnicodeScalarView()
    private var found: [TextTemplate.Part] = []

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// Reads the whole text.
    mutating func parts() throws(TextTemplateError) -> [TextTemplate.Part] {
        guard scalars.count <= TextTemplate.maximumLength else {
            throw TextTemplateError(reason: .tooLong, offset: TextTemplate.maximumLength)
        }
        while position < scalars.count {
            let scalar = scalars[position]
            let isDoubled = position + 1 < scalars.count && scalars[position + 1] == scalar
            switch scalar {
            case "{" where !isDoubled:
                endWords()
                found.append(try value())
            case "}" where !isDoubled:
                throw TextTemplateError(reason: .loneBrace, offset: position)
            case "{", "}":
                words.append(scalar)
                position += 2
            default:
                words.append(scalar)
                position += 1
            }
        }
        endWords()
        return found
    }

    private mutating func endWords() {
        guard !words.isEmpty else { return }
        found.append(.text(String(words)))
        words = String.UnicodeScalarView()
    }

    /// Reads from an opening brace to its closing one.
    private mutating func value() throws(TextTemplateError) -> TextTemplate.Part {
        let brace = position
        var parser = ExpressionParser(scalars, at: brace + 1)
        let expression = try read(&parser, from: brace) { parser throws(ExpressionError) in
            try parser.expression()
        }
        var format: SpokenFormat?
        if parser.next.token == .name(["as"]) {
            try advance(&parser, from: brace)
            format = try self.format(&parser, from: brace)
        }
        if parser.next.token != .sign("}") { throw unexpected(&parser, from: brace) }
        position = parser.next.end
        return .value(expression, as: format, offset: brace)
    }

    /// Reads what stands after `as`.
    private func format(
        _ parser: inout ExpressionParser, from brace: Int
    ) throws(TextTemplateError) -> SpokenFormat {
        let place = parser.next.offset
        guard case .name(let path) = parser.next.token else {
            throw unexpected(&parser, from: brace)
        }
        let name = path.joined(separator: ".")
        guard let format = SpokenFormat(name: name) else {
            throw TextTemplateError(reason: .unknownFormat(name), offset: place)
        }
        try advance(&parser, from: brace)
        guard case .money = format, parser.next.token == .sign("(") else { return format }
        try advance(&parser, from: brace)
        guard case .name(let code) = parser.next.token else {
            throw unexpected(&parser, from: brace)
        }
        guard let currency = Currency(rawValue: code.joined(separator: ".")) else {
            throw TextTemplateError(
                reason: .unknownCurrency(code.joined(separator: ".")), offset: parser.next.offset)
        }
        try advance(&parser, from: brace)
        guard parser.next.token == .sign(")") else { throw unexpected(&parser, from: brace) }
        try advance(&parser, from: brace)
        return .money(currency)
    }

    private func advance(
        _ parser: inout ExpressionParser, from brace: Int
    ) throws(TextTemplateError) {
        try read(&parser, from: brace) { parser throws(ExpressionError) in try parser.advance() }
    }

    private func unexpected(_ parser: inout ExpressionParser, from brace: Int) -> TextTemplateError
    {
        do throws(TextTemplateError) {
            try read(&parser, from: brace) { parser throws(ExpressionError) in
                try parser.expectEnd()
            }
            return TextTemplateError(reason: .unclosedBrace, offset: brace)
        } catch {
            return error
        }
    }

    /// Reads with the parser of expressions; where the text ends too early, a brace is not closed.
    private func read<T>(
        _ parser: inout ExpressionParser, from brace: Int,
        _ body: (inout ExpressionParser) throws(ExpressionError) -> T
    ) throws(TextTemplateError) -> T {
        do {
            return try body(&parser)
        } catch {
            switch error.reason {
            case .unexpectedEnd, .empty:
                if error.offset == scalars.count {
                    throw TextTemplateError(reason: .unclosedBrace, offset: brace)
                }
            default: break
            }
            throw TextTemplateError(reason: .expression(error.reason), offset: error.offset)
        }
    }
}
