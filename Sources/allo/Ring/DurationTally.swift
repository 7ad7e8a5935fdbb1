/// Counts spans of time in classes, so that thousands of calls take no more memory than one.
///
/// Each class is at most a sixteenth wide: a quantile is up to 6 % too long, never too short. The
/// longest span is kept as it is.
struct DurationTally: Equatable, Sendable {
    /// Classes in each doubling of a span; a power of two.
    private static let steps = 16
    /// The doublings from 1 µs on: the last ends after two hours.
    private static let doublings = 33

    /// How many spans were counted.
    private(set) var count = 0
    /// The longest of them; zero where there is none.
    private(set) var longest = Duration.zero
    private var sum = Duration.zero
    private var counts = [UInt32](repeating: 0, count: steps * (doublings - 3))

    /// Counts a span; one below zero counts as zero.
    mutating func add(_ span: Duration) {
        count += 1
        sum += max(.zero, span)
        longest = max(longest, span)
        let place = min(DurationTally.place(of: span.wholeMicroseconds), counts.count - 1)
        counts[place] &+= 1
    }

    /// Counts what another has counted.
    mutating func merge(_ other: DurationTally) {
        count += other.count
        sum += other.sum
        longest = max(longest, other.longest)
        for (place, count) in other.counts.enumerated() where count > 0 { counts[place] &+= count }
    }

    /// The mean of all spans; nil where there is none.
    var mean: Duration? { count > 0 ? sum / count : nil }

    /// The span that a part of all, 0...1, does not exceed; nil where nothing was counted.
    func quantile(_ part: Double) -> Duration? {
        guard count > 0 else { return nil }
        let wanted = max(1, Int((part * Double(count)).rounded(.up)))
        var seen = 0
        for (place, count) in counts.enumerated() {
            seen += Int(count)
            if seen >= wanted {
                return min(longest, .microseconds(DurationTally.end(of: place)))
            }
        }
        return longest
    }

    // The first 16 classes are 1 µs wide, the next 16 too, then 2 µs, 4 µs and so on.
    private static func place(of microseconds: Int64) -> Int {
        guard microseconds >= Int64(steps) else { return Int(max(0, microseconds)) }
        let shift = Int64.bitWidth - microseconds.leadingZeroBitCount - 5
        return (shift + 1) * steps + Int(microseconds >> Int64(shift)) - steps
    }

    /// The last whole microsecond of a class.
    private static func end(of place: Int) -> Int64 {
        guard place >= steps else { return Int64(place) }
        let shift = Int64(place / steps - 1)
        return (Int64(place % steps + steps + 1) << shift) - 1
    }
}

extension Duration {
    /// Whole microseconds, rounded down.
    fileprivate var wholeMicroseconds: Int64 {
        let (seconds, attoseconds) = components
        guard seconds < Int64.max / 1_000_000 else { return .max }
        return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    }
}
