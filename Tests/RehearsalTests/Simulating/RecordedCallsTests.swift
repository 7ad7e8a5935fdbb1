import Flows
import Telephony
import Testing

@testable import Rehearsal

@Suite struct RecordedCallsTests {
    private func stream(
        _ name: String, _ calls: Double, to called: String = "+33188000010",
        hours: (Int, Int)? = nil
    ) throws -> SimulationPlan.Stream {
        var stream = SimulationPlan.Stream(
            name: name, called: called, flow: "boutique", volume: .calls(calls, every: .day),
            callers: [])
        if let hours {
            let span = try #require(DaySpan(start: hours.0 * 3_600, end: hours.1 * 3_600))
            stream.hours = [.init(span: span, weight: 1)]
        }
        return stream
    }

    /// A call a minute of a Monday.
    private func calls(of setting: SimulationSetting) -> [Int64] {
        (0..<1_440).map { setting.period.lowerBound + Int64($0) * 60_000 }
    }

    @Test func `each call is of one stream, and streams of one number share by what is expected`()
        throws
    {
        let setting = try SimulationFixture.shop()
        let log = calls(of: setting)
        let streams = try [stream("beaucoup", 300), stream("peu", 100)]
        let dealt = RecordedCalls(["+33188000010": log.reversed()]).dealt(
            to: streams, of: setting)
        #expect(dealt["beaucoup"]?.count == 1_080)
        #expect(dealt["peu"]?.count == 360)
        #expect(Set(dealt.values.flatMap(\.self)) == Set(log))
        for moments in dealt.values { #expect(moments == moments.sorted()) }
        #expect(
            dealt == RecordedCalls(["+33188000010": log]).dealt(to: streams, of: setting))
    }

    @Test func `at an hour at which one stream calls alone its calls are all`() throws {
        let setting = try SimulationFixture.shop()
        let dealt = RecordedCalls(["+33188000010": calls(of: setting)]).dealt(
            to: try [stream("jour", 900, hours: (8, 18)), stream("soir", 5, hours: (18, 22))],
            of: setting)
        let zone = setting.program.centre.zone
        func hours(_ name: String) -> Set<Int> {
            Set((dealt[name] ?? []).map { zone.civilTime(at: Int($0 / 1_000)).hour })
        }
        #expect(hours("jour").isSuperset(of: 8..<18))
        #expect(hours("jour").isDisjoint(with: 18..<22))
        #expect(hours("soir").isSuperset(of: 18..<22))
        #expect(hours("soir").isDisjoint(with: 8..<18))
        #expect(dealt.values.reduce(0) { $0 + $1.count } == 1_440)
    }

    @Test func `a number goes before the flow, and other calls to none`() throws {
        let setting = try SimulationFixture.shop()
        let start = setting.period.lowerBound
        let streams = try [stream("numero", 10), stream("autre", 10, to: "+33188000099")]
        let log = RecordedCalls([
            "+33188000010": [start + 3, start + 1], "boutique": [start + 2, start + 4],
            "ailleurs": [start + 5],
        ])
        #expect(log.known(to: streams) == ["+33188000010", "boutique"])
        let dealt = log.dealt(to: streams, of: setting)
        #expect(dealt.values.reduce(0) { $0 + $1.count } == 4)
        #expect(dealt["numero"]?.contains(start + 1) == true)
        #expect(dealt["numero"]?.contains(start + 3) == true)
        #expect(dealt["autre"]?.count == 1)
        let all = log.dealt(to: streams, of: setting, whatever: true)
        #expect(all.values.reduce(0) { $0 + $1.count } == 5)
    }

    @Test func `the days of a log are those on the clocks of the centre`() throws {
        let setting = try SimulationFixture.shop()
        let start = setting.period.lowerBound
        let days = setting.days(of: start...start + 86_400_000)
        #expect(days.first == setting.plan.firstDay)
        #expect(days.count == 2)
    }

    /// Calls at 10 o'clock of each day, so many.
    private func daily(_ counts: [Int], of setting: SimulationSetting) -> [Int64] {
        counts.enumerated().flatMap { day, count in
            (0..<count).map {
                setting.period.lowerBound + Int64(day) * 86_400_000 + 36_000_000 + Int64($0) * 1_000
            }
        }
    }

    /// When times without calls begin and end, in hours since the first midnight.
    private func hours(_ silences: [RecordedCalls.Silence], of setting: SimulationSetting)
        -> [[Double]]
    {
        silences.map { silence in
            [silence.time.lowerBound, silence.time.upperBound].map {
                Double($0 - setting.period.lowerBound) / 3_600_000
            }
        }
    }

    @Test func `a day without calls is missed where many were to be expected`() throws {
        let setting = try SimulationFixture.shop(days: 7)
        var weekly = try stream("semaine", 300)
        weekly.days = Dictionary(
            uniqueKeysWithValues: Weekday.allCases.prefix(6).map { ($0, 1) })
        #expect(setting.plan.firstDay.weekday == .monday)
        func missing(
            _ counts: [Int], to called: String = "+33188000010"
        ) -> [RecordedCalls.Silence] {
            RecordedCalls([called: daily(counts, of: setting), "ailleurs": daily([1], of: setting)])
                .silences(of: [weekly], in: setting)
        }
        // The plan expects nobody on a Sunday.
        #expect(missing([60, 60, 60, 60, 60, 60, 0]).isEmpty)
        let gap = missing([60, 60, 0, 60, 0, 60, 0])
        // All calls of the log come from 10 o'clock to half past.
        #expect(hours(gap, of: setting) == [[58, 58.5], [106, 106.5]])
        // By the log's 240 calls in six days, whatever the plan's 300 a day.
        for silence in gap { #expect(abs(silence.expected - 40) < 0.001) }
        // A day without a call is no wonder where there are few.
        #expect(missing([19, 19, 0, 19, 19, 19, 0]).isEmpty)
        #expect(missing([25, 25, 0, 25, 25, 25, 0]).count == 1)
        #expect(missing([60, 60, 0, 60, 60, 60, 0], to: "autre").isEmpty)
        #expect(
            hours(
                RecordedCalls(["file": daily([60, 0, 60, 60, 60, 60, 0], of: setting)])
                    .silences(of: [weekly], in: setting, whatever: true), of: setting)
                == [[34, 34.5]])
        weekly.volume = .replay("journal.sqlite")
        #expect(hours(missing([60, 60, 0, 60, 60, 60, 0]), of: setting) == [[58, 58.5]])
        // Two days that are missing one after the other are one gap.
        let two = missing([60, 60, 0, 0, 60, 60, 0])
        #expect(hours(two, of: setting) == [[58, 82.5]])
        #expect(two.allSatisfy { abs($0.expected - 80) < 0.001 })
    }

    @Test func `a part of a day is missed, and no beginning or end of a log`() throws {
        let setting = try SimulationFixture.shop(days: 5)
        let shop = try stream("jour", 300, hours: (8, 18))
        func silences(of spans: [Range<Int>]) -> [[Double]] {
            let minutes = spans.flatMap { span in
                stride(from: span.lowerBound * 60, to: span.upperBound * 60, by: 2)
            }
            let log = minutes.map { setting.period.lowerBound + Int64($0) * 60_000 }
            return hours(
                RecordedCalls(["+33188000010": log]).silences(of: [shop], in: setting), of: setting)
        }
        let whole = (0..<5).map { ($0 * 24 + 8)..<($0 * 24 + 18) }
        #expect(silences(of: whole).isEmpty)
        // Wednesday from 11 to 15 o'clock, and the log begins on Monday at 14 and ends on Friday at 12.
        var torn = whole
        torn[2] = 56..<59
        torn.append(63..<66)
        #expect(silences(of: torn) == [[59, 63]])
        torn[0] = 14..<18
        torn[4] = 104..<108
        #expect(silences(of: torn) == [[59, 63]])
        // From Tuesday afternoon to Wednesday morning it is one, with the night.
        var night = whole
        night[1] = 32..<38
        night[2] = 60..<66
        #expect(silences(of: night) == [[38, 60]])
        // Where nobody calls at noon there is no gap at noon.
        #expect(
            silences(
                of: whole.flatMap {
                    [
                        $0.lowerBound..<$0.lowerBound + 4,
                        $0.lowerBound + 6..<$0.upperBound,
                    ]
                }
            ).isEmpty)
        // A day that is over and a day of which there is nothing.
        #expect(silences(of: Array(whole.dropLast())) == [[104, 114]])
    }
}
