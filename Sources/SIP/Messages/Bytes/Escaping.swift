/// The escaping rules of RFC 3261: `%41` in URIs, `\"` in quoted strings.
enum Escaping {
    /// The text behind the escapes of a URI part; nil where a `%` begins none.
    ///
    /// Bytes that are not UTF-8 once resolved are read as ISO 8859-1.
    static func resolved(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard bytes.contains(UInt8(ascii: "%")) else { return String(wire: bytes) }
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var scanner = ByteScanner(bytes)
        while let byte = scanner.peek {
            scanner.move(to: scanner.position + 1)
            guard byte == UInt8(ascii: "%") else {
                plain.append(byte)
                continue
            }
            guard let high = scanner.byte(at: scanner.position)?.hexadecimalValue,
                let low = scanner.byte(at: scanner.position + 1)?.hexadecimalValue
            else { return nil }
            plain.append(high << 4 | low)
            scanner.move(to: scanner.position + 2)
        }
        return plain.withUnsafeBufferPointer { String(wire: $0) }
    }

    /// A URI part with every byte outside `allowed` escaped.
    static func escaped(_ text: String, allowing allowed: ByteClass) -> String {
        guard !text.utf8.allSatisfy(allowed.contains) else { return text }
        var escaped = ""
        for byte in text.utf8 {
            if allowed.contains(byte) {
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                escaped += byte < 16 ? "%0" : "%"
                escaped += String(byte, radix: 16, uppercase: true)
            }
        }
        return escaped
    }

    /// The text inside a quoted string; a text without quotes as it is.
    static func unquoted(_ text: String) -> String {
        guard text.utf8.first == UInt8(ascii: "\""), text.utf8.last == UInt8(ascii: "\""),
            text.utf8.count >= 2
        else { return text }
        let inner = text.utf8.dropFirst().dropLast()
        guard inner.contains(UInt8(ascii: "\\")) else { return String(Substring(inner)) }
        var plain: [UInt8] = []
        plain.reserveCapacity(inner.count)
        var isEscaped = false
        for byte in inner {
            if byte == UInt8(ascii: "\\"), !isEscaped {
                isEscaped = true
            } else {
                plain.append(byte)
                isEscaped = false
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }

    /// A text in quotes; line ends and other control characters become spaces.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                quoted.unicodeScalars.append("\\")
                quoted.unicodeScalars.append(scalar)
            default:
                quoted.unicodeScalars.append(scalar.isControl ? " " : scalar)
            }
        }
        quoted.unicodeScalars.append("\"")
        return quoted
    }

    /// A text that can stand in one line of a message: control characters become spaces.
    static func singleLine(_ text: String) -> String {
        guard text.utf8.contains(where: \.isControl) else { return text }
        return String(
            String.UnicodeScalarView(text.unicodeScalars.map { $0.isControl ? " " : $0 }))
    }
}

extension Unicode.Scalar {
    /// Whether it is a control character of ASCII other than tab.
    fileprivate var isControl: Bool { UInt8(exactly: value)?.isControl ?? false }
}
