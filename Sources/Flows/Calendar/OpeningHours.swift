public import Telephony

/// When a service is open, on the clocks of its place.
public struct OpeningHours: Hashable, Sendable {
    /// What holds at a moment.
    public enum Status: Hashable, Sendable {
        case open
        case closed
        /// Closed because of a public holiday.
        case holiday(Holiday)
    }

    /// The zone of the clocks, as in `Europe/Paris`.
    public var zone: String
    /// The spans of each day of the week; none where it is closed.
    public var weekly: [Weekday: [DaySpan]]
    /// Whose holidays are kept.
    public var holidays: Set<HolidayCalendar>
    /// Days with spans of their own, holidays too; none where the service is closed.
    public var exceptions: [CivilDate: [DaySpan]]

    /// Describes opening hours.
    public init(
        zone: String, weekly: [Weekday: [DaySpan]], holidays: Set<HolidayCalendar> = [],
        exceptions: [CivilDate: [DaySpan]] = [:]
    ) {
        self.zone = zone
        self.weekly = weekly
        self.holidays = holidays
        self.exceptions = exceptions
    }

    /// What holds when the clocks show a time.
    ///
    /// A span that began on the day before and passes midnight is open to its end, whatever the new
    /// day is.
    public func status(at time: CivilTime) -> Status {
        let today = plan(for: time.date)
        let second = time.secondOfDay
        if today.spans.contains(where: { $0.start <= second && second < $0.end }) { return .open }
        let yesterday = plan(for: time.date.adding(days: -1))
        if yesterday.spans.contains(where: { second + 86_400 < $0.end }) { return .open }
        return today.holiday.map(Status.holiday) ?? .closed
    }

    /// The first moment after a time at which the service goes from closed to open; nil where there
    /// is none within 400 days.
    public func nextOpening(after time: CivilTime) -> CivilTime? {
        for days in 0...400 {
            let date = time.date.adding(days: days)
            let starts = plan(for: date).spans.map(\.start).sorted()
            for start in starts {
                let opening = CivilTime(date: date, secondOfDay: start)
                let before = CivilTime(secondsSince1970: opening.secondsSince1970 - 1)
                if opening > time, status(at: before) != .open { return opening }
            }
        }
        return nil
    }

    /// The spans that begin on a day; none where it is closed.
    public func spans(on date: CivilDate) -> [DaySpan] { plan(for: date).spans }

    private func plan(for date: CivilDate) -> (spans: [DaySpan], holiday: Holiday?) {
        if let spans = exceptions[date] { return (spans, nil) }
        // In the order of the calendars' names, so that two of them always give the same holiday.
        for calendar in HolidayCalendar.allCases where holidays.contains(calendar) {
            if let holiday = calendar.holiday(on: date) { return ([], holiday) }
        }
        return (weekly[date.weekday] ?? [], nil)
    }
}
