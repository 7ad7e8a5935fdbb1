import Telephony

/// Reads the key in an INFO request.
enum SignalledKey {
    /// Reads a body.
    ///
    /// - Parameters:
    ///   - type: `application/dtmf-relay`, whose body has a line `Signal=5`, or
    ///     `application/dtmf`, whose body is the key or its number (10 for star, 11 for hash).
    ///   - body: the body.
    /// - Returns: the key; nil where the body holds none.
    static func digit(type: String, body: [UInt8]) -> Digit? {
        guard body.count <= 256 else { return nil }
        let text = String(decoding: body, as: UTF8.self)
        switch type.prefix(while: { $0 != ";" }).lowercased() {
        case "application/dtmf-relay":
            for line in text.split(whereSeparator: \.isNewline) {
                let parts = line.split(separator: "=", maxSplits: 1)
                guard parts.count == 2, parts[0].trimmed.lowercased() == "signal" else { continue }
                return digit(parts[1].trimmed)
            }
            return nil
        case "application/dtmf":
            return digit(text[...].trimmed)
        default:
            return nil
        }
    }

    private static func digit(_ text: Substring) -> Digit? {
        switch text {
        case "10": return .star
        case "11": return .hash
        case "12": return .a
        case "13": return .b
        case "14": return .c
        case "15": return .d
        default:
            guard text.count == 1, let character = text.first else { return nil }
            return Digit(character)
        }
    }
}

extension Substring {
    /// Without blanks and line ends around it.
    fileprivate var trimmed: Substring {
        var rest = drop { $0.isWhitespace }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return rest
    }
}
