import Telephony

extension SessionDescription {
    /// Reads the body of a message.
    ///
    /// Reads what phones really send: lines in another order, without `s=` and `t=`, with LF alone
    /// as their end, with blanks behind them. It is bounded: 512 lines of 1,024 bytes, 32 streams
    /// of 64 formats.
    /// - Throws: ``SessionDescriptionError`` with the line that can't be read.
    public init(_ bytes: [UInt8]) throws(SessionDescriptionError) {
        self = try bytes.withUnsafeBufferPointer { buffer in
            var reader = SessionDescriptionReader()
            return Result { () throws(SessionDescriptionError) in try reader.read(buffer) }
        }.get()
    }
}

/// Reads a description line by line.
private struct SessionDescriptionReader {
    private static let mostLines = 512
    private static let longestLine = 1_024
    private static let mostMedia = 32
    private static let mostFormats = 64

    private var line = 0
    private var origin: SessionDescription.Origin?
    private var connection: Host?
    private var attributes: [MediaAttribute] = []
    private var media: [MediaDescription] = []

    mutating func read(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(SessionDescriptionError) -> SessionDescription {
        var scanner = ByteScanner(bytes)
        while !scanner.isAtEnd {
            let range = scanner.take(upTo: UInt8(ascii: "\n"))
            _ = scanner.skip(UInt8(ascii: "\n"))
            line += 1
            var end = scanner.trimmedEnd(of: range)
            if end > range.lowerBound, scanner.byte(at: end - 1) == UInt8(ascii: "\r") { end -= 1 }
            end = scanner.trimmedEnd(of: range.lowerBound..<end)
            guard end > range.lowerBound else { continue }
            guard line <= Self.mostLines, end - range.lowerBound <= Self.longestLine else {
                throw error(.tooLarge)
            }
            let bytes = scanner.bytes(range.lowerBound..<end)
            guard !bytes.contains(where: \.isControl) else { throw error(.line) }
            try take(bytes)
        }
        guard line > 0 else { throw error(.version) }
        // Without an origin, as some test tools send it: all zeros, so that nothing is taken for
        // unchanged but what is equal in everything else too.
        let unknown = SessionDescription.Origin(
            sessionID: 0, version: 0, host: connection ?? .address(.v4(0)))
        return SessionDescription(
            origin: origin ?? unknown, connection: connection, attributes: attributes,
            media: media)
    }

    private mutating func take(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(SessionDescriptionError) {
        var scanner = ByteScanner(bytes)
        if line == 1 {
            guard scanner.skip("v=0"), scanner.isAtEnd else { throw error(.version) }
            return
        }
        guard let kind = scanner.peek, (97...122).contains(kind) else { throw error(.line) }
        scanner.move(to: 1)
        guard scanner.skip(UInt8(ascii: "=")) else { throw error(.line) }
        switch kind {
        case UInt8(ascii: "o"): try takeOrigin(&scanner)
        case UInt8(ascii: "c"): try takeConnection(&scanner)
        case UInt8(ascii: "m"): try takeMedia(&scanner)
        case UInt8(ascii: "a"): takeAttribute(&scanner)
        default: break
        }
    }

    private mutating func takeOrigin(
        _ scanner: inout ByteScanner
    ) throws(SessionDescriptionError) {
        let user = scanner.takeWord()
        let sessionID = scanner.takeWrappingNumber()
        let version = scanner.takeWrappingNumber()
        guard !user.isEmpty, let sessionID, let version, let host = host(&scanner) else {
            throw error(.origin)
        }
        origin = SessionDescription.Origin(
            user: scanner.text(user), sessionID: sessionID, version: version, host: host)
    }

    private mutating func takeConnection(
        _ scanner: inout ByteScanner
    ) throws(SessionDescriptionError) {
        guard let host = host(&scanner) else { throw error(.connection) }
        if media.isEmpty {
            connection = host
        } else {
            media[media.count - 1].connection = host
        }
    }

    /// Takes `IN IP4 192.0.2.1`, for multicast with its lifetime behind a slash.
    private func host(_ scanner: inout ByteScanner) -> Host? {
        scanner.skipBlanks()
        guard scanner.skip("IN ") else { return nil }
        scanner.skipBlanks()
        guard scanner.skip("IP4 ") || scanner.skip("IP6 ") else { return nil }
        var word = ByteScanner(scanner.bytes(scanner.takeWord()))
        let text = word.text(word.take(upTo: UInt8(ascii: "/")))
        return Host(text.utf8.contains(UInt8(ascii: ":")) ? "[" + text + "]" : text)
    }

    private mutating func takeMedia(
        _ scanner: inout ByteScanner
    ) throws(SessionDescriptionError) {
        let kind = scanner.takeWord()
        scanner.skipBlanks()
        guard !kind.isEmpty, let port = scanner.takeNumber(upTo: 65_535) else {
            throw error(.media)
        }
        var portCount: UInt64 = 1
        if scanner.skip(UInt8(ascii: "/")) {
            guard let count = scanner.takeNumber(upTo: 65_535) else { throw error(.media) }
            portCount = count
        }
        let portEnd = scanner.position
        let profile = scanner.takeWord()
        guard !profile.isEmpty, profile.lowerBound > portEnd else { throw error(.media) }
        var formats: [String] = []
        while case let format = scanner.takeWord(), !format.isEmpty {
            guard formats.count < Self.mostFormats else { throw error(.tooLarge) }
            formats.append(scanner.text(format))
        }
        guard !formats.isEmpty else { throw error(.media) }
        guard media.count < Self.mostMedia else { throw error(.tooLarge) }
        var stream = MediaDescription(
            kind: scanner.text(kind), port: UInt16(truncatingIfNeeded: port),
            profile: scanner.text(profile), formats: formats)
        stream.portCount = Int(portCount)
        media.append(stream)
    }

    private mutating func takeAttribute(_ scanner: inout ByteScanner) {
        let name = scanner.take(upTo: UInt8(ascii: ":"))
        var attribute = MediaAttribute(scanner.text(name))
        if scanner.skip(UInt8(ascii: ":")) {
            scanner.skipBlanks()
            attribute.value = scanner.text(scanner.rest)
        }
        if media.isEmpty {
            attributes.append(attribute)
        } else {
            media[media.count - 1].attributes.append(attribute)
        }
    }

    private func error(_ reason: SessionDescriptionError.Reason) -> SessionDescriptionError {
        SessionDescriptionError(reason: reason, line: max(1, line))
    }
}

extension ByteScanner {
    /// Takes blanks and the word behind them; empty at the end.
    mutating func takeWord() -> Range<Int> {
        skipBlanks()
        let start = position
        while let byte = peek, !ByteClass.blank.contains(byte) { move(to: position + 1) }
        return start..<position
    }

    /// Takes a number that is only compared and counted up: beyond 64 bits it wraps around.
    fileprivate mutating func takeWrappingNumber() -> UInt64? {
        let word = takeWord()
        guard !word.isEmpty, bytes(word).allSatisfy(ByteClass.digit.contains) else { return nil }
        return bytes(word).reduce(0) { $0 &* 10 &+ UInt64($1 &- 48) }
    }
}
