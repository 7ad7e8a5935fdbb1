import Flows
import Reports
import Telephony
import Testing

@testable import Rehearsal

/// Letters and e-mails in simulations.
@Suite struct WrittenSimulationTests {
    private static let centre = """
        format: 1
        centre: courrier
        levels: {level1: 1}
        music: {attente: {piece: calme}}
        queues:
          level1: {level: level1, music: attente, max-wait: 4h, whisper: no}
          partage:
            level: level1
            music: attente
            written: {due: 4h, agents: 1, destinations: {lyon: 3}}
        destinations: {lyon: {address: "sip:lyon@127.0.0.1"}}
        trunks: {local: {from: [127.0.0.0/8], address: 127.0.0.1, allows: ["@127.0.0.1"]}}
        """

    private static let flow = """
        format: 1
        flow: formules
        start: attente
        steps:
          attente: {queue: level1, timeout: fin}
          fin: {hang-up: Au revoir.}
        """

    /// Two people are there from eight to six, to whom so much is written.
    private static func text(
        contacts: String = "1 a day", handleTime: String = "constant 5m",
        calls: String = "1 in all", queue: String = "level1", more: String = ""
    ) -> String {
        """
        format: 1
        simulation: courrier
        period: {from: 2026-11-02, days: 5}
        arrivals:
          clients: {flow: formules, calls: \(calls), hours: {"08:00-18:00": 1}}
        written:
          courriels:
            queue: \(queue)
            contacts: \(contacts)
            by: clock
            hours: {"08:00-12:00": 1}
            handle-time: \(handleTime)
        staff:
          agents:
            count: 2
            levels: [level1]
            hours: {monday-friday: "08:00-18:00"}
            wrap-up: constant 0s
            answers-after: constant 0s
        talk: {level1: constant 4m}
        destinations: {lyon: {talk: constant 1m, answers-written: constant 3h}}
        \(more)
        """
    }

    private static func setting(
        contacts: String, handleTime: String = "constant 5m", calls: String = "1 in all",
        queue: String = "level1", more: String = ""
    ) throws -> SimulationSetting {
        try SimulationFixture.setting(
            centre: centre, flows: ["formules": flow],
            simulation: text(
                contacts: contacts, handleTime: handleTime, calls: calls, queue: queue, more: more))
    }

    private func value(
        _ result: SimulationResult, _ name: String, _ column: SimulatedRow.Column
    ) throws -> Double {
        try #require(result.row(.written, name)?.values[column], "\(column)").mean
    }

    @Test func `what comes in the morning is answered one after the other`() throws {
        // 24 in four hours: one every ten minutes, for two people who need five.
        let result = try Self.setting(contacts: "24 a day").result(seeds: [1])
        #expect(try value(result, "level1", .writtenReceived) == 120)
        #expect(try value(result, "level1", .writtenAnswered) == 120)
        #expect(try value(result, "level1", .writtenBacklog) == 0)
        #expect(try value(result, "level1", .writtenWithinDue) == 100)
        #expect(abs(try value(result, "level1", .writtenAnswerTime) - 300) < 10)
        #expect(abs(try value(result, "level1", .writtenHandleTime) - 300) < 1)
    }

    @Test func `what nobody has the time for is left, and is late`() throws {
        // Two people answer 2 x 10 h / 2 h = 10 of 24 a day.
        let result = try Self.setting(contacts: "24 a day", handleTime: "constant 2h")
            .result(seeds: [1])
        let left = try value(result, "level1", .writtenBacklog)
        #expect((68...76).contains(left), "\(left)")
        #expect(try value(result, "level1", .writtenWithinDue) < 60)
        #expect(try value(result, "", .occupancyWithWriting) > 95)
    }

    @Test func `calls come first, and letters take what they leave`() throws {
        let busy = try Self.setting(contacts: "24 a day", calls: "250 a day").result(seeds: [1])
        let free = try Self.setting(contacts: "24 a day").result(seeds: [1])
        #expect(
            try value(busy, "level1", .writtenAnswerTime)
                > value(free, "level1", .writtenAnswerTime) * 2)
        #expect(
            try abs(
                value(busy, "level1", .writtenHandleTime)
                    - value(free, "level1", .writtenHandleTime)) < 10,
            "the time of calls between is not in it")
        let alone = try Self.setting(contacts: "0 a day", calls: "250 a day").result(seeds: [1])
        #expect(
            busy.row(.pool, "level1")?.values[.inTime]
                == alone.row(.pool, "level1")?.values[.inTime], "no caller waits for a letter")
        #expect(alone.row(.written, "level1") == nil)
    }

    @Test func `people outside answer their share in their own time`() throws {
        let result = try Self.setting(contacts: "40 a day", queue: "partage").result(seeds: [1])
        #expect(try value(result, "partage", .writtenReceived) == 200)
        // Three of four after three hours, the others after five minutes.
        let expected = 0.75 * 10_800 + 0.25 * 300
        #expect(abs(try value(result, "partage", .writtenAnswerTime) - expected) < 60)
    }

    @Test func `a crash loses no letter, and shares go on where they were`() throws {
        let setting = try Self.setting(
            contacts: "40 a day", calls: "100 a day", queue: "partage")
        for seed in 1...4 as ClosedRange<UInt64> {
            var run = setting.run(seed: seed, faults: FaultPlan([.crash]))
            while run.advance() {}
            #expect(run.violation == nil, "\(run.violation.map { "\($0)" } ?? "")")
            #expect(run.faultCount > 0)
            let tally = run.figures.tally(.queue, "partage")
            #expect(
                tally[.writtenReceived] == tally[.writtenAnswered] + tally[.writtenWaiting])
            let outside = run.figures.tally(.provider, "lyon")[.writtenReceived]
            #expect(abs(4 * outside - 3 * tally[.writtenReceived]) <= 4)
        }
    }

    @Test func `one seed has one result, and more letters come where so many times as many do`()
        throws
    {
        let setting = try Self.setting(
            contacts: "24 a day", handleTime: "lognormal mean 5m sd 4m",
            more: "what-if: {deux-fois: \"arrivals courriels=2\"}")
        #expect(setting.result(seeds: [7]) == setting.result(seeds: [7]))
        let twice = setting.changed(by: try #require(setting.plan.alternatives.first).changes)
        #expect(
            twice.result(seeds: [7]).row(.written, "level1")?.values[.writtenReceived]?.mean
                == 240)
    }

    @Test(arguments: [
        ("lyon: {talk: constant 1m, answers-written: constant 3h}", "lyon: {talk: constant 1m}"),
        ("levels: [level1]\n", "queues: [level2]\n"), ("queue: partage", "queue: nulle-part"),
        ("courriels:\n", "clients:\n"),
    ])
    func `what can't be answered, or is not there, is told`(_ old: String, _ new: String) throws {
        let text = Self.text(queue: "partage")
        #expect(text.contains(old))
        let program = try Self.setting(contacts: "1 a day").program
        let check = SimulationChecker.check(
            SourceText(path: "simulation.yaml", text: text.replacing(old, with: new)), of: program)
        #expect(check.plan == nil)
    }
}
