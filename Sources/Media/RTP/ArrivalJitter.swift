/// How unevenly packets arrive: the mean deviation of their spacing from that of their timestamps
/// (RFC 3550 §A.8).
struct ArrivalJitter: Equatable, Sendable {
    private var transit: UInt32?
    /// In 1/16 samples, so that the division by 16 loses nothing.
    private var scaled: UInt32 = 0

    /// In samples.
    var samples: UInt32 { scaled >> 4 }

    mutating func measure(timestamp: UInt32, arrival: UInt32) {
        let now = arrival &- timestamp
        if let transit {
            let deviation = Int32(bitPattern: now &- transit).magnitude
            scaled = scaled &+ deviation &- ((scaled &+ 8) >> 4)
        }
        transit = now
    }
}

extension Duration {
    /// The time in samples of a clock, which wrap around as timestamps do.
    func samples(at rate: UInt32) -> UInt32 {
        let (seconds, attoseconds) = components
        let whole = UInt32(truncatingIfNeeded: seconds) &* rate
        let part = attoseconds / 1_000_000_000 * Int64(rate) / 1_000_000_000
        return whole &+ UInt32(truncatingIfNeeded: part)
    }
}
