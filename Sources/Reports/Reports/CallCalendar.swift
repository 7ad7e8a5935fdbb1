/// Who calls when: tallies by weekday and hour of the local day.
public struct CallCalendar: Hashable, Sendable {
    /// Calls of one hour of one weekday.
    public struct Hour: Hashable, Sendable {
        /// Calls that came in, or visits where only a queue, level … is looked at.
        public internal(set) var calls = 0
        /// Visits that somebody answered.
        public internal(set) var answered = 0
        /// What the service level counts, of what.
        public internal(set) var inTime = Fraction(0, of: 0)
    }

    private var hours = Array(repeating: Hour(), count: 7 * 24)

    /// Nobody calls.
    public init() {}

    /// An hour: `weekday` from 0, Monday, to 6; `hour` from 0 to 23.
    public internal(set) subscript(weekday weekday: Int, hour hour: Int) -> Hour {
        get { hours[weekday * 24 + hour] }
        set { hours[weekday * 24 + hour] = newValue }
    }

    /// An hour of the day on all weekdays together.
    public func everyDay(hour: Int) -> Hour {
        (0..<7).reduce(into: Hour()) { sum, weekday in
            let one = self[weekday: weekday, hour: hour]
            sum.calls += one.calls
            sum.answered += one.answered
            sum.inTime.add(one.inTime)
        }
    }

    /// A weekday with all its hours.
    public func wholeDay(weekday: Int) -> Int {
        (0..<24).reduce(0) { $0 + self[weekday: weekday, hour: $1].calls }
    }

    /// Whether nobody called.
    public var isEmpty: Bool { hours.allSatisfy { $0.calls == 0 && $0.answered == 0 } }
}
