/// What comes next out of a stream.
public enum StreamItem: Equatable, Sendable {
    /// A whole message.
    case message(Message)
    /// A request for a sign of life: CR LF CR LF, to be answered with ``MessageSplitter/pong``.
    case ping
    /// A sign of life: CR LF.
    case pong
}
