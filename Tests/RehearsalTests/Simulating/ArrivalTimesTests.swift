import Flows
import Telephony
import Testing

@testable import Rehearsal

@Suite struct ArrivalTimesTests {
    private func times(
        _ stream: SimulationPlan.Stream, from day: String = "2026-11-02", days: Int = 28,
        seed: UInt64 = 1, centre: Centre = Centre(name: "test", zone: .utc)
    ) throws -> [CivilTime] {
        let plan = SimulationPlan(name: "test", firstDay: try #require(CivilDate(day)), days: days)
        var arrivals = ArrivalTimes(stream, in: plan, of: centre, seed: seed)
        var times: [CivilTime] = []
        while let time = arrivals.next() {
            times.append(CivilTime(secondsSince1970: Int(time / 1_000)))
        }
        return times
    }

    private func stream(
        _ calls: Double, _ period: SimulationPlan.Stream.Period,
        by process: SimulationPlan.Stream.Process = .chance, days: [Weekday: Double] = [:],
        hours: [SimulationPlan.Stream.HourWeight] = []
    ) -> SimulationPlan.Stream {
        SimulationPlan.Stream(
            name: "clients", called: "flow", flow: "flow", volume: .calls(calls, every: period),
            process: process, days: days, hours: hours, callers: [])
    }

    private func hours(_ weights: [(Int, Int, Double)]) throws
        -> [SimulationPlan.Stream.HourWeight]
    {
        try weights.map { start, end, weight in
            .init(
                span: try #require(DaySpan(start: start * 3_600, end: end * 3_600)), weight: weight)
        }
    }

    @Test(arguments: [
        (SimulationPlan.Stream.Period.hour, 10.0, 10.0 * 24 * 28), (.day, 100, 2_800),
        (.week, 700, 2_800), (.all, 5_000, 5_000), (.month, 3_000, 2_800),
    ])
    func `as many calls come as are told`(
        _ period: SimulationPlan.Stream.Period, _ calls: Double, _ expected: Double
    ) throws {
        let evenly = try times(stream(calls, period, by: .clock))
        #expect(abs(Double(evenly.count) - expected) <= 2)
        let byChance = try times(stream(calls, period))
        #expect(abs(Double(byChance.count) - expected) < 4 * expected.squareRoot())
    }

    @Test func `who would call when nobody does calls on the next day on which others do`() throws {
        let plan = SimulationPlan(
            name: "test", firstDay: try #require(CivilDate("2026-11-02")), days: 3)
        var arrivals = ArrivalTimes(
            stream(
                100, .all, days: [.monday: 1, .wednesday: 1],
                hours: try hours([(8, 10, 1), (14, 16, 3), (22, 24, 1)])),
            in: plan, of: Centre(name: "test", zone: .utc), seed: 1)
        /// In hours since the first midnight.
        func moment(_ hour: Double, _ part: Double = 0) -> Double? {
            let begin = Int64(plan.firstDay.daysSince1970) * 86_400_000
            return arrivals.moment(from: begin + Int64(hour * 3_600_000), part: part)
                .map { (Double($0 - begin) / 3_600).rounded() / 1_000 }
        }
        // While others call too.
        #expect(moment(9.5, 0.7) == 9.5 && moment(23.5) == 23.5)
        // Later on the same day: six of eight weights are in the afternoon.
        #expect(moment(12) == 14 && moment(12, 0.375) == 15 && moment(12, 0.875) == 23)
        // On Tuesday nobody calls.
        #expect(moment(26) == 56 && moment(40, 0.5) == 63)
        // Nor after the last day, whose calls past its midnight are none of its.
        #expect(moment(71.5) == 71.5 && moment(72) == nil)
    }

    @Test func `days and hours have their weights`() throws {
        let found = try times(
            stream(
                7_000, .all, days: [.monday: 3, .tuesday: 1],
                hours: hours([(8, 10, 1), (10, 12, 4)])))
        #expect(found.allSatisfy { [.monday, .tuesday].contains($0.date.weekday) })
        #expect(found.allSatisfy { (8..<12).contains($0.hour) })
        let mondays = Double(found.count { $0.date.weekday == .monday }) / Double(found.count)
        #expect(abs(mondays - 0.75) < 0.02)
        let late = Double(found.count { $0.hour >= 10 }) / Double(found.count)
        #expect(abs(late - 0.8) < 0.02)
    }

    @Test func `gaps are spread exponentially`() throws {
        let found = try times(stream(600, .hour), days: 2).map(\.secondsSince1970)
        let gaps = zip(found, found.dropFirst()).map { Double($1 - $0) }
        let mean = gaps.reduce(0, +) / Double(gaps.count)
        #expect(abs(mean - 6) < 0.2)
        #expect(abs(Double(gaps.count { $0 >= 6 }) / Double(gaps.count) - 0.37) < 0.05)
    }

    @Test func `nobody calls on days on which the calendar does not open`() throws {
        var centre = Centre(name: "test", zone: .utc)
        let span = try #require(DaySpan(start: 9 * 3_600, end: 17 * 3_600))
        centre.calendars["bureau"] = Centre.Calendar(
            hours: OpeningHours(zone: "UTC", weekly: [.monday: [span], .wednesday: [span]]),
            zone: .utc)
        var stream = stream(500, .week)
        stream.calendar = "bureau"
        let found = try times(stream, centre: centre)
        #expect(found.allSatisfy { [.monday, .wednesday].contains($0.date.weekday) })
        #expect(found.allSatisfy { (9..<17).contains($0.hour) })
        #expect(abs(found.count - 2_000) < 180)
    }

    @Test func `a span past midnight ends before the first of the next day`() throws {
        let found = try times(
            stream(240, .day, by: .clock, hours: hours([(0, 8, 1), (20, 2, 0)])), days: 3)
        #expect(found == found.sorted())
        var centre = Centre(name: "test", zone: .utc)
        let day = try #require(DaySpan(start: 0, end: 12 * 3_600))
        let night = try #require(DaySpan(start: 22 * 3_600, end: 6 * 3_600))
        centre.calendars["nuits"] = Centre.Calendar(
            hours: OpeningHours(
                zone: "UTC",
                weekly: Dictionary(
                    uniqueKeysWithValues: Weekday.allCases.map { ($0, [day, night]) })), zone: .utc)
        var covered = stream(1_400, .day, by: .clock)
        covered.calendar = "nuits"
        let calls = try times(covered, days: 7, centre: centre)
        #expect(calls == calls.sorted())
        #expect(abs(calls.count - 9_800) < 5)
        // The same in all hours of fourteen, whichever span they are in.
        for hour in [1, 7, 11, 22, 23] {
            #expect(abs(calls.count { $0.hour == hour } - 700) < 10, "\(hour)")
        }
        // To the second in which a span ends.
        #expect(calls.allSatisfy { $0.secondOfDay <= 12 * 3_600 || $0.hour >= 22 })
    }

    @Test func `who calls after midnight of the evening before is among the first`() throws {
        let found = try times(
            stream(100, .day, by: .clock, hours: hours([(22, 2, 1)])), days: 2)
        #expect(found.allSatisfy { $0.secondOfDay <= 2 * 3_600 || $0.hour >= 22 })
        #expect(abs(found.count - 200) <= 1)
        #expect(found.first?.hour == 0)
    }

    private func replayed(_ moments: [Int64], factor: Double, seed: UInt64 = 1) throws -> [Int64] {
        let plan = SimulationPlan(
            name: "test", firstDay: try #require(CivilDate("1970-01-01")), days: 1)
        var arrivals = ArrivalTimes(
            stream(5, .day), in: plan, of: Centre(name: "test", zone: .utc), seed: seed,
            factor: factor, recorded: moments)
        var times: [Int64] = []
        while let time = arrivals.next() { times.append(time) }
        return times
    }

    @Test func `moments of a log come as they are`() throws {
        #expect(try replayed([10, 20, 30], factor: 1) == [10, 20, 30])
    }

    @Test func `moments outside the days that are simulated don't come`() throws {
        #expect(try replayed([-5, 10, 86_399_999, 86_400_000], factor: 1) == [10, 86_399_999])
    }

    @Test func `so many times as many calls come as in a log`() throws {
        let log = (0..<1_000).map { Int64($0 * 60_000) }
        let twice = try replayed(log, factor: 2)
        #expect(twice.count == 2_000)
        #expect(twice == twice.sorted())
        #expect(twice.count { $0 % 60_000 == 0 } >= 1_000)
        let half = try replayed(log, factor: 0.5)
        #expect(abs(half.count - 500) < 60)
        #expect(Set(half).isSubset(of: log))
        #expect(try half == replayed(log, factor: 0.5))
        #expect(try half != replayed(log, factor: 0.5, seed: 2))
        #expect(try replayed(log, factor: 0).isEmpty)
    }
}
