/// Text from the network made safe for a log line, a terminal and a page.
public enum LogText {
    /// The text in one line of visible characters, of which at most `limit` are kept.
    ///
    /// Control characters, line and paragraph separators, marks that turn the direction of
    /// writing, and backslashes are written as `\u{…}`; what is cut off is told by `…`.
    public static func escaped(_ text: String, limit: Int = 120) -> String {
        var safe = ""
        var count = 0
        for scalar in text.unicodeScalars {
            guard count < limit else { return safe + "…" }
            count += 1
            if isVisible(scalar) {
                safe.unicodeScalars.append(scalar)
            } else {
                safe += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            }
        }
        return safe
    }

    /// The same for bytes; those that are not UTF-8 are shown as ISO 8859-1.
    public static func escaped(_ bytes: some Sequence<UInt8>, limit: Int = 120) -> String {
        let first = Array(bytes.prefix(max(0, limit) &* 4 &+ 4))
        return first.withUnsafeBufferPointer { escaped(String(wire: $0), limit: limit) }
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7F && scalar != "\\" }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
            .unassigned:
            return false
        default:
            return true
        }
    }
}
