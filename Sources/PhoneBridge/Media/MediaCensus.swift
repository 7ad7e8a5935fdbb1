/// What a ``MediaEngine`` holds now.
public struct MediaCensus: Equatable, Sendable {
    /// Ports that are open.
    public var ports = 0
    /// Sockets that are open: two a port.
    public var sockets = 0
    /// Streams that packets are sent for.
    public var streams = 0
    /// Threads that run.
    public var threads = 0
    /// Whether the threads run at real-time priority.
    public var isRealTime = false
}
