/// A set of byte values, as the character classes of a grammar.
struct ByteClass: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    private var hasOthers = false

    /// The letters and digits of ASCII, the given characters, and every byte beyond ASCII if told.
    init(alphanumericsAnd characters: StaticString, beyondASCII: Bool = false) {
        self.init(characters, beyondASCII: beyondASCII)
        for byte in UInt8(ascii: "0")...UInt8(ascii: "9") { insert(byte) }
        for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") {
            insert(byte)
            insert(byte | 0x20)
        }
    }

    /// The given characters.
    init(_ characters: StaticString, beyondASCII: Bool = false) {
        characters.withUTF8Buffer { for byte in $0 { insert(byte) } }
        hasOthers = beyondASCII
    }

    private mutating func insert(_ byte: UInt8) {
        if byte < 64 {
            low |= 1 &<< UInt64(byte)
        } else if byte < 128 {
            high |= 1 &<< UInt64(byte &- 64)
        }
    }

    /// Whether a byte belongs to the set.
    func contains(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<64: low &>> UInt64(byte) & 1 == 1
        case 64..<128: high &>> UInt64(byte &- 64) & 1 == 1
        default: hasOthers
        }
    }
}

extension ByteClass {
    /// Space and tab.
    static let blank = ByteClass(" \t")
    /// `token` of RFC 3261 §25.1.
    static let token = ByteClass(alphanumericsAnd: "-.!%*_+`'~")
    /// `word` of RFC 3261 §25.1, and the `@` that joins two of them in a Call-ID.
    static let word = ByteClass(alphanumericsAnd: "-.!%*_+`'~()<>:\\\"/[]?{}@")
    /// What an unquoted parameter value may hold: a token, a host, and what phones also write.
    static let parameterValue = ByteClass(alphanumericsAnd: "-.!%*_+`'~[]:/@$&?=|#{}^")
    /// A host name, an address, or an address of version 6 in brackets.
    static let hostName = ByteClass(alphanumericsAnd: "-._")
    /// Inside the brackets of an address of version 6.
    static let address6 = ByteClass(alphanumericsAnd: ":.")
    /// What stands unescaped in the user part of a URI (RFC 3261 §25.1); `%` begins an escape.
    static let user = ByteClass(alphanumericsAnd: "-_.!~*'()&=+$,;?/")
    /// What stands unescaped in the password of a URI.
    static let password = ByteClass(alphanumericsAnd: "-_.!~*'()&=+$,")
    /// What stands unescaped in a parameter of a URI.
    static let uriParameter = ByteClass(alphanumericsAnd: "-_.!~*'()[]/:&+$")
    /// What stands unescaped in a header of a URI.
    static let uriHeader = ByteClass(alphanumericsAnd: "-_.!~*'()[]/?:+$")
    /// What may stand in a URI of any scheme (RFC 3986 §2).
    static let uri = ByteClass(alphanumericsAnd: "-._~:/?#[]@!$&'()*+,;=%")
    /// The scheme of a URI.
    static let scheme = ByteClass(alphanumericsAnd: "+-.")
    /// Digits.
    static let digit = ByteClass("0123456789")
}
