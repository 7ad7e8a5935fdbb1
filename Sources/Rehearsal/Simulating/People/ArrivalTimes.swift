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
    /// The days that are simulated, in seconds since 1970 UTC.
    private let period: Range<Double>
    /// The moments of calls that are replayed; nil for calls by chance.
    private var recorded: ArraySlice<Int64>?

    /// The calls of a stream, so many times as many as it tells; or those at recorded moments, in
    /// milliseconds since 1970 UTC, where they are not drawn: of these too so many times as many.
    init(
        _ stream: SimulationPlan.Stream, in plan: SimulationPlan, of centre: Centre, seed: UInt64,
        factor: Double = 1, recorded: [Int64]? = nil
    ) {
        self.stream = stream
        calendar = stream.calendar.flatMap { centre.calendars[$0] }
        zone = centre.zone
        firstDay = plan.firstDay
        // Calls past midnight of the day before are among the first.
        day = plan.firstDay.adding(days: -1)
        lastDay = plan.firstDay.adding(days: plan.days - 1)
        self.factor = factor
        chance = Chance(seed: seed, .arrivals, UInt64(naming: stream.name))
        let begin = zone.instant(of: CivilTime(date: firstDay, secondOfDay: 0))
        let end = zone.instant(of: CivilTime(date: lastDay.adding(days: 1), secondOfDay: 0))
        period = Double(begin)..<Double(max(begin, end))
        if let recorded { self.recorded = repeated(recorded)[...] }
    }

    /// The moments of the period, each as often as the factor says: by chance where that is no whole
    /// number, and the second time and so on within a minute after the first.
    private mutating func repeated(_ moments: [Int64]) -> [Int64] {
        let known = moments.filter { period.contains(Double($0) / 1_000) }
        guard factor != 1 else { return known }
        let whole = min(1_000_000, factor.rounded(.down))
        let last = Int64(period.upperBound) * 1_000 - 1
        var times: [Int64] = []
        for moment in known {
            let count = Int(whole) + (chance.happens(factor - whole) ? 1 : 0)
            for number in 0..<count {
                let pause = number == 0 ? 0 : chance.below(60_000)
                times.append(min(last, moment + Int64(pause)))
            }
        }
        return times.sorted()
    }

    /// The next call, in milliseconds since 1970 UTC; nil after the last.
    mutating func next() -> Int64? {
        if let next = recorded?.popFirst() { return next }
        guard recorded == nil else { return nil }
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

    /// When somebody calls who would have called at a moment: then, where others call too, else at a
    /// time of the next day on which they do.
    ///
    /// - Parameters:
    ///   - time: the moment, in milliseconds since 1970 UTC.
    ///   - part: how far into that day's calls they come, 0 to 1.
    /// - Returns: the time; nil where nobody calls any more within the days that are simulated.
    mutating func moment(from time: Int64, part: Double) -> Int64? {
        let moment = Double(time) / 1_000
        let date = zone.civilTime(at: Int(moment.rounded(.down))).date
        // Calls past midnight are of the day before.
        var day = date.adding(days: -1)
        while day <= lastDay {
            let own = stretches(of: day).filter { $0.end > moment }
            if own.contains(where: { $0.begin <= moment }) { return time }
            // Of two days that overlap the later one may have the moment.
            if day >= date, let found = Self.moment(in: own, part: part) { return found }
            day = day.adding(days: 1)
        }
        return nil
    }

    private static func moment(in stretches: [Stretch], part: Double) -> Int64? {
        let all = stretches.reduce(0) { $0 + ($1.end - $1.begin) * $1.rate }
        guard all > 0 else { return nil }
        var rest = all * part
        for stretch in stretches {
            let own = (stretch.end - stretch.begin) * stretch.rate
            guard rest > own else {
                return Int64(((stretch.begin + rest / stretch.rate) * 1_000).rounded(.down))
            }
            rest -= own
        }
        return stretches.last.map { Int64($0.end * 1_000) - 1 }
    }

    // MARK: Rates

    /// How many calls are expected in each half-hour of the week; nothing for a log.
    func expectedByHalfHour() -> [Double] {
        var expected = Array(repeating: 0.0, count: WeekSlot.count)
        eachStretch { stretch, rate in
            var begin = Int64(stretch.lowerBound * 1_000)
            let end = Int64(stretch.upperBound * 1_000)
            while begin < end {
                let slot = WeekSlot(begin, in: zone)
                let stop = min(end, slot.end)
                expected[slot.number] += Double(stop - begin) / 1_000 * rate
                begin = stop
            }
        }
        return expected
    }

    /// Shows each stretch of time in which calls are expected, in seconds since 1970 UTC, with how many
    /// a second; none for a log.
    func eachStretch(_ body: (Range<Double>, Double) -> Void) {
        guard recorded == nil else { return }
        var scratch = self
        while scratch.advance() {
            guard let stretch = scratch.current else { break }
            body(stretch.begin..<stretch.end, stretch.rate)
        }
    }

    private mutating func stretches(of day: CivilDate) -> [Stretch] {
        let weight = weight(of: day)
        guard weight > 0 else { return [] }
        let scale = scale(for: day)
        let midnight = CivilTime(date: day, secondOfDay: 0)
        return spans(of: day).compactMap { span in
            let rate = span.weight * weight * scale / 3_600
            let begin = Double(zone.instant(of: midnight.adding(span.start)))
            let end = Double(zone.instant(of: midnight.adding(span.end)))
            guard rate > 0, begin < end else { return nil }
            // What lies outside the days that are simulated is none of theirs.
            let part = (begin..<end).clamped(to: period)
            guard !part.isEmpty else { return nil }
            return Stretch(begin: part.lowerBound, end: part.upperBound, rate: rate)
        }.sorted { $0.begin < $1.begin }
    }

    /// The weight of a day beside others; 0 where nobody calls.
    private func weight(of day: CivilDate) -> Double {
        if let calendar, calendar.hours.spans(on: day).isEmpty { return 0 }
        let week = stream.days.isEmpty ? 1 : stream.days[day.weekday] ?? 0
        guard case .calls(_, .year) = stream.volume else { return week }
        return week * (stream.months[day.month] ?? 1)
    }

    /// A span of a day, in seconds since its midnight, with the weight of an hour in it.
    private struct Span {
        var start: Int
        var end: Int
        var weight = 1.0

        var hours: Double { Double(end - start) / 3_600 }
    }

    /// The spans of a day; of a calendar without what a span of the day before covers.
    private func spans(of day: CivilDate) -> [Span] {
        guard stream.hours.isEmpty else {
            return stream.hours.map {
                Span(start: $0.span.start, end: $0.span.end, weight: $0.weight)
            }
        }
        guard let calendar else { return [Span(start: 0, end: 86_400)] }
        let before = calendar.hours.spans(on: day.adding(days: -1))
        let covered = before.reduce(0) { max($0, $1.end - 86_400) }
        return calendar.hours.spans(on: day).compactMap { span in
            let start = max(span.start, covered)
            return start < span.end ? Span(start: start, end: span.end) : nil
        }
    }

    /// Hours of a day, each by its weight.
    private func hours(of day: CivilDate) -> Double {
        spans(of: day).reduce(0) { $0 + $1.weight * $1.hours }
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
        spans(of: day).reduce(0) { $0 + ($1.weight > 0 ? $1.hours : 0) }
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
