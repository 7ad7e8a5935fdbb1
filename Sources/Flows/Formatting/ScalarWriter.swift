/// Writes texts as YAML: plainly where that means the same, else in quotes or in a block.
enum ScalarWriter {
    /// A text in one line; nil where it can't be.
    static func line(
        _ scalar: YAMLScalar, _ kind: ScalarKind?, inFlow: Bool = false, isKey: Bool = false
    ) -> String {
        let text = scalar.text
        if text.isEmpty { return scalar.style == .plain && !inFlow ? "" : "\"\"" }
        let keepsQuotes =
            scalar.style != .plain && text.looksTyped && !(kind?.isTyped ?? false)
        if !keepsQuotes, isPlain(text, inFlow: inFlow, isKey: isKey) { return text }
        return quoted(text)
    }

    /// A text over several lines, each without indentation, with what stands behind the key; nil
    /// where a text can't be written so.
    static func block(_ text: String, width: Int) -> (header: String, lines: [String])? {
        guard text.unicodeScalars.allSatisfy({ $0 == "\n" || $0.isHarmless }),
            let first = text.first, first != " ", first != "\n"
        else { return nil }
        if text.contains("\n") {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            guard !lines.contains(where: { $0.hasSuffix(" ") }) else { return nil }
            guard text.hasSuffix("\n") else { return ("|-", lines.map(String.init)) }
            guard !text.hasSuffix("\n\n") else { return nil }
            return ("|", lines.dropLast().map(String.init))
        }
        guard !text.hasSuffix(" "), !text.contains("  ") else { return nil }
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(String(word))
            }
        }
        return (">-", lines)
    }

    /// Whether YAML reads a text without quotes as the text that it is.
    private static func isPlain(_ text: String, inFlow: Bool, isKey: Bool) -> Bool {
        guard text.unicodeScalars.allSatisfy(\.isHarmless), let first = text.first,
            let last = text.last, first != " ", last != " ", last != ":", text != "<<",
            !text.hasPrefix("---"), !text.hasPrefix("..."),
            !text.contains(": "), !text.contains(" #"),
            !",[]{}#&*!|>'\"%@`".contains(first)
        else { return false }
        if "-?:".contains(first) {
            guard let second = text.dropFirst().first, second != " ", !isKey else { return false }
        }
        return !inFlow || !text.contains { ",[]{}:?".contains($0) }
    }

    /// In double quotes, or in single ones where the text has double ones.
    private static func quoted(_ text: String) -> String {
        let isHarmless = text.unicodeScalars.allSatisfy(\.isHarmless)
        if isHarmless, text.contains("\"") || text.contains("\\") {
            return "'\(text.replacing("'", with: "''"))'"
        }
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += "\\\""
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\t": escaped += "\\t"
            case "\r": escaped += "\\r"
            case _ where scalar.isHarmless: escaped.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                let (mark, count) = scalar.value > 0xFFFF ? ("U", 8) : ("u", 4)
                escaped += "\\\(mark)"
                escaped += String(repeating: "0", count: max(count - digits.count, 0)) + digits
            }
        }
        return "\"\(escaped)\""
    }
}

extension Unicode.Scalar {
    /// Whether it stands for itself in YAML, wherever it is, and can be seen.
    fileprivate var isHarmless: Bool {
        switch value {
        case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
            0x1_0000...0x10_FFFF:
            true
        default: false
        }
    }
}

extension String {
    /// Whether other readers of YAML than Allo would take it for a number, a truth, a time or
    /// nothing, so that quotes around it are no mere habit.
    fileprivate var looksTyped: Bool {
        let words: Set<String> = [
            "yes", "no", "true", "false", "on", "off", "y", "n", "null", "~",
        ]
        if words.contains(lowercased()) { return true }
        guard let first = unicodeScalars.first else { return false }
        return first.properties.numericType != nil || "+-.".unicodeScalars.contains(first)
    }
}

extension ScalarKind {
    /// Whether it is a number, a truth, a span or a key for Allo, which needs no quotes.
    fileprivate var isTyped: Bool {
        switch self {
        case .yesNo, .integer, .duration, .keys, .termKey, .span, .word, .distribution,
            .patience, .decimal, .day, .volume, .serviceLevel:
            true
        case .name, .target, .text, .optionalText, .expression, .language, .plain: false
        }
    }
}
