/// Turns sound that arrives unevenly into sound that goes on evenly, as late as it must be and no
/// later.
public struct JitterBuffer: Sendable {
    /// An empty buffer.
    ///
    /// - Parameters:
    ///   - packetTime: the usual time of a packet, in samples.
    ///   - longest: the longest delay, in samples.
    public init(packetTime: Int = 160, longest: Int = 1_600) {}

    /// Puts in the samples of a packet.
    public mutating func put(
        _ samples: UnsafeBufferPointer<Int16>, timestamp: UInt32, now: Duration
    ) {}

    /// Takes out the next samples; gaps are concealed.
    ///
    /// - Returns: how many of them are sound that arrived.
    @discardableResult
    public mutating func take(_ samples: UnsafeMutableBufferPointer<Int16>) -> Int { 0 }
}
