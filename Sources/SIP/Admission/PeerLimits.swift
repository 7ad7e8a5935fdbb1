/// How much of us one peer may use (DESIGN §9).
public struct PeerLimits: Equatable, Sendable {
    /// New calls a second, and the most of them at once.
    public var callsPerSecond: Int
    /// Calls in progress.
    public var sessions: Int
    /// Messages a second from one address, whatever they are; the most at once is twice that.
    public var messagesPerSecond: Int
    /// Bytes a second from one address; the most at once is twice that.
    public var bytesPerSecond: Int

    /// Limits of calls; those of messages leave 40 messages to a new call and one a second to a
    /// running one, of 2 KiB each, unless told otherwise.
    public init(
        callsPerSecond: Int = 30, sessions: Int = 1000, messagesPerSecond: Int? = nil,
        bytesPerSecond: Int? = nil
    ) {
        self.callsPerSecond = min(max(callsPerSecond, 1), 1_000_000)
        self.sessions = min(max(sessions, 0), 1_000_000)
        let messages = messagesPerSecond ?? self.callsPerSecond * 40 + self.sessions
        self.messagesPerSecond = min(max(messages, 1), 100_000_000)
        self.bytesPerSecond = min(
            max(bytesPerSecond ?? self.messagesPerSecond * 2048, 1), 1 << 40)
    }
}
