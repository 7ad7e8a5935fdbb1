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

    // MARK: - Levels

    /// A visit that is answered, or not, and leads to others by transfers.
    private static func visits(
        _ name: String, at seconds: Int = 0, _ levels: [(name: String, rank: Int?)],
        isAnswered: Bool = true
    ) -> CallFacts {
        var stream = Stream.incoming(name)
        for (place, level) in levels.enumerated() {
            let time = Double(place * 60)
            stream.at(time, .enqueued(level.name, level: level.name, rank: level.rank))
            guard isAnswered else { continue }
            stream.at(time + 1, .connected(agent: "anne"))
            guard place + 1 < levels.count else { continue }
            stream.at(
                time + 60, .transferred(.blind, from: level.name, to: levels[place + 1].name),
                .talkEnded(by: .agent))
        }
        stream.at(600, .ended(.caller))
        return stream.facts(wallOffset: .seconds(utc("2026-11-23 09:00") + seconds))
    }

    /// Two calls are answered at level 1, of which one goes up; a third gives up there. Level 2 gets
    /// one of its own, which goes up to the VIP line, and an hour later another.
    static let levels: [CallFacts] = [
        visits("a", [("n1", 1), ("n2", 2)]), visits("b", [("n1", 1)]),
        visits("c", [("n1", 1)], isAnswered: false), visits("d", [("n2", 2), ("vip", 3)]),
        visits("e", [("vip", 3)]), visits("f", [("old", nil), ("n2", 2)]),
        visits("g", at: 3_600, [("n2", 2), ("n1", 1), ("n2", 2)]),
    ]

    @Test(
        arguments: [
            // Of those answered at level 1, and by the row's own visits where rows have a level.
            (Dimension.all, nil, [], "2/3"),
            (.level, nil, ["n1 2/3", "n2 1/5", "old 0/0", "vip 0/2"], "2/3"),
            (.queue, "n2", ["n2 1/5"], "1/5"),
            (.agent, nil, ["anne 2/3"], "2/3"), (.flowVersion, nil, ["accueil@v1 2/3"], "2/3"),
            (.level, "old", ["old 0/0"], "0/0"),
        ] as [(Dimension, String?, [String], String)])
    func `escalation is from the first level up, or from a row's own`(
        dimension: Dimension, value: String?, rows: [String], total: String
    ) {
        func text(_ row: Report.Row) -> String {
            row.cells.map { "\($0.fraction.numerator)/\($0.fraction.denominator)" }.joined()
        }
        let report = Self.report(
            Self.question(.whole, by: dimension, value: value, figures: [.escalationRate]),
            Self.levels)
        #expect(text(report.total) == total)
        if !rows.isEmpty { #expect(report.rows.map { "\($0.name) \(text($0))" } == rows) }
    }

    @Test func `the first level is that of the whole report, in each of its hours`() {
        let late = Self.visits("h", at: 7_200, [("n2", 2), ("vip", 3)])
        let report = Self.report(
            Self.question(.hour, figures: [.escalationRate]), Self.levels + [late])
        #expect(report.firstRank == 1)
        #expect(report.rows.map { $0.cells[0].value == nil } == [false, false, true])
        #expect(Self.report(Self.question(.whole), []).firstRank == nil)
    }

    @Test(arguments: [(nil, "1/1"), (1, "0/0"), (2, "1/1")] as [(Int?, String)])
    func `the first level is that of the journal, where only a part of it is asked for`(
        first: Int?, text: String
    ) {
        let late = Self.visits("h", [("n2", 2), ("vip", 3)])
        let question = Self.question(.whole, figures: [.escalationRate])
        var builder = ReportBuilder(question, firstRank: first)
        for (key, tally) in TallyBook([late]).tallies { builder.add(tally, at: key) }
        let fraction = builder.report().total.cells[0].fraction
        #expect("\(fraction.numerator)/\(fraction.denominator)" == text)
    }

    // MARK: - Time

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
