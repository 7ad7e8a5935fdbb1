extension JSONValue {
    /// Reads a whole JSON text, strictly as RFC 8259 has it; names may not occur twice.
    ///
    /// - Parameters:
    ///   - bytes: the text in UTF-8.
    ///   - maxDepth: how deep arrays and objects may lie in each other; a flat one is 1 deep.
    /// - Throws: ``JSONError`` with the place of the first mistake.
    package init(parsing bytes: some Sequence<UInt8>, maxDepth: Int = 32) throws(JSONError) {
        var reader = JSONReader(bytes: Array(bytes), maxDepth: maxDepth)
        self = try reader.readWhole()
    }
}

/// Reads JSON byte by byte, never deeper than allowed.
private struct JSONReader {
    private let bytes: [UInt8]
    private let maxDepth: Int
    private var position = 0

    init(bytes: [UInt8], maxDepth: Int) {
        self.bytes = bytes
        self.maxDepth = maxDepth
    }

    mutating func readWhole() throws(JSONError) -> JSONValue {
        let value = try readValue(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw failure(.goesOn) }
        return value
    }

    private mutating func readValue(depth: Int) throws(JSONError) -> JSONValue {
        skipSpace()
        switch try peek() {
        case UInt8(ascii: "{"): return .object(try readObject(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try readArray(depth: depth + 1))
        case UInt8(ascii: "\""): return .string(try readString())
        case UInt8(ascii: "t"): return try readWord("true", as: .bool(true))
        case UInt8(ascii: "f"): return try readWord("false", as: .bool(false))
        case UInt8(ascii: "n"): return try readWord("null", as: .null)
        default: return .number(try readNumber())
        }
    }

    private mutating func readObject(depth: Int) throws(JSONError) -> [JSONValue.Member] {
        guard depth <= maxDepth else { throw failure(.tooDeep) }
        position += 1
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        skipSpace()
        if skip("}") { return members }
        repeat {
            skipSpace()
            let start = position
            let name = try readString()
            guard names.insert(name).inserted else {
                throw JSONError(reason: .duplicateName(name), offset: start)
            }
            skipSpace()
            try expect(":")
            members.append(JSONValue.Member(name, try readValue(depth: depth)))
            skipSpace()
        } while skip(",")
        try expect("}")
        return members
    }

    private mutating func readArray(depth: Int) throws(JSONError) -> [JSONValue] {
        guard depth <= maxDepth else { throw failure(.tooDeep) }
        position += 1
        var elements: [JSONValue] = []
        skipSpace()
        if skip("]") { return elements }
        repeat {
            elements.append(try readValue(depth: depth))
            skipSpace()
        } while skip(",")
        try expect("]")
        return elements
    }

    private mutating func readWord(
        _ word: StaticString, as value: JSONValue
    ) throws(JSONError) -> JSONValue {
        for byte in String(describing: word).utf8 {
            guard try peek() == byte else { throw failure(.unexpected) }
            position += 1
        }
        return value
    }

    // MARK: - Numbers

    private mutating func readNumber() throws(JSONError) -> String {
        let start = position
        _ = skip("-")
        // A leading zero stands alone (RFC 8259 §6).
        if !skip("0") { try readDigits() }
        if skip(".") { try readDigits() }
        if skip("e") || skip("E") {
            if !skip("+") { _ = skip("-") }
            try readDigits()
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func readDigits() throws(JSONError) {
        guard Self.digits.contains(try peek()) else { throw failure(.unexpected) }
        while position < bytes.count, Self.digits.contains(bytes[position]) { position += 1 }
    }

    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")

    // MARK: - Strings

    private mutating func readString() throws(JSONError) -> String {
        let opening = position
        try expect("\"")
        var content: [UInt8] = []
        while true {
            let byte = try peek()
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                guard let string = String(validating: content, as: UTF8.self) else {
                    throw JSONError(reason: .unexpected, offset: opening)
                }
                return string
            case UInt8(ascii: "\\"):
                position += 1
                content.append(contentsOf: String(Character(try readEscape())).utf8)
            case 0..<0x20: throw failure(.unexpected)
            default:
                content.append(byte)
                position += 1
            }
        }
    }

    private mutating func readEscape() throws(JSONError) -> Unicode.Scalar {
        let byte = try peek()
        guard byte != UInt8(ascii: "u") else { return try readUnicodeEscape() }
        guard let scalar = Self.escapes[byte] else { throw failure(.unexpected) }
        position += 1
        return scalar
    }

    private static let escapes: [UInt8: Unicode.Scalar] = [
        UInt8(ascii: "\""): "\"", UInt8(ascii: "\\"): "\\", UInt8(ascii: "/"): "/",
        UInt8(ascii: "b"): "\u{8}", UInt8(ascii: "f"): "\u{C}", UInt8(ascii: "n"): "\n",
        UInt8(ascii: "r"): "\r", UInt8(ascii: "t"): "\t",
    ]

    /// Reads `uXXXX`, or the two of a surrogate pair (RFC 8259 §7).
    private mutating func readUnicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let start = position
        let first = try readHex()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard UTF16.isLeadSurrogate(first), skip("\\"), position < bytes.count,
            bytes[position] == UInt8(ascii: "u")
        else { throw JSONError(reason: .unexpected, offset: start) }
        let second = try readHex()
        guard UTF16.isTrailSurrogate(second) else {
            throw JSONError(reason: .unexpected, offset: start)
        }
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
    }

    private mutating func readHex() throws(JSONError) -> UInt16 {
        position += 1
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(try peek())).hexDigitValue else {
                throw failure(.unexpected)
            }
            value = value << 4 | UInt16(digit)
            position += 1
        }
        return value
    }

    // MARK: - Bytes

    private func peek() throws(JSONError) -> UInt8 {
        guard position < bytes.count else { throw failure(.endsEarly) }
        return bytes[position]
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else {
            return false
        }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(JSONError) {
        guard try peek() == UInt8(ascii: character) else { throw failure(.unexpected) }
        position += 1
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    private func failure(_ reason: JSONError.Reason) -> JSONError {
        JSONError(reason: reason, offset: position)
    }
}
