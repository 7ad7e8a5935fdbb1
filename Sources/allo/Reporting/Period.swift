import Reports
import Telephony

/// A stretch of local time, of which the first moment counts and the last does not.
struct Period: Equatable {
    /// The first moment; nil for as early as there is anything.
    var begin: CivilTime?
    /// The end; nil for as late as there is anything.
    var end: CivilTime?

    /// Everything there is.
    static let all = Period(begin: nil, end: nil)

    /// Whole days.
    init(days: ClosedRange<CivilDate>) {
        begin = CivilTime(date: days.lowerBound, secondOfDay: 0)
        end = CivilTime(date: days.upperBound.adding(days: 1), secondOfDay: 0)
    }

    init(begin: CivilTime?, end: CivilTime?) {
        self.begin = begin
        self.end = end
    }

    /// A month, as in `2026-11`; nil for anything else.
    init?(month: String) {
        guard let first = CivilDate("\(month)-01") else { return nil }
        // The day before the first of the next month.
        let next = first.adding(days: 31)
        let last = next.adding(days: -next.day)
        self.init(days: first...last)
    }

    /// The last so many days, the one that shows now among them; or, of a span that is not whole
    /// days, the time up to now, from a quarter of an hour on.
    init(last span: Duration, now: CivilTime) {
        let seconds = Int(span.components.seconds)
        let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
        guard rest != 0 else {
            self.init(days: now.date.adding(days: 1 - max(1, days))...now.date)
            return
        }
        let begin = now.secondsSince1970 - seconds
        self.init(
            begin: CivilTime(
                secondsSince1970: begin.flooredDivision(by: TallyKey.quarterLength).quotient
                    * TallyKey.quarterLength),
            end: nil)
    }

    /// The whole days that are over: today is left out, unless there is nothing else.
    func withoutToday(now: CivilTime) -> Period {
        let today = CivilTime(date: now.date, secondOfDay: 0)
        guard begin.map({ $0 < today }) ?? true, end.map({ $0 > today }) ?? true else {
            return self
        }
        return Period(begin: begin, end: today)
    }

    /// The first moment in a zone.
    func begin(in zone: TimeZoneRules) -> WallTime? {
        begin.map { WallTime(seconds: zone.instant(of: $0)) }
    }

    /// The end in a zone.
    func end(in zone: TimeZoneRules) -> WallTime? {
        end.map { WallTime(seconds: zone.instant(of: $0)) }
    }
}

extension Period {
    /// The period in words: `2026-11-22`, `2026-11-01 … 2026-11-30`, `2026-11-22 08:30 …`.
    func text(in language: ReportLanguage) -> String {
        switch (begin, end) {
        case (let begin?, let end?):
            let last = end.endOfPeriod
            let first = begin.beginOfPeriod
            return first == last ? first : "\(first) … \(last)"
        case (let begin?, nil): return "\(begin.beginOfPeriod) …"
        case (nil, let end?): return "… \(end.endOfPeriod)"
        case (nil, nil):
            return language == .french ? "depuis le début du journal" : "the whole journal"
        }
    }
}

extension CivilTime {
    /// A day where it begins one.
    fileprivate var beginOfPeriod: String {
        secondOfDay == 0 ? "\(date)" : withoutSeconds
    }

    /// The last day that counts where it ends one.
    fileprivate var endOfPeriod: String {
        secondOfDay == 0 ? "\(date.adding(days: -1))" : withoutSeconds
    }

    /// As in `2026-11-22 08:30`.
    var withoutSeconds: String { "\(date) \(hour.padded(2)):\(minute.padded(2))" }
}
