/// A telephone number as it is dialled: an optional `+`, then digits.
///
/// `+33612345678`, `0612345678` and `3949` are numbers. Spaces, dots, hyphens and parentheses are
/// dropped on reading (RFC 3966 §5.1.1 calls them visual separators).
public struct PhoneNumber: Hashable, Sendable {
    /// The `+`, if any, and the digits.
    public let text: String

    /// Reads a number of 2 to 15 digits (ITU-T E.164 §6.2), or nil.
    public init?(_ written: some StringProtocol) {
        var digits = ""
        // What else a character is made of, such as an accent, makes it none of these.
        for scalar in written.unicodeScalars {
            switch scalar {
            case "0"..."9": digits.unicodeScalars.append(scalar)
            case "+" where digits.isEmpty: digits.unicodeScalars.append(scalar)
            case " ", ".", "-", "(", ")", "\u{A0}": continue
            default: return nil
            }
        }
        let count = digits.utf8.count - (digits.hasPrefix("+") ? 1 : 0)
        guard (2...15).contains(count) else { return nil }
        text = digits
    }

    /// The number with its middle hidden, for logs that are read by many: `+336…78`.
    public var shortened: String {
        guard text.count > 6 else { return "…" + text.suffix(2) }
        return text.prefix(4) + "…" + text.suffix(2)
    }
}

extension PhoneNumber: CustomStringConvertible {
    /// The number in full.
    public var description: String { text }
}
