import Reports
import Telephony
import Testing

/// What went wrong, week by week.
@Suite struct DifficultyReportTests {
    /// Monday 2 November 2026, midnight in UTC, a week's beginning.
    private static let monday = 1_793_577_600

    private func call(
        _ name: String, day: Int, _ events: (Double, CallEvent)...
    ) -> CallFacts {
        var stream = Stream.incoming(name)
        for (second, event) in events { stream.at(second, event) }
        return stream.facts(wallOffset: .seconds(Self.monday + day * 86_400))
    }

    private func report(_ calls: [CallFacts], from day: Int? = 7) -> DifficultyReport {
        var report = DifficultyReport(
            every: .week, from: day.map { WallTime(seconds: Self.monday + $0 * 86_400) },
            to: nil, zone: .utc)
        for call in calls { report.add(call, isRepeated: false) }
        return report
    }

    /// Each row as `kind place count`.
    private func rows(_ report: DifficultyReport) -> [String] {
        report.rows.map { "\($0.kind.rawValue) \($0.place) \($0.count)" }
    }

    @Test func `steps tell what was not pressed, too many failures and who hung up`() {
        let failing = call(
            "a", day: 7, (0, .answered), (0, .stepEntered(flow: "accueil", step: "menu")),
            (5, .noInput(count: 1)), (10, .keys(KeyEntry(.digits([.nine])))),
            (10, .noMatch(KeyEntry(.digits([.nine])), count: 1)),
            (15, .noInput(count: 2)), (16, .stepEntered(flow: "accueil", step: "fin")),
            (18, .ended(.caller)))
        let better = call(
            "b", day: 8, (0, .answered), (0, .stepEntered(flow: "accueil", step: "menu")),
            (5, .noInput(count: 1)), (8, .keys(KeyEntry(.digits([.one])))),
            (8, .stepEntered(flow: "accueil", step: "fin")), (9, .ended(.flow)))
        #expect(
            rows(report([failing, better])) == [
                "no-input accueil/menu 3", "no-match accueil/menu 1",
                "too-many-failures accueil/menu 1", "hung-up accueil/fin 1",
            ])
    }

    @Test func `who was served and hangs up at the last menu met no difficulty`() {
        let end: [(Double, CallEvent)] = [
            (50, .stepEntered(flow: "accueil", step: "autre-chose")), (52, .ended(.caller)),
        ]
        func ending(_ name: String, after events: (Double, CallEvent)...) -> CallFacts {
            var stream = Stream.incoming(name)
            for (second, event) in events + end { stream.at(second, event) }
            return stream.facts(wallOffset: .seconds(Self.monday + 7 * 86_400))
        }
        let calls = [
            ending(
                "a", after: (0, .enqueued("n1")), (1, .connected(agent: "anne")),
                (9, .talkEnded(by: .agent))),
            ending("b", after: (0, .selfServiceDone("solde"))),
            ending("c", after: (0, .answered)),
        ]
        #expect(rows(report(calls)) == ["hung-up accueil/autre-chose 1"])
    }

    @Test func `calls again without a motive are told as such`() {
        var told = DifficultyReport(every: .week, from: nil, to: nil, zone: .utc)
        told.add(call("a", day: 7, (0, .answered), (3, .ended(.flow))), isRepeated: true)
        let table = told.table(in: .english)
        #expect(table.rows.first?.contains(.name("no motive")) == true)
    }

    @Test func `queues and agents tell who was refused, gave up, and was not answered`() {
        let refused = call(
            "a", day: 7, (0, .enqueued("n1")), (0, .flowedOut(queue: "n1", reason: .full)),
            (1, .enqueued("n2")), (1, .flowedOut(queue: "n2", reason: .closed)),
            (2, .enqueued("n3")), (2, .flowedOut(queue: "n3", reason: .empty)),
            (3, .enqueued("n4")), (90, .flowedOut(queue: "n4", reason: .timeout)),
            (91, .ended(.flow)))
        let abandoned = call(
            "b", day: 7, (0, .enqueued("n1")), (1, .offered(agent: "anne")),
            (5, .ringNoAnswer(agent: "anne", reason: .timeout)), (6, .offered(agent: "bruno")),
            (8, .ringNoAnswer(agent: "bruno", reason: .withdrawn)), (8, .abandoned(queue: "n1")),
            (8, .ended(.caller)))
        #expect(
            rows(report([refused, abandoned])) == [
                "queue-full n1 1", "queue-closed n2 1", "queue-empty n3 1", "queue-timeout n4 1",
                "abandoned n1 1", "missed-ring anne 1",
            ])
    }

    @Test func `low answers and what is said after them belong together`() throws {
        let unhappy = call(
            "a", day: 7, (0, .enqueued("n1")), (1, .connected(agent: "anne")),
            (9, .talkEnded(by: .agent)), (10, .survey(question: "nps", answer: .common("3"))),
            (12, .recordingStarted(name: "commentaire-1")),
            (20, .recordingEnded(name: "commentaire-1", length: .seconds(8))),
            (21, .ended(.flow)))
        let happy = call(
            "b", day: 7, (0, .enqueued("n1")), (1, .connected(agent: "anne")),
            (2, .recordingStarted(name: "talk-2")), (9, .talkEnded(by: .agent)),
            (10, .survey(question: "nps", answer: .common("7"))), (21, .ended(.flow)))
        let told = report([unhappy, happy])
        #expect(rows(told) == ["low-score nps 1", "comment nps 1"])
        let row = try #require(told.rows.first)
        #expect(row.difficulties.map(\.call.rawValue) == ["a"])
        #expect(row.difficulties.first?.detail == "3, anne, commentaire-1")
        #expect(row.rate == 50)
    }

    @Test func `each week stands beside the one before, which is looked at and not told`() throws {
        func abandoned(_ name: String, day: Int) -> CallFacts {
            call(
                name, day: day, (0, .enqueued("n1")), (9, .abandoned(queue: "n1")),
                (9, .ended(.caller)))
        }
        let calls = [
            abandoned("a", day: 1), abandoned("b", day: 6), abandoned("c", day: 7),
            call("d", day: 8, (0, .answered), (3, .ended(.flow))),
        ]
        let told = report(calls, from: 9)
        #expect(told.begin == WallTime(seconds: Self.monday + 7 * 86_400), "from Monday on")
        #expect(told.quarters.lowerBound == Self.monday / 900)
        let row = try #require(told.rows.first)
        #expect(told.rows.count == 1)
        #expect(row.slot?.label == "2026-W46")
        #expect(row.count == 1 && row.before == 2 && row.change == -1)
        #expect(row.rate == 50 && row.rateBefore == 100)
        #expect(told.calls == 2)
        let whole = report(calls, from: nil)
        #expect(whole.rows.map(\.slot?.label) == ["2026-W46", "2026-W45"])
        #expect(whole.rows.last?.before == nil, "nothing is known of the week before")
    }

    @Test func `every count is that of the calls behind it`() {
        let calls = (0..<20).map { number in
            call(
                "c\(number)", day: number, (0, .stepEntered(flow: "f", step: "menu")),
                (1, .noInput(count: 1)), (2, .noInput(count: 2)), (3, .ended(.caller)))
        }
        let told = report(calls, from: nil)
        for row in told.rows {
            #expect(row.count == row.difficulties.reduce(0) { $0 + $1.times })
            #expect(row.calls == Set(row.difficulties.map(\.call)).count)
        }
        #expect(told.rows.reduce(0) { $0 + $1.calls } == 40)
        #expect(told.table(in: .french).rows.count == told.rows.count)
        #expect(told.callsTable(in: .english).rows.count == 40)
        #expect(told.json(withCalls: true).contains(#""behind":[{"call":"c"#))
        #expect(!told.json(withCalls: false).contains("behind"))
    }
}
