extension HeaderBearing {
    /// What kind of body it is (`application/sdp`), in lower case and without parameters; nil
    /// where none is told.
    public var contentType: String? {
        headers.first(.contentType).flatMap { ContentType($0)?.name }
    }

    /// The body of a kind: the whole body, or the first part of that kind where the body has
    /// several (`multipart/…`, RFC 5621 §3.1), as exchanges send SDP beside ISUP. The kind is
    /// asked for in lower case.
    public func content(_ type: String) -> [UInt8]? {
        guard let line = headers.first(.contentType), let told = ContentType(line), !body.isEmpty
        else { return nil }
        if told.name == type { return body }
        guard told.name.hasPrefix("multipart/"), let boundary = told.parameters["boundary"] else {
            return nil
        }
        return body.withUnsafeBufferPointer { bytes in
            MultipartBody.part(of: type, in: bytes, boundary: boundary).map { Array(bytes[$0]) }
        }
    }
}

/// The kind of a body, with its parameters.
struct ContentType {
    let name: String
    let parameters: Parameters

    /// Reads `multipart/mixed;boundary="x"`; nil for anything else.
    init?(_ text: String) {
        let value = text.read { scanner -> (String, Parameters)? in
            let kind = scanner.take(.token)
            guard !kind.isEmpty, scanner.skipSeparator(UInt8(ascii: "/")) else { return nil }
            let subtype = scanner.take(.token)
            guard !subtype.isEmpty, let parameters = Parameters(scanner: &scanner) else {
                return nil
            }
            let name = scanner.text(kind) + "/" + scanner.text(subtype)
            return (name.lowercased(), parameters)
        }
        guard let value else { return nil }
        (name, parameters) = value
    }
}

/// A body of several parts (RFC 2046 §5.1).
enum MultipartBody {
    /// Where the first part of a kind lies.
    static func part(
        of type: String, in bytes: UnsafeBufferPointer<UInt8>, boundary: String
    ) -> Range<Int>? {
        let delimiter = Array("--".utf8) + Array(boundary.utf8)
        var scanner = ByteScanner(bytes)
        var start: Int?
        while !scanner.isAtEnd {
            var line = scanner.take(upTo: UInt8(ascii: "\n"))
            _ = scanner.skip(UInt8(ascii: "\n"))
            guard bytes[line].starts(with: delimiter) else { continue }
            if let start {
                line = start..<max(start, line.lowerBound)
                if let content = content(of: type, in: bytes, part: line) { return content }
            }
            start = scanner.position
        }
        return nil
    }

    /// Where the content of a part lies, without its headers and the line end behind it.
    private static func content(
        of type: String, in bytes: UnsafeBufferPointer<UInt8>, part: Range<Int>
    ) -> Range<Int>? {
        var lines = HeadLines(UnsafeBufferPointer(rebasing: bytes[part]))
        var isWanted = false
        while let line = lines.next(), !line.range.isEmpty {
            var scanner = ByteScanner(UnsafeBufferPointer(rebasing: bytes[part]))
            scanner.move(to: line.range.lowerBound)
            let token = scanner.take(.token)
            guard KnownHeader.find(scanner.bytes(token)) == .contentType,
                scanner.skipSeparator(UInt8(ascii: ":"))
            else { continue }
            let value = scanner.text(scanner.position..<line.range.upperBound)
            isWanted = ContentType(value)?.name == type
        }
        guard isWanted else { return nil }
        var end = part.upperBound
        let start = part.lowerBound + lines.position
        if end > start, bytes[end - 1] == UInt8(ascii: "\n") { end -= 1 }
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return start..<max(start, end)
    }
}
