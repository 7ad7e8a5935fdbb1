import Flows
import Telephony

/// When the callers of a stream call, one after the other: a Poisson process whose rate changes with
/// the hour and the day, or as many calls evenly spaced.
struct ArrivalTimes: Sendable {
    /// A stretch of time with an even rate of calls.
    private struct Stretch {
        /// In seconds since 1970 UTC.
        var begin: Double
        var end: Double
        /// Calls a second.
        var rate: Double
    }

    private let stream: SimulationPlan.Stream
    private let calendar: Centre.Calendar?
    private let zone: TimeZoneRules
    private let lastDay: CivilDate
    private let factor: Double
    private let firstDay: CivilDate
    private var chance: Chance
    private var day: CivilDate
    private var stretches: ArraySlice<Stretch> = []
    /// What is left of the stretch that is looked at.
    private var current: Stretch?
    /// Calls for each unit of weight and day, by the period that they are told for.
    private var scales: [CivilDate: Double] = [:]

    /// - Parameter factor: so many times the calls.
    init(
        _ stream: SimulationPlan.Stream, in plan: SimulationPlan, of centre: Centre, seed: UInt64,
        factor: Double = 1
    ) {
        self.stream = stream
        calendar = stream.calendar.flatMap { centre.calendars[$0] }
        zone = centre.zone
        firstDay = plan.firstDay
        day = plan.firstDay
        lastDay = plan.firstDay.adding(days: plan.days - 1)
        self.factor = factor
        chance = Chance(seed: seed, .arrivals, UInt64(naming: stream.name))
    }

    /// The next call, in milliseconds since 1970 UTC; nil after the last.
    mutating func next() -> Int64? {
        // So many calls are still expected before it comes.
        var expected = stream.process == .clock ? 1 : -Normal.log(chance.unit())
        while true {
            guard let stretch = current else {
                guard advance() else { return nil }
                continue
            }
            let rest = (stretch.end - stretch.begin) * stretch.rate
            guard expected <= rest else {
                expected -= rest
                current = nil
                continue
            }
            let time = stretch.begin + expected / stretch.rate
            current?.begin = time
            return Int64((time * 1_000).rounded(.down))
        }
    }

    private mutating func advance() -> Bool {
        while stretches.isEmpty {
            guard day <= lastDay else { return false }
            stretches = self.stretches(of: day)[...]
            day = day.adding(days: 1)
        }
        current = stretches.popFirst()
        return true
    }

    // MARK: Rates

    private mutating func stretches(of day: CivilDate) -> [Stretch] {
        let weight = weight(of: day)
        guard weight > 0 else { return [] }
        let scale = scale(for: day)
        return spans(of: day).compactMap { span, hourWeight in
            let rate = hourWeight * weight * scale / 3_600
            guard rate > 0 else { return nil }
            let begin = zone.instant(of: CivilTime(date: day, secondOfDay: 0).adding(span.start))
            let end = zone.instant(of: CivilTime(date: day, secondOfDay: 0).adding(span.end))
            return Stretch(begin: Double(begin), end: Double(max(begin, end)), rate: rate)
        }.sorted { $0.begin < $1.begin }
    }

    /// The weight of a day beside others; 0 where nobody calls.
    private func weight(of day: CivilDate) -> Double {
        if let calendar, calendar.hours.spans(on: day).isEmpty { return 0 }
        let week = stream.days.isEmpty ? 1 : stream.days[day.weekday] ?? 0
        guard case .calls(_, .year) = stream.volume else { return week }
        return week * (stream.months[day.month] ?? 1)
    }

    /// The spans of a day with the weights of an hour in them.
    private func spans(of day: CivilDate) -> [(DaySpan, Double)] {
        guard stream.hours.isEmpty else { return stream.hours.map { ($0.span, $0.weight) } }
        if let calendar { return calendar.hours.spans(on: day).map { ($0, 1) } }
        return DaySpan(start: 0, end: 86_400).map { [($0, 1)] } ?? []
    }

    /// Hours of a day, each by its weight.
    private func hours(of day: CivilDate) -> Double {
        spans(of: day).reduce(0) { sum, span in
            sum + span.1 * Double(span.0.end - span.0.start) / 3_600
        }
    }

    /// Calls an hour for a weight of one.
    private mutating func scale(for day: CivilDate) -> Double {
        guard case .calls(let calls, let period) = stream.volume else { return 0 }
        let days = self.days(of: period, around: day)
        if let known = scales[days.first ?? day] { return known }
        let whole = days.reduce(0.0) { $0 + weight(of: $1) * hours(of: $1) }
        let measure =
            period == .hour
            ? days.reduce(0.0) { $0 + (weight(of: $1) > 0 ? length(of: $1) : 0) } : 1
        let scale = whole > 0 ? calls * factor * measure / whole : 0
        scales = [days.first ?? day: scale]
        return scale
    }

    /// How many hours of a day somebody may call in.
    private func length(of day: CivilDate) -> Double {
        spans(of: day).reduce(0) { sum, span in
            sum + (span.1 > 0 ? Double(span.0.end - span.0.start) / 3_600 : 0)
        }
    }

    /// The days of the year, month, week … that a day is in.
    private func days(of period: SimulationPlan.Stream.Period, around day: CivilDate) -> [CivilDate]
    {
        func range(_ first: CivilDate?, _ next: CivilDate?) -> [CivilDate] {
            guard let first, let next else { return [day] }
            return (0..<max(1, next.daysSince1970 - first.daysSince1970)).map(first.adding(days:))
        }
        switch period {
        case .day: return [day]
        case .all: return range(firstDay, lastDay.adding(days: 1))
        case .year:
            return range(
                CivilDate(year: day.year, month: 1, day: 1),
                CivilDate(year: day.year + 1, month: 1, day: 1))
        case .month:
            let (year, month) = day.month == 12 ? (day.year + 1, 1) : (day.year, day.month + 1)
            return range(
                CivilDate(year: day.year, month: day.month, day: 1),
                CivilDate(year: year, month: month, day: 1))
        case .week, .hour:
            let weekday = Weekday.allCases.firstIndex(of: day.weekday) ?? 0
            let monday = day.adding(days: -weekday)
            return range(monday, monday.adding(days: 7))
        }
    }
}

extension CivilTime {
    /// So many seconds later on the same clock.
    func adding(_ seconds: Int) -> CivilTime {
        CivilTime(secondsSince1970: secondsSince1970 + seconds)
    }
}
