/// A body of several parts (RFC 2046 §5.1). Each byte is looked at twice at most.
enum MultipartBody {
    /// A line between parts.
    private enum Delimiter {
        /// A part follows.
        case next
        /// No part follows.
        case last
    }

    /// The longest boundary that a sender may make up (RFC 2046 §5.1.1).
    private static let longestBoundary = 70

    /// Where the first part of a kind lies.
    static func part(
        of type: String, in bytes: UnsafeBufferPointer<UInt8>, boundary: String
    ) -> Range<Int>? {
        guard (1...longestBoundary).contains(boundary.utf8.count) else { return nil }
        let mark = Array("--".utf8) + Array(boundary.utf8)
        var scanner = ByteScanner(bytes)
        var start: Int?
        while !scanner.isAtEnd {
            let line = scanner.take(upTo: UInt8(ascii: "\n"))
            _ = scanner.skip(UInt8(ascii: "\n"))
            guard let delimiter = delimiter(scanner.bytes(line), mark) else { continue }
            if let start {
                let part = start..<max(start, line.lowerBound)
                if let content = content(of: type, in: bytes, part: part) { return content }
            }
            guard case .next = delimiter else { return nil }
            start = scanner.position
        }
        return nil
    }

    /// What a line between parts says; nil for any other line. Blanks may follow the boundary, but
    /// nothing else: one boundary may begin with another.
    private static func delimiter(
        _ line: UnsafeBufferPointer<UInt8>, _ mark: [UInt8]
    ) -> Delimiter? {
        guard line.starts(with: mark) else { return nil }
        var rest = line.dropFirst(mark.count)
        let isLast = rest.starts(with: "--".utf8)
        if isLast { rest = rest.dropFirst(2) }
        guard rest.allSatisfy(" \t\r".utf8.contains) else { return nil }
        return isLast ? .last : .next
    }

    /// Where the content of a part lies, without its headers and the line end behind it.
    private static func content(
        of type: String, in bytes: UnsafeBufferPointer<UInt8>, part: Range<Int>
    ) -> Range<Int>? {
        // A part without headers is text (RFC 2046 §5.1).
        guard let first = bytes[part].first, first != UInt8(ascii: "\r"),
            first != UInt8(ascii: "\n")
        else { return nil }
        var lines = HeadLines(UnsafeBufferPointer(rebasing: bytes[part]))
        var scanner = ByteScanner(UnsafeBufferPointer(rebasing: bytes[part]))
        var isWanted = false
        while let line = lines.next(), !line.range.isEmpty {
            scanner.move(to: line.range.lowerBound)
            let token = scanner.take(.token)
            guard KnownHeader.find(scanner.bytes(token)) == .contentType,
                scanner.skipSeparator(UInt8(ascii: ":"))
            else { continue }
            var value = scanner.text(
                scanner.position..<max(scanner.position, line.range.upperBound))
            while lines.isFolded, let more = lines.next() { value += scanner.text(more.range) }
            isWanted = ContentType(String(value.drop { $0 == " " || $0 == "\t" }))?.name == type
        }
        guard isWanted else { return nil }
        var end = part.upperBound
        let start = part.lowerBound + lines.position
        if end > start, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<max(start, end)
    }
}
