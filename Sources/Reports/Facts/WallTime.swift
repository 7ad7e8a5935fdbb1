/// A moment on the world's clock, in whole milliseconds since 1970-01-01 00:00:00 UTC.
public struct WallTime: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01 00:00:00 UTC.
    public var milliseconds: Int64

    /// The moment so many milliseconds after 1970-01-01 00:00:00 UTC.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The moment so many seconds after 1970-01-01 00:00:00 UTC.
    public init(seconds: Int) {
        self.init(milliseconds: Int64(truncatingIfNeeded: seconds) &* 1_000)
    }

    /// The last whole second before the moment, or the moment itself.
    public var seconds: Int {
        let (quotient, rest) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
        return Int(rest < 0 ? quotient - 1 : quotient)
    }

    /// Milliseconds from another moment to this one; none where this one is the earlier.
    func milliseconds(since other: WallTime) -> Int {
        max(0, Int(truncatingIfNeeded: milliseconds &- other.milliseconds))
    }

    /// The span from another moment to this one; none where this one is the earlier.
    public func since(_ other: WallTime) -> Duration { .milliseconds(milliseconds(since: other)) }

    /// Orders by time.
    public static func < (left: WallTime, right: WallTime) -> Bool {
        left.milliseconds < right.milliseconds
    }
}
