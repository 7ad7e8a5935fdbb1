/// Finds the length of a body in a head, without reading the rest of it.
enum ContentLength {
    /// The number of the Content-Length header: nil where there is no such header, and a nil
    /// inside where it is no number or there are two of them.
    static func find(in head: UnsafeBufferPointer<UInt8>) -> Int?? {
        var lines = HeadLines(head)
        var found: Int??
        while let line = lines.next(), !line.range.isEmpty {
            var scanner = ByteScanner(UnsafeBufferPointer(rebasing: head[line.range]))
            let token = scanner.take(.token)
            guard KnownHeader.find(scanner.bytes(token)) == .contentLength,
                scanner.skipSeparator(UInt8(ascii: ":"))
            else { continue }
            guard found == nil else { return .some(nil) }
            let number = scanner.takeNumber(upTo: UInt64(Int32.max))
            scanner.skipBlanks()
            found = .some(scanner.isAtEnd && !lines.isFolded ? number.map { Int($0) } : nil)
        }
        return found
    }
}
