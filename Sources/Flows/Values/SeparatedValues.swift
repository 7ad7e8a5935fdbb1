/// Cuts bytes into lines and fields, as RFC 4180 has it, with a comma or a semicolon.
struct SeparatedValues {
    /// A field as it stands in the file.
    struct Field {
        /// Where it begins, at its quote where it has one.
        let start: Int
        /// What is within its quotes, or all of it.
        var range: Range<Int>
        /// Whether it has doubled quotes in it.
        var hasDoubledQuotes = false
    }

    let bytes: [UInt8]
    let separator: UInt8
    /// Where the next field begins.
    private(set) var position: Int

    /// Begins after a byte order mark, with the sign that separates the columns of the header.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var isQuoted = false
        var commas = 0
        var semicolons = 0
        for byte in bytes[position...] {
            if byte == .lineFeed, !isQuoted { break }
            if byte == .quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == UInt8(ascii: ",") { commas += 1 }
            if byte == UInt8(ascii: ";") { semicolons += 1 }
        }
        separator = semicolons > commas ? UInt8(ascii: ";") : UInt8(ascii: ",")
    }

    /// Continues at the start of a line.
    init(_ bytes: [UInt8], separator: UInt8, at position: Int) {
        self.bytes = bytes
        self.separator = separator
        self.position = position
    }

    /// The fields of the next line that is not blank, or nil at the end.
    mutating func nextLine() throws(DirectoryError) -> [Field]? {
        skipBlankLines()
        guard position < bytes.count else { return nil }
        var fields: [Field] = []
        repeat { fields.append(try field()) } while takeSeparator()
        return fields
    }

    private mutating func skipBlankLines() {
        while position < bytes.count, bytes[position] == .lineFeed || bytes[position] == .return {
            position += 1
        }
    }

    /// Whether another field follows; at the end of a line, goes to the next line.
    private mutating func takeSeparator() -> Bool {
        guard position < bytes.count else { return false }
        if bytes[position] == separator {
            position += 1
            return true
        }
        if bytes[position] == .return { position += 1 }
        if position < bytes.count, bytes[position] == .lineFeed { position += 1 }
        return false
    }

    private func isAtFieldEnd() -> Bool {
        position >= bytes.count || bytes[position] == separator || bytes[position] == .lineFeed
            || bytes[position] == .return
    }

    private mutating func field() throws(DirectoryError) -> Field {
        let start = position
        guard position < bytes.count, bytes[position] == .quote else {
            while !isAtFieldEnd() {
                guard bytes[position] != .quote else { throw error(.strayQuote, at: position) }
                position += 1
            }
            return Field(start: start, range: start..<position)
        }
        position += 1
        var field = Field(start: start, range: position..<position)
        while position < bytes.count {
            if bytes[position] == .quote {
                field.range = start + 1..<position
                position += 1
                guard position < bytes.count, bytes[position] == .quote else {
                    guard isAtFieldEnd() else { throw error(.textAfterQuote, at: position) }
                    return field
                }
                field.hasDoubledQuotes = true
            }
            position += 1
        }
        throw error(.unclosedQuote, at: start)
    }

    /// The text of a field of this file.
    func text(_ field: Field) -> String {
        let text = String(decoding: bytes[field.range], as: UTF8.self)
        guard field.hasDoubledQuotes else { return text }
        var single = ""
        var isSecond = false
        for scalar in text.unicodeScalars {
            isSecond = scalar == "\"" && !isSecond
            if !isSecond { single.unicodeScalars.append(scalar) }
        }
        return single
    }

    /// An error at a byte of the file, told as line and column.
    func error(_ reason: DirectoryError.Reason, at offset: Int) -> DirectoryError {
        var line = 1
        var column = 1
        for byte in bytes.prefix(offset).dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0) {
            if byte == .lineFeed {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return DirectoryError(reason: reason, line: line, column: column)
    }
}

extension UInt8 {
    fileprivate static let lineFeed = UInt8(ascii: "\n")
    fileprivate static let `return` = UInt8(ascii: "\r")
    fileprivate static let quote = UInt8(ascii: "\"")
}
