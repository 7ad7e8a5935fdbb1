/// Cuts a text into the words of an expression, one at a time.
struct ExpressionLexer {
    /// A word of an expression.
    enum Token: Hashable {
        case number(Number)
        case text(String)
        /// A name and the fields after its dots.
        case name([String])
        /// An operator, a parenthesis, a comma, or any other sign.
        case sign(String)
        case end
    }

    let scalars: [Unicode.Scalar]
    /// Where the next word is looked for.
    var position: Int

    /// Reads the next word.
    mutating func next() throws(ExpressionError) -> (token: Token, offset: Int) {
        while let scalar = peek(), scalar.properties.isWhitespace { position += 1 }
        let start = position
        guard let scalar = peek() else { return (.end, start) }
        if scalar.isASCIIDigit { return (try number(), start) }
        if scalar == "\"" || scalar == "'" { return (try text(), start) }
        if scalar.isNameStart { return (name(), start) }
        return (sign(), start)
    }

    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        position + ahead < scalars.count ? scalars[position + ahead] : nil
    }

    private mutating func take(while isPart: (Unicode.Scalar) -> Bool) -> String {
        var taken = String.UnicodeScalarView()
        while let scalar = peek(), isPart(scalar) {
            taken.append(scalar)
            position += 1
        }
        return String(taken)
    }

    private mutating func number() throws(ExpressionError) -> Token {
        let start = position
        let written = take { $0.isASCIIDigit || $0 == "." || $0.isNameStart }
        guard let number = Number(written) else {
            throw ExpressionError(reason: .badNumber(written), offset: start)
        }
        return .number(number)
    }

    private mutating func text() throws(ExpressionError) -> Token {
        let start = position
        let quote = scalars[position]
        position += 1
        let content = take { $0 != quote }
        guard peek() != nil else { throw ExpressionError(reason: .unclosedText, offset: start) }
        position += 1
        return .text(content)
    }

    private mutating func name() -> Token {
        var parts = [namePart()]
        while peek() == ".", let next = peek(1), next.isNamePart {
            position += 1
            parts.append(namePart())
        }
        return .name(parts)
    }

    private mutating func namePart() -> String {
        var part = take(while: \.isNamePart)
        while peek() == "-", let next = peek(1), next.isNamePart {
            position += 1
            part += "-" + take(while: \.isNamePart)
        }
        return part
    }

    private mutating func sign() -> Token {
        let first = String(Character(scalars[position]))
        position += 1
        if let second = peek() {
            let both = first + String(Character(second))
            if ["!=", "<=", ">=", "==", "<>", "&&", "||"].contains(both) {
                position += 1
                return .sign(both)
            }
        }
        return .sign(first)
    }
}

extension Unicode.Scalar {
    fileprivate var isASCIIDigit: Bool { self >= "0" && self <= "9" }
    fileprivate var isNameStart: Bool { self == "_" || properties.isAlphabetic }
    /// Letters, their accents, and digits.
    fileprivate var isNamePart: Bool {
        isASCIIDigit || isNameStart || properties.generalCategory == .nonspacingMark
    }
}
