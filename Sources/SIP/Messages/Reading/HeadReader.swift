/// Reads the head of one message line by line and remembers the first thing that is wrong.
///
/// It reads on after a mistake, because the headers that come later are needed for the answer.
struct HeadReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let limits: MessageLimits
    private var lines: HeadLines
    private var headers = HeaderFields()
    private var checks = HeadChecks()
    private var problem: (reason: MessageError.Reason, line: Int)?

    /// Reads bytes that hold one message, of which something may already be known to be wrong.
    static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, limits: MessageLimits,
        problem: MessageError.Reason? = nil
    ) -> Result<Message, MessageError> {
        var reader = HeadReader(bytes, limits)
        if let problem { reader.note(problem) }
        return reader.message()
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>, _ limits: MessageLimits) {
        self.bytes = bytes
        self.limits = limits
        lines = HeadLines(bytes)
        headers.reserveCapacity(16)
    }

    private mutating func note(_ reason: MessageError.Reason) {
        if problem == nil { problem = (reason, max(1, lines.number)) }
    }

    private mutating func message() -> Result<Message, MessageError> {
        if bytes.count > limits.message { note(.tooLarge) }
        guard let line = lines.next(), !line.hasControls, line.range.count <= limits.header,
            let first = FirstLine(UnsafeBufferPointer(rebasing: bytes[line.range]))
        else {
            note(.firstLine)
            return failure(answering: nil)
        }
        switch first {
        case .request(_, nil): note(.firstLine)
        case .otherVersion: note(.version)
        case .request, .response: break
        }
        readHeaders()
        switch first {
        case .request(let method, let uri):
            if let reason = checks.problem(of: method) { note(reason) }
            let body = body()
            guard problem == nil, let uri else { return failure(answering: method) }
            return .success(.request(Request(method, uri, headers: headers, body: body)))
        case .response(let status, let reason):
            if let reason = checks.problem(of: nil) { note(reason) }
            let body = body()
            guard problem == nil else { return failure(answering: nil) }
            return .success(
                .response(Response(status, reason: reason, headers: headers, body: body)))
        case .otherVersion(let method):
            return failure(answering: method)
        }
    }

    private mutating func readHeaders() {
        while true {
            guard let line = lines.next() else {
                note(.noEndOfHeaders)
                return
            }
            if line.range.isEmpty { return }
            readHeader(line)
            guard headers.count <= limits.headers else {
                note(.tooManyHeaders)
                return
            }
        }
    }

    private mutating func readHeader(_ line: HeadLines.Line) {
        var scanner = ByteScanner(UnsafeBufferPointer(rebasing: bytes[line.range]))
        let token = scanner.take(.token)
        let isNamed = !token.isEmpty && scanner.skipSeparator(UInt8(ascii: ":"))
        let value = scanner.position..<scanner.trimmedEnd(of: scanner.rest)
        var text: String?
        var length = line.range.count
        var hasControls = line.hasControls
        while lines.isFolded, let more = lines.next() {
            length += more.range.count
            hasControls = hasControls || more.hasControls
            guard length <= limits.header else { continue }
            text = join(text ?? scanner.text(value), more)
        }
        guard isNamed else { return note(.headerLine) }
        guard length <= limits.header else { return note(.headerTooLong) }
        guard !hasControls else { return note(.controlCharacter) }
        let field = HeaderFields.Field(
            name: HeaderName(token: scanner.bytes(token)), value: text ?? scanner.text(value))
        if HeadChecks.keeps(field) { headers.append(field) }
        if let reason = checks.take(field) { note(reason) }
    }

    /// A value with the line that goes on with it, the blanks between them made one space.
    private func join(_ value: String, _ line: HeadLines.Line) -> String {
        var scanner = ByteScanner(UnsafeBufferPointer(rebasing: bytes[line.range]))
        scanner.skipBlanks()
        let more = scanner.text(scanner.position..<scanner.trimmedEnd(of: scanner.rest))
        return value.isEmpty || more.isEmpty ? value + more : value + " " + more
    }

    private mutating func body() -> [UInt8] {
        let rest = bytes[min(lines.position, bytes.count)...]
        guard let length = checks.contentLength else { return Array(rest) }
        if rest.count < length { note(.bodyTooShort) }
        return Array(rest.prefix(length))
    }

    private func failure(answering method: Method?) -> Result<Message, MessageError> {
        let (reason, line) = problem ?? (.firstLine, 1)
        guard let method, method != .ack, let mirror = checks.mirror(of: headers) else {
            return .failure(MessageError(reason: reason, line: line, answer: nil))
        }
        let request = Request(method, .other(""), headers: mirror)
        let answer = Response(
            to: request, reason.status,
            reason: Response.usualReason(reason.status) + " - \(reason)")
        return .failure(MessageError(reason: reason, line: line, answer: answer))
    }
}

extension MessageError.Reason {
    /// The status of the answer.
    fileprivate var status: Int {
        switch self {
        case .version: 505
        case .tooLarge, .tooManyHeaders, .headerTooLong: 513
        case .firstLine, .headerLine, .controlCharacter, .noEndOfHeaders, .missing, .repeated,
            .unreadable, .methodsDiffer, .bodyTooShort:
            400
        }
    }
}
