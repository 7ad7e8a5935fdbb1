/// Counts how far off their times the packets of a peer come.
///
/// Only packets in sequence count: each is due one packet time after the one before it.
struct SpacingCounter {
    private var counts = InlineArray<13, UInt32>(repeating: 0)
    private var last: (sequence: UInt16, arrival: Int64)?

    /// Counts a packet that should come a packet time after the one before it, unless sound begins
    /// with it after a pause of any length. Times are in nanoseconds.
    mutating func count(sequence: UInt16, arrival: Int64, begins: Bool, packetTime: Int64) {
        if let last, sequence == last.sequence &+ 1, !begins {
            let deviation = abs(arrival - last.arrival - packetTime)
            var index = 0
            while index < SpacingHistogram.nanoseconds.count,
                deviation >= SpacingHistogram.nanoseconds[index]
            { index += 1 }
            counts[index] &+= 1
        }
        last = (sequence, arrival)
    }

    /// The next packet follows none.
    mutating func interrupt() { last = nil }

    var histogram: SpacingHistogram {
        SpacingHistogram(counts.indices.map { Int(counts[$0]) })
    }
}
