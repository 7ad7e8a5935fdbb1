/// A span of opening hours on the clock of one day; it may go on past midnight.
public struct DaySpan: Hashable, Sendable {
    /// When it begins, in seconds since midnight, 0 to 86,399.
    public let start: Int
    /// When it ends, in seconds since the midnight before its start: after the start, and up to 24
    /// hours after it.
    public let end: Int

    /// A span from one time of day to another, in seconds since midnight.
    ///
    /// An end at or before the start is on the next day: 79,200 to 21,600 is from 22:00 to 06:00.
    /// Nil where the times are the same, or where the start is not 0 to 86,399 or the end not 0 to
    /// 86,400.
    public init?(start: Int, end: Int) {
        guard (0..<86_400).contains(start), (0...86_400).contains(end), start != end else {
            return nil
        }
        self.start = start
        self.end = end > start ? end : end + 86_400
    }

    /// Whether two spans that come every day have a time in common, past midnight too.
    func overlapsDaily(_ other: DaySpan) -> Bool {
        [-86_400, 0, 86_400].contains { shift in
            start < other.end + shift && other.start + shift < end
        }
    }
}
