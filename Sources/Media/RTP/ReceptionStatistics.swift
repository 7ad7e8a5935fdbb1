/// How a stream has arrived so far.
public struct ReceptionStatistics: Equatable, Sendable {
    /// Packets of the other party that were counted, those that came twice included.
    public internal(set) var received: UInt64 = 0
    /// Packets that did not come; below zero where more came twice than were lost.
    public internal(set) var lost: Int64 = 0
    /// Packets that came after a later one, or twice.
    public internal(set) var overtaken: UInt64 = 0
    /// How often the sender began anew, with another source or far-off sequence numbers.
    public internal(set) var restarts: UInt64 = 0
    /// Packets of strangers, or still on probation, that were dropped.
    public internal(set) var refused: UInt64 = 0
    /// How unevenly packets arrive, in samples (RFC 3550 §A.8).
    public internal(set) var jitter: UInt32 = 0

    /// A stream of which nothing has come.
    public init() {}
}
