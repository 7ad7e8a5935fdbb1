/// Walks over bytes from left to right and never beyond their end.
///
/// It borrows its bytes: use it only inside the closure that lent them.
struct ByteScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    /// Where the next byte is; 0...count.
    private(set) var position = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position >= bytes.count }

    /// The next byte, not taken; nil at the end.
    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// The byte at a place; nil outside.
    func byte(at index: Int) -> UInt8? {
        index >= 0 && index < bytes.count ? bytes[index] : nil
    }

    /// The bytes of a range that this scanner gave out.
    func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[range.clamped(to: 0..<bytes.count)])
    }

    /// The text of a range that this scanner gave out.
    func text(_ range: Range<Int>) -> String {
        String(wire: bytes(range))
    }

    /// Everything from here to the end, not taken.
    var rest: Range<Int> { position..<bytes.count }

    /// Goes back (or on) to a place where this scanner has been.
    mutating func move(to position: Int) {
        self.position = min(max(0, position), bytes.count)
    }

    /// Takes the byte if it is next.
    mutating func skip(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        position &+= 1
        return true
    }

    /// Takes the text if it is next, in any case.
    mutating func skip(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard bytes.count - position >= length else { return false }
        let matches = text.withUTF8Buffer { wanted in
            wanted.indices.allSatisfy { bytes[position &+ $0].lowercased == wanted[$0].lowercased }
        }
        if matches { position &+= length }
        return matches
    }

    /// Takes spaces and tabs.
    mutating func skipBlanks() {
        while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 {
            position &+= 1
        }
    }

    /// Takes a separator with the blanks around it.
    mutating func skipSeparator(_ byte: UInt8) -> Bool {
        let start = position
        skipBlanks()
        guard skip(byte) else {
            position = start
            return false
        }
        skipBlanks()
        return true
    }

    /// Takes the longest run of bytes of a class; may be empty.
    mutating func take(_ set: ByteClass) -> Range<Int> {
        let start = position
        while position < bytes.count, set.contains(bytes[position]) { position &+= 1 }
        return start..<position
    }

    /// Takes everything before a byte, or up to the end where it does not come.
    mutating func take(upTo byte: UInt8) -> Range<Int> {
        let start = position
        while position < bytes.count, bytes[position] != byte { position &+= 1 }
        return start..<position
    }

    /// Takes a quoted string with its quotes; nil, and nothing taken, where it has no end or holds
    /// control characters.
    mutating func takeQuoted() -> Range<Int>? {
        let start = position
        guard skip(UInt8(ascii: "\"")) else { return nil }
        while let byte = peek {
            guard !byte.isControl else { break }
            position &+= 1
            if byte == UInt8(ascii: "\"") { return start..<position }
            if byte == UInt8(ascii: "\\") {
                guard let next = peek, !next.isControl else { break }
                position &+= 1
            }
        }
        position = start
        return nil
    }

    /// Takes a decimal number; nil where there is none or it is beyond the given bound.
    mutating func takeNumber(upTo bound: UInt64 = UInt64(UInt32.max)) -> UInt64? {
        let digits = take(.digit)
        guard !digits.isEmpty else { return nil }
        var value: UInt64 = 0
        for index in digits {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            let (sum, more) = product.addingReportingOverflow(UInt64(bytes[index] &- 48))
            guard !more, sum <= bound else { return nil }
            value = sum
        }
        return value
    }
}

extension String {
    /// Text from the network: UTF-8, or ISO 8859-1 where it is not, as old exchanges write names.
    init(wire bytes: UnsafeBufferPointer<UInt8>) {
        if bytes.reduce(0, |) < 0x80 {
            // Nearly always; much quicker than the question whether it is UTF-8.
            self = String(decoding: bytes, as: UTF8.self)
        } else if let text = String(validating: bytes, as: UTF8.self) {
            self = text
        } else {
            self = String(String.UnicodeScalarView(bytes.lazy.map { Unicode.Scalar($0) }))
        }
    }

    /// Lends a scanner over the text's bytes.
    func scanned<Result>(_ body: (inout ByteScanner) -> Result) -> Result {
        var text = self
        return text.withUTF8 { bytes in
            var scanner = ByteScanner(bytes)
            return body(&scanner)
        }
    }

    /// Reads the whole text, blanks around it aside; nil where something is left over.
    func read<Value>(_ body: (inout ByteScanner) -> Value?) -> Value? {
        scanned { scanner in
            scanner.skipBlanks()
            guard let value = body(&scanner) else { return nil }
            scanner.skipBlanks()
            return scanner.isAtEnd ? value : nil
        }
    }
}

extension UInt8 {
    /// The lower-case letter of a letter of ASCII; other bytes as they are.
    var lowercased: UInt8 { self &- 65 < 26 ? self | 0x20 : self }

    /// Whether it is a control character that no line of text may hold; a tab may stand in one.
    var isControl: Bool { self < 0x20 && self != 0x09 || self == 0x7F }

    /// What a hexadecimal digit is worth; nil for other bytes.
    var hexadecimalValue: UInt8? {
        switch self {
        case 48...57: self &- 48
        case 65...70: self &- 55
        case 97...102: self &- 87
        default: nil
        }
    }
}

/// Whether two texts are the same but for the case of their letters of ASCII.
func sameIgnoringCase(_ one: String, _ other: String) -> Bool {
    one.utf8.count == other.utf8.count
        && zip(one.utf8, other.utf8).allSatisfy { $0.lowercased == $1.lowercased }
}
