/// Reads SIP messages from bytes, without trust in any of them.
///
/// ```swift
/// do {
///     let message = try MessageReader.read(datagram)
/// } catch {
///     if let answer = error.answer { send(answer.bytes()) }
/// }
/// ```
///
/// What it lets through has a readable Via, From, To, Call-ID and CSeq. It does not look into the
/// body, whatever its kind, and reads other headers only when they are asked for.
public enum MessageReader {
    /// Reads the one message of a datagram (RFC 3261 §18.3).
    ///
    /// Bytes beyond Content-Length are left out; without a Content-Length the body goes to the end.
    /// - Throws: ``MessageError`` with the answer to give, if any.
    public static func read(
        _ bytes: [UInt8], limits: MessageLimits = .standard
    ) throws(MessageError) -> Message {
        let result = bytes.withUnsafeBufferPointer { HeadReader.read($0, limits: limits) }
        return try result.get()
    }

    /// Reads the one message of a datagram that lies elsewhere; nothing of the buffer is kept.
    /// - Throws: ``MessageError`` with the answer to give, if any.
    public static func read(
        _ bytes: UnsafeRawBufferPointer, limits: MessageLimits = .standard
    ) throws(MessageError) -> Message {
        let result = bytes.withMemoryRebound(to: UInt8.self) {
            HeadReader.read($0, limits: limits)
        }
        return try result.get()
    }
}
