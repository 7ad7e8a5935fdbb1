import Telephony

/// How a report divides time.
public enum ReportInterval: String, Hashable, Sendable, CaseIterable {
    /// Not at all.
    case whole
    /// By quarters of an hour.
    case quarterHour = "quarter-hour"
    /// By hours.
    case hour
    /// By local days, which have 23, 24 or 25 hours.
    case day
    /// By weeks, which begin on Monday.
    case week
    /// By the hour of the day, all days together.
    case hourOfDay = "hour-of-day"
    /// By the day of the week, all weeks together.
    case weekday
}

/// A row of time in a report.
public struct ReportSlot: Hashable, Comparable, Sendable {
    /// What orders slots: the beginning in seconds since 1970, the hour, or the weekday from 0.
    public let order: Int
    /// How it is written: `2026-10-25 02:00 +02:00`, `2026-10-25`, `2026-W43`, `08:00`, `monday`.
    ///
    /// Hours and quarters carry their distance from UTC, as one hour a year comes twice.
    public let label: String

    /// Orders by time.
    public static func < (left: ReportSlot, right: ReportSlot) -> Bool { left.order < right.order }
}

/// Finds the slot of a quarter of an hour, by the clocks of a place.
struct ReportClock: Sendable {
    let zone: TimeZoneRules
    let interval: ReportInterval
    /// The last slot found, with the quarters that it holds: neighbours mostly share it.
    private var last: (quarters: Range<Int>, slot: ReportSlot)?

    init(zone: TimeZoneRules, interval: ReportInterval) {
        self.zone = zone
        self.interval = interval
    }

    /// The slot that holds a quarter; nil where the report does not divide time.
    mutating func slot(of quarter: Int) -> ReportSlot? {
        if let last, last.quarters.contains(quarter) { return last.slot }
        let instant = quarter * TallyKey.quarterLength
        let time = zone.civilTime(at: instant)
        switch interval {
        case .whole: return nil
        case .quarterHour: return slot(of: time, at: instant, every: 900)
        case .hour: return slot(of: time, at: instant, every: 3_600)
        case .day:
            return remember(quarter, from: time.date, days: 1, label: time.date.description)
        case .week:
            let monday = time.date.monday
            return remember(quarter, from: monday, days: 7, label: monday.isoWeek)
        case .hourOfDay:
            return ReportSlot(order: time.hour, label: "\(time.hour.padded(2)):00")
        case .weekday:
            return ReportSlot(
                order: time.date.weekday.number, label: time.date.weekday.rawValue)
        }
    }

    /// A slot of a part of an hour. It begins where the clocks last showed a multiple of its length,
    /// with the same distance from UTC; so the hour that comes twice has two slots.
    private func slot(of time: CivilTime, at instant: Int, every length: Int) -> ReportSlot {
        let offset = zone.offset(at: instant)
        let begin = time.secondOfDay - time.secondOfDay % length
        let shown = CivilTime(date: time.date, secondOfDay: begin)
        return ReportSlot(
            order: shown.secondsSince1970 - offset,
            label: "\(shown.date) \(shown.hour.padded(2)):\(shown.minute.padded(2)) "
                + offset.asOffset)
    }

    private mutating func remember(
        _ quarter: Int, from date: CivilDate, days: Int, label: String
    ) -> ReportSlot {
        let begin = zone.instant(of: CivilTime(date: date, secondOfDay: 0))
        let end = zone.instant(of: CivilTime(date: date.adding(days: days), secondOfDay: 0))
        let slot = ReportSlot(order: begin, label: label)
        let length = TallyKey.quarterLength
        last = (begin.flooredDivision(by: length).quotient..<max(quarter + 1, end / length), slot)
        return slot
    }
}

extension Weekday {
    /// 0 for Monday to 6 for Sunday.
    var number: Int { Weekday.allCases.firstIndex(of: self) ?? 0 }
}

extension CivilDate {
    /// The Monday of the day's week.
    var monday: CivilDate { adding(days: -weekday.number) }

    /// The week of a Monday as in ISO 8601: `2026-W43`. A week belongs to the year of its Thursday.
    var isoWeek: String {
        let thursday = adding(days: 3)
        guard let newYear = CivilDate(year: thursday.year, month: 1, day: 1) else {
            return description
        }
        let week = (thursday.daysSince1970 - newYear.daysSince1970) / 7 + 1
        return "\(thursday.year.padded(4))-W\(week.padded(2))"
    }
}

extension Int {
    /// Seconds east of UTC as in ISO 8601: `+02:00`.
    fileprivate var asOffset: String {
        let minutes = magnitude / 60
        return (self < 0 ? "-" : "+") + Int(minutes / 60).padded(2) + ":"
            + Int(minutes % 60).padded(2)
    }
}
