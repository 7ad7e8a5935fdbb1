import Synchronization

/// How late a thread came to its ticks.
final class LatenessMeter: Sendable {
    private let histogram = Mutex(InlineArray<13, UInt64>(repeating: 0))

    /// Notes one tick, in nanoseconds.
    func note(_ lateness: Int64) {
        var index = 0
        while index < SpacingHistogram.nanoseconds.count,
            lateness >= SpacingHistogram.nanoseconds[index]
        { index += 1 }
        histogram.withLock { $0[index] &+= 1 }
    }

    var counts: SpacingHistogram {
        histogram.withLock { counts in SpacingHistogram(counts.indices.map { Int(counts[$0]) }) }
    }
}
