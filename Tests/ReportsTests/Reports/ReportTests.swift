import Reports
import Telephony
import TestSupport
import Testing

@Suite struct ReportTests {
    /// A call at a moment of Paris, answered after so many seconds.
    static func call(
        _ name: String, at instant: Int, queue: String = "n1", wait: Double = 10
    ) -> CallFacts {
        var stream = Stream.incoming(name)
        stream.at(0, .enqueued(queue))
        stream.at(wait, .connected(agent: "anne"))
        stream.at(wait + 60, .talkEnded(by: .caller), .ended(.caller))
        return stream.facts(wallOffset: .seconds(instant))
    }

    /// The instant at which clocks on UTC show a time.
    static func utc(_ text: String) -> Int { CivilTime(text)?.secondsSince1970 ?? 0 }

    static func report(_ question: ReportQuestion, _ calls: [CallFacts]) -> Report {
        var builder = ReportBuilder(question)
        for (key, tally) in TallyBook(calls).tallies { builder.add(tally, at: key) }
        return builder.report()
    }

    private static func question(
        _ interval: ReportInterval, by dimension: Dimension = .all, value: String? = nil,
        figures: [Figure] = [.answered], from: String? = nil, to: String? = nil, now: String? = nil
    ) -> ReportQuestion {
        func time(_ text: String?) -> WallTime? { text.map { WallTime(seconds: utc($0)) } }
        return ReportQuestion(
            figures: figures, by: dimension, value: value, every: interval, from: time(from),
            to: time(to), zone: .paris, now: time(now))
    }

    /// The night of 2026-10-25: 02:00 to 03:00 comes twice.
    static let autumn = [
        "2026-10-24 22:30", "2026-10-25 00:30", "2026-10-25 01:30",
        "2026-10-25 02:00", "2026-10-25 22:59", "2026-10-25 23:00",
    ]
    /// The night of 2026-03-29: 02:00 to 03:00 does not come.
    static let spring = [
        "2026-03-28 22:59", "2026-03-28 23:00", "2026-03-29 00:59",
        "2026-03-29 01:00", "2026-03-29 21:59", "2026-03-29 22:00",
    ]

    @Test(
        arguments: [
            (
                ReportInterval.hour, autumn,
                [
                    "2026-10-25 00:00 +02:00 1", "2026-10-25 02:00 +02:00 1",
                    "2026-10-25 02:00 +01:00 1",
                    "2026-10-25 03:00 +01:00 1", "2026-10-25 23:00 +01:00 1",
                    "2026-10-26 00:00 +01:00 1",
                ]
            ),
            (
                .quarterHour, autumn,
                [
                    "2026-10-25 00:30 +02:00 1", "2026-10-25 02:30 +02:00 1",
                    "2026-10-25 02:30 +01:00 1",
                    "2026-10-25 03:00 +01:00 1", "2026-10-25 23:45 +01:00 1",
                    "2026-10-26 00:00 +01:00 1",
                ]
            ),
            (.day, autumn, ["2026-10-25 5", "2026-10-26 1"]),
            (.week, autumn, ["2026-W43 5", "2026-W44 1"]),
            (
                .hour, spring,
                [
                    "2026-03-28 23:00 +01:00 1", "2026-03-29 00:00 +01:00 1",
                    "2026-03-29 01:00 +01:00 1",
                    "2026-03-29 03:00 +02:00 1", "2026-03-29 23:00 +02:00 1",
                    "2026-03-30 00:00 +02:00 1",
                ]
            ),
            (.day, spring, ["2026-03-28 1", "2026-03-29 4", "2026-03-30 1"]),
            (.week, spring, ["2026-W13 5", "2026-W14 1"]),
            (.hourOfDay, spring, ["00:00 2", "01:00 1", "03:00 1", "23:00 2"]),
            (.weekday, spring, ["monday 1", "saturday 1", "sunday 4"]),
            (.week, ["2027-01-01 12:00", "2027-01-04 12:00"], ["2026-W53 1", "2027-W01 1"]),
        ] as [(ReportInterval, [String], [String])])
    func `days are local days, and no two hours of the nights of change are one`(
        interval: ReportInterval, times: [String], rows: [String]
    ) {
        let calls = times.enumerated().map { Self.call("call-\($0)", at: Self.utc($1)) }
        let report = Self.report(Self.question(interval), calls)
        #expect(
            report.rows.map { "\($0.slot?.label ?? "") \($0.cells[0].fraction.numerator)" } == rows)
        #expect(report.total.cells[0].value == Double(times.count))
    }

    @Test func `rows are told by queue and time, and the total is of everything`() {
        let calls = [
            Self.call("a", at: Self.utc("2026-11-23 09:10")),
            Self.call("b", at: Self.utc("2026-11-23 09:20"), wait: 30),
            Self.call("c", at: Self.utc("2026-11-23 10:10"), queue: "n2"),
        ]
        let report = Self.report(
            Self.question(.hour, by: .queue, figures: [.visits, .qualityOfService]), calls)
        #expect(
            report.rows.map { "\($0.name) \($0.slot?.label ?? "")" } == [
                "n1 2026-11-23 10:00 +01:00", "n2 2026-11-23 11:00 +01:00",
            ])
        #expect(report.rows.map { $0.cells.map(\.value) } == [[2, 50], [1, 100]])
        #expect(report.total.cells[0].value == 3)
    }

    @Test func `one queue and a span of time are all that counts`() {
        let calls = [
            Self.call("a", at: Self.utc("2026-11-23 09:10")),
            Self.call("b", at: Self.utc("2026-11-23 10:00")),
            Self.call("c", at: Self.utc("2026-11-23 10:59")),
            Self.call("d", at: Self.utc("2026-11-23 11:00")),
            Self.call("e", at: Self.utc("2026-11-23 10:10"), queue: "n2"),
        ]
        let report = Self.report(
            Self.question(
                .whole, by: .queue, value: "n1", from: "2026-11-23 10:00", to: "2026-11-23 11:00"),
            calls)
        #expect(report.rows.map(\.name) == ["n1"])
        #expect(report.total.cells[0].value == 2)
        #expect(report.calendar[weekday: 0, hour: 11].answered == 2)
        #expect(report.calendar.everyDay(hour: 11).calls == 2)
        #expect(report.answeredWaits.total == 2)
    }

    @Test func `figures without sense in a dimension are n-a there`() {
        let report = Self.report(
            Self.question(.whole, by: .agent, figures: [.answerRate, .averageSpeedOfAnswer]),
            [Self.call("a", at: 0)])
        #expect(report.rows.map { $0.cells.map(\.value) } == [[nil, 10]])
        #expect(report.total.cells.map(\.value) == [100, 10])
    }

    @Test(arguments: [("2026-11-29 10:00", true), ("2026-12-01 10:00", false)])
    func `what a caller may yet change is provisional for seven days`(now: String, is: Bool) {
        let report = Self.report(
            Self.question(
                .whole, figures: [.firstContactResolution, .answered], now: now),
            [Self.call("a", at: Self.utc("2026-11-23 09:10"))])
        #expect(report.total.cells.map(\.isProvisional) == [`is`, false])
        #expect(report.table(in: .english).notes.isEmpty == !`is`)
    }

    @Test func `the menu tells who came, pressed and hung up`() {
        let report = Self.report(
            Self.question(.whole), FigureTests.calls)
        let step = report.menu[0]
        #expect(step.name == "accueil/menu" && step.entered == 4 && step.hungUp == 2)
        #expect(step.keys[1] == 1 && step.noInputs == 1 && step.noMatches == 1)
    }

    @Test func `an order of tallies makes no difference`() {
        let calls = RandomCalls.calls(80, seed: 3)
        let question = Self.question(.hour, by: .queue, figures: Figure.allCases)
        let entries = TallyBook(calls).tallies.sorted {
            ($0.key.quarter, $0.key.value) < ($1.key.quarter, $1.key.value)
        }
        var forward = ReportBuilder(question)
        for (key, tally) in entries { forward.add(tally, at: key) }
        var backward = ReportBuilder(question)
        for (key, tally) in entries.reversed() { backward.add(tally, at: key) }
        #expect(forward.report() == backward.report())
    }
}
