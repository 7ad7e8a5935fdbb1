/// One key of a telephone's keypad.
///
/// The sixteen keys of ITU-T Q.23, in the order of their event codes in RFC 4733 §3.2.
public enum Digit: UInt8, CaseIterable, Hashable, Sendable {
    case zero, one, two, three, four, five, six, seven, eight, nine
    case star, hash
    case a, b, c, d

    /// The key written as `0`…`9`, `*`, `#` or `A`…`D` (either case), or nil.
    public init?(_ character: Character) {
        guard let ascii = character.asciiValue else { return nil }
        switch ascii {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            self.init(rawValue: ascii - UInt8(ascii: "0"))
        case UInt8(ascii: "*"): self = .star
        case UInt8(ascii: "#"): self = .hash
        case UInt8(ascii: "A"), UInt8(ascii: "a"): self = .a
        case UInt8(ascii: "B"), UInt8(ascii: "b"): self = .b
        case UInt8(ascii: "C"), UInt8(ascii: "c"): self = .c
        case UInt8(ascii: "D"), UInt8(ascii: "d"): self = .d
        default: return nil
        }
    }

    /// The key as one character: `0`…`9`, `*`, `#` or `A`…`D`.
    public var character: Character {
        switch self {
        case .zero: "0"
        case .one: "1"
        case .two: "2"
        case .three: "3"
        case .four: "4"
        case .five: "5"
        case .six: "6"
        case .seven: "7"
        case .eight: "8"
        case .nine: "9"
        case .star: "*"
        case .hash: "#"
        case .a: "A"
        case .b: "B"
        case .c: "C"
        case .d: "D"
        }
    }
}

extension Digit: CustomStringConvertible {
    /// The key as one character.
    public var description: String { String(character) }
}

extension String {
    /// The keys written one after the other, as in `"12#"`.
    public init(_ digits: some Sequence<Digit>) {
        self.init(digits.map(\.character))
    }
}
