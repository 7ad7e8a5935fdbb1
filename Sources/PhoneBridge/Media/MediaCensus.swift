/// What a ``MediaEngine`` holds now.
public struct MediaCensus: Equatable, Sendable {
    /// Ports that are open.
    public var ports = 0
    /// Sockets that are open: two a port, until its thread has closed them.
    public var sockets = 0
    /// Threads that run.
    public var threads = 0
    /// Whether the threads run at real-time priority.
    public var isRealTime = false
    /// How late the threads came to their ticks, since the beginning.
    public var lateness = SpacingHistogram()
}
