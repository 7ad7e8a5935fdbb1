/// How large a message may be.
public struct MessageLimits: Sendable {
    /// The whole message in bytes.
    public var message: Int
    /// How many headers it may have, folded ones counted once and Content-Length not counted.
    public var headers: Int
    /// One header, or the first line, in bytes, its folds included.
    public var header: Int

    /// Sets the three bounds.
    public init(message: Int, headers: Int, header: Int) {
        self.message = message
        self.headers = headers
        self.header = header
    }

    /// 64 KiB, 256 headers, 8 KiB each.
    public static let standard = MessageLimits(message: 65_536, headers: 256, header: 8_192)
}
