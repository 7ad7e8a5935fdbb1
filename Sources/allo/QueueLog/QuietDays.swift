import CallLog
import Telephony

/// The days of a log on which nobody called, though many do on other such weekdays.
struct QuietDays {
    /// One of them.
    struct Day: Hashable {
        let date: CivilDate
        /// How many calls the other such weekdays have, in the middle.
        let usual: Int
        /// Its end, in milliseconds since 1970 UTC.
        let end: Int64
    }

    /// So many calls are usual that their absence is worth a word.
    private static let many = 20

    /// The days, in order, between the first call and the last.
    let days: [Day]

    /// Looks at the calls of records, on the clocks of a zone.
    init(_ records: [JournalRecord], in zone: TimeZoneRules) {
        var counts: [CivilDate: Int] = [:]
        for record in records {
            guard case .arrived = record.event else { continue }
            let seconds = Int(record.time.inMilliseconds / 1_000)
            counts[zone.civilTime(at: seconds).date, default: 0] += 1
        }
        guard let first = counts.keys.min(), let last = counts.keys.max() else {
            days = []
            return
        }
        let dates = (0...(last.daysSince1970 - first.daysSince1970)).map(first.adding(days:))
        days = Dictionary(grouping: dates, by: \.weekday).values.flatMap { dates in
            let called = dates.compactMap { counts[$0] }.sorted()
            let usual = called.isEmpty ? 0 : called[called.count / 2]
            guard called.count >= 2, usual >= Self.many else { return [Day]() }
            return dates.filter { counts[$0] == nil }.map { date in
                let midnight = CivilTime(date: date.adding(days: 1), secondOfDay: 0)
                return Day(
                    date: date, usual: usual, end: Int64(zone.instant(of: midnight)) * 1_000)
            }
        }.sorted { $0.date < $1.date }
    }
}
