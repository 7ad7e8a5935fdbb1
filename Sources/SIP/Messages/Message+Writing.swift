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
        var writer = MessageWriter(headers: headers, body: body)
        writer.write(method.rawValue, " ", Escaping.singleLine(uri.description), " SIP/2.0\r\n")
        return writer.finish(headers: headers, body: body)
    }
}

extension Response {
    /// The response as it is sent, with the Content-Length of its body.
    public func bytes() -> [UInt8] {
        var writer = MessageWriter(headers: headers, body: body)
        writer.write("SIP/2.0 ", String(status), " ", Escaping.singleLine(reason), "\r\n")
        return writer.finish(headers: headers, body: body)
    }
}

private struct MessageWriter {
    private var bytes: [UInt8] = []

    init(headers: HeaderFields, body: [UInt8]) {
        // Most names have fewer than 16 letters; the start line is short.
        let length = headers.reduce(256) { $0 &+ $1.value.utf8.count &+ 20 }
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
