/// How far off their times packets came, counted in classes.
public struct SpacingHistogram: Hashable, Sendable {
    static let nanoseconds: InlineArray<12, Int64> = [
        500_000, 1_000_000, 2_000_000, 3_000_000, 5_000_000, 7_500_000, 10_000_000, 15_000_000,
        20_000_000, 30_000_000, 50_000_000, 100_000_000,
    ]

    /// The upper bounds of the classes, in ascending order; one more class is open above.
    public static let bounds = nanoseconds.indices.map { Duration.nanoseconds(nanoseconds[$0]) }

    /// How many packets lie in each class; one more than ``bounds``.
    public private(set) var counts: [Int]

    /// Nothing counted yet.
    public init() { self.init([Int](repeating: 0, count: SpacingHistogram.bounds.count + 1)) }

    init(_ counts: [Int]) { self.counts = counts }

    /// How many packets were counted.
    public var total: Int { counts.reduce(0, +) }

    /// Adds what another stream, or another time, has counted.
    public mutating func merge(_ other: SpacingHistogram) {
        for (index, count) in other.counts.enumerated() { counts[index] += count }
    }

    /// The bound below which a part of all packets lies, 0...1; nil where nothing was counted, or
    /// where the part reaches into the open class.
    public func quantile(_ part: Double) -> Duration? {
        let wanted = part * Double(total)
        var seen = 0
        for (bound, count) in zip(SpacingHistogram.bounds, counts) {
            seen += count
            if seen > 0, Double(seen) >= wanted { return bound }
        }
        return nil
    }
}
