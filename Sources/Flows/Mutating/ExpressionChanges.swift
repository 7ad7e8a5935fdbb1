/// What could be written in an expression by mistake.
enum ExpressionChanges {
    /// The expression with one comparison or one number changed, once for each.
    static func all(of expression: String) -> [String] {
        var lexer = ExpressionLexer(scalars: Array(expression.unicodeScalars), position: 0)
        var changes: [String] = []
        while true {
            // What is no expression has nothing to change.
            guard let (token, offset) = try? lexer.next(), token != .end else { return changes }
            guard let other = other(than: token, lexer.scalars[offset..<lexer.position]) else {
                continue
            }
            var scalars = lexer.scalars
            scalars.replaceSubrange(offset..<lexer.position, with: other.unicodeScalars)
            var text = String.UnicodeScalarView()
            text.append(contentsOf: scalars)
            changes.append(String(text))
        }
    }

    private static func other(
        than token: ExpressionLexer.Token, _ written: ArraySlice<Unicode.Scalar>
    ) -> String? {
        switch token {
        case .number:
            var text = String.UnicodeScalarView()
            text.append(contentsOf: written)
            return Int(String(text)).flatMap { $0 < 1_000_000 ? "\($0 + 1)" : nil }
        case .sign("="): return "!="
        case .sign("!="): return "="
        case .sign("<"): return "<="
        case .sign("<="): return "<"
        case .sign(">"): return ">="
        case .sign(">="): return ">"
        case .name(["and"]): return "or"
        case .name(["or"]): return "and"
        case .text, .name, .sign, .end: return nil
        }
    }
}
