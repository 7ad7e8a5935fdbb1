/// Cuts a stream of bytes into messages by their Content-Length (RFC 3261 §18.3).
///
/// ```swift
/// splitter.append(bytes)
/// while let item = try splitter.next() { … }
/// ```
///
/// It holds at most one unfinished message, bounded by its limits. How long one may stay unfinished
/// is for its owner to watch: see ``pendingBytes``.
public struct MessageSplitter: Sendable {
    /// What answers a ``StreamItem/ping`` (RFC 5626 §4.4.1).
    public static let pong: [UInt8] = Array("\r\n".utf8)
    /// What asks the other side for a sign of life (RFC 5626 §4.4.1).
    public static let ping: [UInt8] = Array("\r\n\r\n".utf8)

    private let limits: MessageLimits
    private var buffer: [UInt8] = []
    /// Where the unread bytes begin in the buffer.
    private var start = 0
    /// How many unread bytes are known to hold no end of a head.
    private var searched = 0
    /// The length of the message whose head is here, once it is known.
    private var expected: Int?
    /// Whether the bytes before were one CR LF that was told as a pong.
    private var followsPong = false

    /// Whether the stream can't be cut any further, so that its connection must be closed.
    public private(set) var isBroken = false

    /// Begins a stream.
    public init(limits: MessageLimits = .standard) {
        self.limits = limits
    }

    /// How many bytes wait for the rest of their message; 0 between messages.
    public var pendingBytes: Int { buffer.count - start }

    /// Takes bytes from the stream; those of a broken stream are dropped.
    public mutating func append(_ bytes: some Sequence<UInt8>) {
        guard !isBroken else { return }
        if start > 0 {
            buffer.removeFirst(start)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next whole message or sign of life; nil until more bytes come.
    ///
    /// - Throws: ``MessageError`` for a message that can't be read. The stream goes on behind it
    ///   unless ``isBroken``.
    public mutating func next() throws(MessageError) -> StreamItem? {
        guard !isBroken else { return nil }
        if let item = takeLineEnd() { return item }
        guard let length = try messageLength(), pendingBytes >= length else { return nil }
        let message = slice(length) { HeadReader.read($0, limits: limits) }
        consume(length)
        return .message(try message.get())
    }

    private mutating func consume(_ count: Int) {
        start = min(buffer.count, start + count)
        searched = 0
        expected = nil
        if start == buffer.count {
            buffer.removeAll(keepingCapacity: buffer.capacity <= 16_384)
            start = 0
        }
    }

    private func slice<Result>(
        _ length: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        buffer.withUnsafeBufferPointer { bytes in
            let from = min(start, bytes.count)
            let end = min(bytes.count, from + length)
            return body(UnsafeBufferPointer(rebasing: bytes[from..<end]))
        }
    }
}

// MARK: Signs of life

extension MessageSplitter {
    /// Takes one line end between messages, or two at once.
    private mutating func takeLineEnd() -> StreamItem? {
        guard let first = lineEnd(at: 0) else {
            if pendingBytes > 0, byte(at: 0) != UInt8(ascii: "\r") { followsPong = false }
            return nil
        }
        if let second = lineEnd(at: first) {
            consume(first + second)
            followsPong = false
            return .ping
        }
        // A lone CR may be the first half of the second line end.
        guard byte(at: first) != UInt8(ascii: "\r") || pendingBytes > first + 1 else { return nil }
        consume(first)
        // The two line ends of a ping may come one by one.
        defer { followsPong.toggle() }
        return followsPong ? .ping : .pong
    }

    private func byte(at offset: Int) -> UInt8? { buffer.element(at: start + offset) }

    /// The length of the line end at an offset; nil where there is none or only half of one.
    private func lineEnd(at offset: Int) -> Int? {
        switch byte(at: offset) {
        case UInt8(ascii: "\n"): 1
        case UInt8(ascii: "\r"): byte(at: offset + 1) == UInt8(ascii: "\n") ? 2 : nil
        default: nil
        }
    }
}

// MARK: Lengths

extension MessageSplitter {
    /// The length of the message at hand; nil while its head is not complete.
    private mutating func messageLength() throws(MessageError) -> Int? {
        if let expected { return expected }
        guard let head = headLength() else {
            guard pendingBytes > limits.message else { return nil }
            throw broken(.tooLarge, pendingBytes)
        }
        guard let body = slice(head, { ContentLength.find(in: $0) }) else {
            throw broken(.missing(.contentLength), head)
        }
        guard let body else { throw broken(.unreadable(.contentLength), head) }
        guard head <= limits.message, body <= limits.message - head else {
            throw broken(.tooLarge, head)
        }
        expected = head + body
        return expected
    }

    /// The error after which nothing more can be cut.
    private mutating func broken(_ reason: MessageError.Reason, _ head: Int) -> MessageError {
        let result = slice(head) { HeadReader.read($0, limits: limits, problem: reason) }
        isBroken = true
        buffer = []
        start = 0
        switch result {
        case .failure(let error): return error
        case .success: return MessageError(reason: reason, line: 1, answer: nil)
        }
    }

    /// The length of the head with its empty line; nil while that is not here.
    private mutating func headLength() -> Int? {
        var offset = max(0, searched - 3)
        while let byte = byte(at: offset) {
            if byte == UInt8(ascii: "\n"), let empty = lineEnd(at: offset + 1) {
                return offset + 1 + empty
            }
            offset += 1
        }
        searched = offset
        return nil
    }
}
