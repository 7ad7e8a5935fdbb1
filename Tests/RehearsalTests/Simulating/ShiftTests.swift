import Flows
import Telephony
import Testing

@testable import Rehearsal

@Suite struct ShiftTests {
    private func records(_ setting: SimulationSetting) -> [JournalRecord] {
        var run = setting.run(seed: 1)
        run.keepsRecords = true
        _ = run.finish()
        return run.takeRecords()
    }

    /// When agents came, in minutes since the beginning.
    private func logins(_ records: [JournalRecord]) -> [Int] {
        records.compactMap { record in
            guard case .agent(.login) = record.event else { return nil }
            return Int(record.time.inMilliseconds / 60_000)
        }
    }

    private func answers(_ records: [JournalRecord]) -> [Int] {
        records.compactMap { record in
            guard case .connected = record.event else { return nil }
            return Int(record.time.inMilliseconds / 3_600_000)
        }
    }

    /// Two agents who talk most of the time.
    private func setting(_ hours: String, talk: String = "constant 20m", days: Int = 3) throws
        -> SimulationSetting
    {
        try SimulationFixture.erlang(
            calls: "8 an hour", agents: 2, talk: talk, patience: "constant 30m", days: days,
            hours: hours)
    }

    @Test func `who is there all day and night does not go at midnight`() throws {
        let records = records(try setting("monday-sunday: \"00:00-24:00\""))
        #expect(logins(records) == [0, 0])
        #expect(Set(answers(records)).isSuperset(of: 0..<72))
    }

    @Test func `spans that follow one another at once are one`() throws {
        let records = records(try setting("monday-sunday: \"08:00-12:00, 12:00-16:00\"", days: 2))
        #expect(logins(records) == [480, 480, 1_920, 1_920])
        #expect(Set(answers(records)).isSuperset(of: [12, 13, 14, 15, 36, 37, 38, 39]))
    }

    @Test func `who works at night is there on the first morning, and each night`() throws {
        let records = records(try setting("monday-sunday: \"22:00-06:00\""))
        #expect(logins(records) == [0, 0, 1_320, 1_320, 2_760, 2_760, 4_200, 4_200])
        #expect(
            Set(answers(records)).isSuperset(
                of: [0, 1, 2, 3, 4, 5, 23, 24, 28, 29, 47, 48, 49, 52, 53, 71]))
    }

    @Test func `a span that ends at midnight and one that begins there are one`() throws {
        let records = records(
            try setting("monday: \"20:00-24:00\", tuesday: \"00:00-04:00\"", days: 2))
        #expect(logins(records) == [1_200, 1_200])
    }

    @Test(arguments: [false, true])
    func `who would go late is there where the next span has begun`(_ isDrawn: Bool) throws {
        // A talk of an hour goes on past noon, and past the pause of five minutes.
        var setting = try setting(
            "monday-sunday: \"08:00-12:00, 12:05-18:00\"", talk: "constant 1h", days: 1)
        // Without a wrap-up of their own agents have that of the centre, and log in again after it.
        if !isDrawn { setting.plan.staff[0].wrapUp = nil }
        let records = records(setting)
        let again = logins(records).filter { $0 > 480 }
        #expect(again.allSatisfy { (725..<786).contains($0) })
        if !isDrawn { #expect(again.count == 2) }
        #expect(Set(answers(records)).isSuperset(of: [12, 13, 14, 15, 16]))
    }

    @Test func `breaks past midnight are taken too`() throws {
        let setting = try SimulationFixture.erlang(
            calls: "1 an hour", agents: 1, days: 2,
            hours:
                "monday: \"22:00-06:00\"}\n    breaks: [{window: \"02:00-03:00\", length: 1h}]\n    skills: {nuit: 1"
        )
        let breaks = records(setting).filter { $0.event == .agent(.away(reason: "pause")) }
        // Who talks goes a little later.
        #expect(breaks.map { Int($0.time.inMilliseconds / 3_600_000) } == [26])
    }

    @Test(arguments: ["wrap-up: constant 7m", ""])
    func `who wraps up does so to the end before a break, or before they go`(
        _ wrapUp: String
    ) throws {
        var setting = try SimulationFixture.erlang(
            calls: "12 an hour", agents: 6, talk: "constant 5m", days: 2,
            hours:
                "monday-sunday: \"08:00-17:00\"}\n    breaks: [{window: \"10:00-16:00\", length: 1h}]\n    skills: {a: 1",
            wrapUp: "constant 7m")
        if wrapUp.isEmpty { setting.plan.staff[0].wrapUp = nil }
        let span = Duration.seconds(wrapUp.isEmpty ? 15 : 420)
        var ends: [CallID: Duration] = [:]
        var count = 0
        for record in records(setting) {
            switch record.event {
            case .talkEnded: ends[record.call] = record.time
            case .agent(.wrapEnded(let call, _)):
                count += 1
                #expect(ends[call].map { record.time - $0 } == span, "\(call)")
            default: continue
            }
        }
        #expect(count > 100)
        // Nobody stays away, or at work.
        #expect(logins(records(setting)).count == 12)
    }

    @Test(arguments: [[], [FaultPlan.Kind.phones]])
    func `whoever talks at the end of the last day wraps up, and goes`(
        _ kinds: [FaultPlan.Kind]
    ) throws {
        let setting = try SimulationFixture.erlang(
            calls: "6 an hour", agents: 9, talk: "constant 30m", days: 1,
            hours: "monday: \"08:00-24:00\"", wrapUp: "constant 7m")
        var run = setting.run(seed: 1, faults: FaultPlan(Set(kinds)))
        run.keepsRecords = true
        while run.advance() {}
        #expect(run.violation == nil, "\(String(describing: run.violation))")
        var wraps: [CallID: Duration] = [:]
        var ends: [CallID: Duration] = [:]
        for record in run.takeRecords() {
            switch record.event {
            case .talkEnded: ends[record.call] = record.time
            case .agent(.wrapEnded(let call, _)): wraps[call] = record.time
            default: continue
            }
        }
        #expect(ends.count > 50)
        // The last talks end on the next day.
        #expect(ends.values.contains { $0 > .seconds(86_400) })
        if kinds.isEmpty {
            for (call, end) in ends { #expect(wraps[call] == end + .seconds(420), "\(call)") }
        }
    }
}
