extension Message {
    /// The message as it is sent, with the Content-Length of its body.
    public func bytes() -> [UInt8] {
        switch self {
        case .request(let request): request.bytes()
        case .response(let response): response.bytes()
        }
    }
}

extension Request {
    /// The request as it is sent, with the Content-Length of its body.
    public func bytes() -> [UInt8] {
        let target = Escaping.singleLine(uri.description)
        var writer = MessageWriter(
            startLine: method.rawValue.utf8.count &+ target.utf8.count, headers, body)
        writer.write(method.rawValue, " ", target, " SIP/2.0\r\n")
        return writer.finish(headers: headers, body: body)
    }
}

extension Response {
    /// The response as it is sent, with the Content-Length of its body.
    public func bytes() -> [UInt8] {
        let reason = Escaping.singleLine(reason)
        var writer = MessageWriter(startLine: reason.utf8.count, headers, body)
        writer.write("SIP/2.0 ", String(status), " ", reason, "\r\n")
        return writer.finish(headers: headers, body: body)
    }
}

private struct MessageWriter {
    private var bytes: [UInt8] = []

    /// A writer with room for a message, and hardly more: answers are kept for a while.
    ///
    /// - Parameters:
    ///   - startLine: how much of the start line differs from one message to the other.
    ///   - headers: the headers that will be written.
    ///   - body: the body that will be.
    init(startLine: Int, _ headers: HeaderFields, _ body: [UInt8]) {
        // The rest of the start line, Content-Length and the line ends take 45 bytes at most.
        let length = headers.reduce(startLine &+ 45) { length, field in
            length &+ field.name.text.utf8.count &+ field.value.utf8.count &+ 4
        }
        bytes.reserveCapacity(length &+ body.count)
    }

    mutating func write(_ texts: String...) {
        for text in texts { bytes.append(contentsOf: text.utf8) }
    }

    mutating func finish(headers: HeaderFields, body: [UInt8]) -> [UInt8] {
        for field in headers where field.name != .contentLength {
            bytes.append(contentsOf: field.name.text.utf8)
            bytes.append(UInt8(ascii: ":"))
            bytes.append(UInt8(ascii: " "))
            bytes.append(contentsOf: field.value.utf8)
            bytes.append(UInt8(ascii: "\r"))
            bytes.append(UInt8(ascii: "\n"))
        }
        write("Content-Length: ", String(body.count), "\r\n\r\n")
        bytes.append(contentsOf: body)
        return bytes
    }
}
