/// The first line of a message, which says whether it asks or answers.
enum FirstLine {
    /// A request's; without a URI where that is unreadable but all around it is well.
    case request(Method, URI?)
    /// A response's.
    case response(status: Int, reason: String)
    /// A request or response of another version of SIP.
    case otherVersion(Method?)

    /// Reads the line without its end; nil where it is none of SIP.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        var scanner = ByteScanner(bytes)
        guard let first = scanner.peek, ByteClass.token.contains(first) else { return nil }
        let word = scanner.take(.token)
        if scanner.peek == UInt8(ascii: "/") {
            scanner.move(to: 0)
            guard let line = FirstLine(statusLine: &scanner) else { return nil }
            self = line
        } else {
            guard let line = FirstLine(method: word, &scanner) else { return nil }
            self = line
        }
    }

    /// `SIP/2.0 200 OK`; the words may be missing.
    private init?(statusLine scanner: inout ByteScanner) {
        guard scanner.skip("SIP/") else { return nil }
        guard scanner.skip("2.0 ") else {
            self = .otherVersion(nil)
            return
        }
        let digits = scanner.position
        guard let status = scanner.takeNumber(upTo: 699), status >= 100,
            scanner.position - digits == 3
        else { return nil }
        guard scanner.skip(UInt8(ascii: " ")) || scanner.isAtEnd else { return nil }
        self = .response(status: Int(status), reason: scanner.text(scanner.rest))
    }

    /// `INVITE sip:accueil@192.0.2.1 SIP/2.0`, with one space between the parts.
    private init?(method: Range<Int>, _ scanner: inout ByteScanner) {
        guard scanner.peek.map(ByteClass.blank.contains) ?? false else { return nil }
        let line = scanner.rest
        let end = scanner.trimmedEnd(of: line)
        guard let space = scanner.bytes(line.lowerBound..<end).lastIndex(of: UInt8(ascii: " "))
        else { return nil }
        let lastSpace = line.lowerBound + space
        var version = ByteScanner(scanner.bytes(lastSpace + 1..<end))
        guard version.skip("SIP/") else { return nil }
        let name = Method(rawValue: scanner.text(method))
        guard version.skip("2.0"), version.isAtEnd else {
            self = .otherVersion(name)
            return
        }
        guard end == line.upperBound, scanner.skip(UInt8(ascii: " ")),
            scanner.position < lastSpace
        else {
            self = .request(name, nil)
            return
        }
        self = .request(name, URI(bytes: scanner.bytes(scanner.position..<lastSpace)))
    }
}
