import Flows
import Reports
import Telephony
import Testing

@testable import Rehearsal

/// When people of a destination are there, and how many of them.
@Suite struct OutsideShiftTests {
    private static let shifts = """
        shifts:
            - count: 2
              hours: {monday: "08:00-12:00"}
              breaks: [{window: "09:00-10:00", length: 30m}]
            - {count: 3, hours: {monday: "11:00-16:00, 18:00-20:00"}}
        """

    /// A shop of which all calls go to the provider, more than there are people for.
    private func setting(_ people: String = shifts) throws -> SimulationSetting {
        try SimulationFixture.shop {
            $0.replacing("calls: 400 a day", with: "calls: 3000 a day")
                .replacing("\"08:00-12:00\": 10, \"14:00-18:00\": 8", with: "\"00:00-24:00\": 1")
                .replacing(
                    "menu: {1: 70, 2: 10, 3: 15, nothing: 2, wrong: 1, hang-up: 2}",
                    with: "menu: {3: 1}"
                )
                .replacing("autres: {", with: "autres: {presses: {menu: {3: 1}}, ")
                .replacing(
                    "{positions: 3, talk: exponential 3m, wrap-up: constant 10s}",
                    with:
                        "\n    talk: exponential 3m\n    answers-after: constant 0s\n    \(people)"
                )
        }
    }

    private func people(_ setting: SimulationSetting) throws -> SimulationPlan.Outside {
        try #require(setting.plan.destinations["prestataire"])
    }

    @Test func `as many are there as shifts and breaks leave`() throws {
        let people = try people(setting())
        let monday = try #require(CivilDate("2026-11-23"))
        func present(_ hour: Int, _ minute: Int = 0, after days: Int = 0) -> Int? {
            people.present(
                at: CivilTime(
                    date: monday.adding(days: days), secondOfDay: hour * 3_600 + minute * 60))
        }
        let told = [7, 8, 9, 10, 11, 12, 15, 16, 17, 18, 20].map { present($0) }
        #expect(told == [0, 2, 1, 2, 5, 3, 3, 0, 0, 3, 0])
        #expect(present(9, 29) == 1 && present(9, 30) == 1 && present(9, 59) == 1)
        #expect(present(11, after: 1) == 0)
        #expect(people.presence(on: .monday) == (2 * 4 - 1 + 3 * 7) * 3_600)
        #expect(people.comings(on: .monday) == [8, 9.5, 10, 11, 18].map { Int($0 * 3_600) })
    }

    @Test func `those of a night are there after midnight, but for their breaks`() throws {
        let people = try people(
            setting(
                """
                shifts:
                    - count: 3
                      hours: {monday: "22:00-06:00"}
                      breaks: [{window: "01:00-03:00", length: 1h}]
                """))
        let monday = try #require(CivilDate("2026-11-23"))
        func present(_ day: Int, _ hour: Int) -> Int? {
            people.present(
                at: CivilTime(
                    date: monday.adding(days: day - 23), secondOfDay: hour * 3_600))
        }
        // From 22 to 6, two at one o'clock and one at two away for an hour.
        #expect(present(23, 21) == 0 && present(23, 23) == 3 && present(24, 0) == 3)
        #expect(present(24, 1) == 1 && present(24, 2) == 2 && present(24, 5) == 3)
        #expect(present(24, 6) == 0 && present(24, 23) == 0)
        #expect(people.presence(on: .monday) == (3 * 8 - 3) * 3_600)
    }

    @Test func `nobody answers who is not there, and who comes takes what rings`() throws {
        let setting = try setting()
        let people = try people(setting)
        var run = setting.run(seed: 1)
        run.keepsRecords = true
        _ = run.finish()
        let zone = setting.program.centre.zone
        var talking: Set<CallID> = []
        var most: [Int: Int] = [:]
        var early = 0
        for record in run.takeRecords() {
            switch record.event {
            case .connected("prestataire"):
                talking.insert(record.call)
                let now = zone.civilTime(
                    at: Int((run.unixOrigin + record.time.inMilliseconds) / 1_000))
                let present = try #require(people.present(at: now))
                #expect(talking.count <= present, "at \(now)")
                let hour = now.secondOfDay / 3_600
                most[hour] = max(most[hour] ?? 0, talking.count)
                if [28_800, 39_600, 64_800].contains(now.secondOfDay) { early += 1 }
            case .talkEnded, .ended: talking.remove(record.call)
            default: continue
            }
        }
        #expect(most.keys.sorted() == [8, 9, 10, 11, 12, 13, 14, 15, 18, 19])
        #expect([8, 9, 11, 13, 19].map { most[$0] } == [2, 1, 5, 3, 3])
        #expect(early == 2 + 3 + 3)
        let row = run.finish().rows.first { $0.subject == .provider && $0.name == "prestataire" }
        let occupancy = try #require(row?.values[.occupancy])
        let tally = run.figures.tally(.provider, "prestataire")
        #expect(abs(occupancy - Double(tally[.talk]) / (28 * 36_000)) < 1e-9)
        #expect(occupancy > 90)
    }

    @Test func `a what-if has other people of a destination, at other hours`() throws {
        let base = try setting()
        let changes = try SimulationChange.list(
            "prestataire=10, hours prestataire=monday 10:00-11:00; tuesday 09:00-10:00")
        for change in changes {
            #expect(change.fault(in: base.plan, of: base.program.centre) == nil)
        }
        let changed = try people(base.changed(by: changes))
        #expect(changed.shifts.map(\.count) == [4, 6])
        #expect(changed.presence(on: .monday) == 36_000)
        #expect(changed.presence(on: .tuesday) == 36_000 - 4 * 1_800)
        #expect(changed.positions == nil && changed.hours.isEmpty)
        // Without shifts it is the positions that change.
        let whole = try people(
            setting("positions: 3").changed(by: try SimulationChange.list("prestataire=7")))
        #expect(whole.positions == 7 && whole.shifts.isEmpty)
        // A group of the staff has other hours too, and keeps its breaks.
        let desk = base.changed(
            by: try SimulationChange.list("hours desk=monday-saturday 09:00-19:00")
        ).plan.staff[0]
        #expect(desk.shifts.allSatisfy { $0.hours.count == 6 && $0.breaks.count == 1 })
        let unknown = try SimulationChange.list("hours nirgends=monday 10:00-11:00")
        #expect(unknown[0].fault(in: base.plan, of: base.program.centre) != nil)
    }

    @Test func `positions and shifts tell the same, and only one of them is told`() throws {
        let text = SimulationFixture.simulation.replacing(
            "{positions: 3,",
            with: "{positions: 3, shifts: [{count: 1, hours: {monday: 08:00-12:00}}],")
        let check = SimulationChecker.check(
            SourceText(path: "flows/simulation.yaml", text: text),
            of: try SimulationFixture.program())
        #expect(check.plan == nil)
        #expect(check.diagnostics.map(\.code) == [.badShifts])
    }
}
