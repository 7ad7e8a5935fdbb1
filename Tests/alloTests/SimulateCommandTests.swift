import Foundation
import TestSupport
import Testing

/// Simulations on the command line.
@Suite struct `allo simulate` {
    private let desk: Desk

    init() throws {
        desk = try Desk()
        try desk.write(Self.centre, to: "bureau/centre.yaml")
        try desk.write(
            """
            format: 1
            flow: bureau
            languages: [fr-FR]
            start: menu
            steps:
              menu:
                menu: {1: {say: un conseiller, next: attente}}
                no-input: [Je n'ai rien entendu.]
                no-match: [Cette touche ne sert à rien.]
                exhausted: fin
              attente:
                queue: level1
                timeout: fin
              fin:
                hang-up: Au revoir.
            """, to: "bureau/bureau.yaml")
        try write(Self.simulation)
    }

    private static let centre = """
        format: 1
        centre: bureau
        prompts: prompts
        levels: {level1: 1}
        music: {attente: {piece: calme}}
        queues:
          level1: {level: level1, music: attente, max-wait: 5m}
        calendars:
          bureau: {open: {monday-friday: "09:00-12:00"}}

        """

    private static let simulation = """
        format: 1
        simulation: bureau
        period: {from: 2026-11-23, days: 1}
        arrivals:
          clients: {flow: bureau, calls: 90 a day, calendar: bureau}
        callers:
          clients:
            patience: exponential 3m
            presses:
              menu: {1: 95, hang-up: 5}
        staff:
          desk: {count: 3, levels: [level1], hours: {monday-friday: "09:00-12:00"}}
        talk: {level1: exponential 4m}
        what-if:
          un-de-plus: "desk=4"
        """

    private func write(_ text: String) throws {
        try desk.write(text, to: "bureau/simulation.yaml")
    }

    private func simulate(_ options: String...) async throws -> ChildProcess.Remains {
        try await desk.start(["simulate", "bureau"] + options).remains()
    }

    @Test func `one seed gives the same bytes, with the formulas beside`() async throws {
        let first = try await simulate("--seeds", "3")
        #expect(first.end == .exit(0), "\(first.errors)")
        let again = try await simulate("--seeds", "3")
        #expect(first.output == again.output)
        #expect(first.output.contains("bureau: 1 day from 2026-11-23"))
        #expect(first.output.contains("arrivals clients: 90 calls a day to bureau"))
        #expect(first.output.contains("at menu: 95 % 1, 5 % hang up"))
        #expect(first.output.contains("mon-fri 09:00-12:00"))
        #expect(first.output.contains("reaction constant 2s, 0 % cut in"))
        #expect(first.output.contains("; not when bureau is closed"))
        #expect(first.output.contains("Target: 80.00 %"))
        #expect(!first.output.contains("provider house"))
        #expect(first.output.contains("queue level1"))
        #expect(first.output.contains("Erlang C"))
        #expect(first.output.contains("Erlang A"))
        #expect(first.output.contains("±"))
        let other = try await simulate("--seed", "2")
        #expect(other.output != first.output)
    }

    @Test func `the log is one that reports work on, and that can be replayed`() async throws {
        let written = try await simulate("--journal", "jour.sqlite")
        #expect(written.end == .exit(0), "\(written.errors)")
        let report = try await desk.run(
            "report", "--journal", "jour.sqlite", "--all", "--by", "queue")
        #expect(report.end == .exit(0), "\(report.errors)")
        #expect(report.output.contains("level1"))
        let twice = try await simulate("--journal", "jour.sqlite")
        #expect(twice.end == .exit(1))
        #expect(twice.errors.contains("jour.sqlite exists already"))
        let nowhere = try await simulate("--journal", "nulle-part/jour.sqlite")
        #expect(nowhere.end == .exit(1))
        #expect(nowhere.errors.contains("there is no folder"), "\(nowhere.errors)")
        let replayed = try await simulate("--replay", "jour.sqlite", "--csv")
        #expect(replayed.end == .exit(0), "\(replayed.errors)")
        let csv = try await simulate("--csv")
        let calls = csv.output.lines.filter { $0.hasPrefix(",all,,calls,") }
        #expect(calls == replayed.output.lines.filter { $0.hasPrefix(",all,,calls,") })
        #expect(calls.count == 1)
    }

    @Test func `gaps are taken in logs only`() async throws {
        let misuse = try await simulate("--gaps")
        #expect(misuse.end == .exit(64))
        #expect(misuse.errors.contains("--gaps is for calls of a log"), "\(misuse.errors)")
    }

    @Test func `who called again is in the log, and does not once more`() async throws {
        // One agent of three: most hang up.
        try write(
            Self.simulation.replacing("count: 3", with: "count: 1").replacing(
                "patience: exponential 3m",
                with: "patience: exponential 1m\n    call-again: {share: 80, after: constant 2m}"))
        let written = try await simulate("--journal", "jour.sqlite", "--csv")
        #expect(written.end == .exit(0), "\(written.errors)")
        let replayed = try await simulate("--replay", "jour.sqlite", "--csv")
        #expect(replayed.end == .exit(0), "\(replayed.errors)")
        let all = try calls(written.output)
        #expect(all > 100)
        #expect(try calls(replayed.output) == all)
        let told = try await simulate("--replay", "jour.sqlite")
        #expect(
            told.output.contains(
                "arrivals clients: replayed from jour.sqlite, who called again among them, to "),
            "\(told.output)")
        #expect(!told.output.contains("90 calls"))
    }

    private func calls(_ csv: String, _ whatIf: String = "") throws -> Double {
        let line = try #require(csv.lines.first { $0.hasPrefix("\(whatIf),all,,calls,") })
        return try #require(Double(line.split(separator: ",", omittingEmptySubsequences: false)[4]))
    }

    @Test func `each call of a log is of one stream, and there can be more of them`() async throws {
        try write(
            Self.simulation.replacing(
                "callers:\n  clients:",
                with: "  autres: {flow: bureau, calls: 30 a day}\ncallers:\n  clients:"))
        let written = try await simulate("--journal", "jour.sqlite", "--csv")
        #expect(written.end == .exit(0), "\(written.errors)")
        let replayed = try await simulate(
            "--replay", "jour.sqlite", "--csv", "--what-if", "arrivals=2")
        #expect(replayed.end == .exit(0), "\(replayed.errors)")
        let all = try calls(written.output)
        #expect(all > 60)
        #expect(try calls(replayed.output) == all)
        #expect(try calls(replayed.output, "arrivals=2") == 2 * all)
        try write(
            Self.simulation.replacing("calls: 90 a day", with: "replay: ../jour.sqlite")
                .replacing(
                    "calendar: bureau}",
                    with: "calendar: bureau}\n  autres: {flow: bureau, replay: ../jour.sqlite}"))
        let filled = try await simulate("--csv")
        #expect(filled.end == .exit(0), "\(filled.errors)")
        #expect(try calls(filled.output) == all)
        try write(
            Self.simulation.replacing("calls: 90 a day", with: "replay: ../jour.sqlite")
                .replacing("2026-11-23", with: "2026-11-24"))
        let elsewhere = try await simulate("--csv")
        #expect(elsewhere.end == .exit(1))
        #expect(
            elsewhere.errors.contains("tells of no call in the 1 days from 2026-11-24"),
            "\(elsewhere.errors)")
    }

    @Test func `a queue_log knows no numbers: its calls are shared by all streams`() async throws {
        try write(
            Self.simulation.replacing(
                "callers:\n  clients:",
                with: "  autres: {flow: bureau, calls: 30 a day}\ncallers:\n  clients:"))
        let start = 1_795_424_400
        func log(_ times: [Int]) throws {
            try desk.write(
                times.enumerated().map { place, time in
                    "\(time)|1.\(place)|support|NONE|ENTERQUEUE||+3361200\(1_000 + place)|1\n"
                        + "\(time + 60)|1.\(place)|support|NONE|ABANDON|1|1|60\n"
                }.joined(), to: "queue_log")
        }
        try log((0..<20).map { start + $0 * 120 })
        let replayed = try await simulate("--replay", "queue_log", "--csv")
        #expect(replayed.end == .exit(0), "\(replayed.errors)")
        #expect(try calls(replayed.output) == 20)
        try desk.write(
            (0..<3).map { place in
                let time = start + place * 600
                return "\(time)|1.\(place)|support|NONE|ENTERQUEUE||+3361200\(1_000 + place)|1\n"
                    + "\(time + 5)|1.\(place)|support|anne|CONNECT|5|1.9|2\n"
                    + (place == 1
                        ? "" : "\(time + 65)|1.\(place)|support|anne|COMPLETECALLER|5|60|1\n")
            }.joined(), to: "queue_log")
        let torn = try await simulate("--replay", "queue_log", "--csv")
        #expect(torn.end == .exit(1))
        #expect(
            torn.errors.contains("queue_log: line 7: a gap: anne answers"), "\(torn.errors)")
        // Of Monday, Wednesday and Thursday, nothing on Tuesday.
        try log(
            [0, 2, 3].flatMap { day in
                (0..<40).map { start + day * 86_400 + $0 * 120 }
            })
        let missing = try await simulate("--replay", "queue_log", "--csv")
        #expect(missing.end == .exit(1))
        #expect(
            missing.errors.contains(
                "queue_log: line 81: a gap: no call between 2026-11-24 10:00 and 11:30, when about 30 "
                    + "were to be expected by the other days; --gaps takes such times as they are"),
            "\(missing.errors)")
        let taken = try await simulate("--replay", "queue_log", "--csv", "--gaps")
        #expect(taken.end == .exit(0), "\(taken.errors)")
        #expect(try calls(taken.output) == 120)
        try log([start - 11 * 366 * 86_400, start])
        let long = try await simulate("--replay", "queue_log", "--csv")
        #expect(long.end == .exit(1))
        #expect(
            long.errors.contains("and the longest simulation has 3660"), "\(long.errors)")
    }

    @Test func `another centre is one that the simulation fits`() async throws {
        let centre =
            Self.centre.replacing("max-wait: 5m", with: "max-wait: 1m")
            + "  tard: {open: {monday-friday: \"09:00-18:00\"}}\n"
        try desk.write(centre, to: "bureau/autres/centre.yaml")
        let fits = try await simulate(
            "--what-if", "centre=autres/centre.yaml, hours tard=monday 09:00-10:00", "--csv")
        #expect(fits.end == .exit(0), "\(fits.errors)")
        #expect(fits.output.contains("centre=autres/centre.yaml"))
        try desk.write(
            centre.replacing("levels: {level1: 1}", with: "levels: {autre: 1}")
                .replacing("level: level1,", with: "level: autre,"), to: "bureau/autres/centre.yaml"
        )
        let remains = try await simulate("--what-if", "centre=autres/centre.yaml", "--csv")
        #expect(remains.end == .exit(1))
        #expect(
            remains.errors.contains("simulation.yaml:12:29: error: there is no level ‘level1’"),
            "\(remains.errors)")
        #expect(
            remains.errors.contains(
                "--what-if centre=autres/centre.yaml: the simulation does not fit its files"))
    }

    @Test func `queues of which no formula tells are named`() async throws {
        try desk.write(
            Self.centre.replacing(
                "calendars:", with: "  autre: {level: level1, music: attente}\ncalendars:"),
            to: "bureau/centre.yaml")
        let pooled = try await simulate()
        #expect(pooled.end == .exit(0), "\(pooled.errors)")
        #expect(pooled.output.contains("Erlang C"))
        #expect(!pooled.output.contains("Without Erlang"), "\(pooled.output)")
        try write(
            Self.simulation.replacing(
                "talk:",
                with: "  second: {count: 1, queues: [autre], hours: {monday-friday: "
                    + "\"09:00-12:00\"}}\ntalk:"))
        let apart = try await simulate()
        #expect(apart.end == .exit(0), "\(apart.errors)")
        #expect(apart.output.contains("Without Erlang: level1. The formulas"), "\(apart.output)")
    }

    @Test func `letters are overdue by the end of the simulation, in its log too`() async throws {
        try desk.write(
            Self.centre.replacing(
                "max-wait: 5m}", with: "max-wait: 5m, written: {due: 1h}}"),
            to: "bureau/centre.yaml")
        try write(
            Self.simulation.replacing(
                "staff:",
                with: "written:\n  courriers: {queue: level1, contacts: 40 a day, "
                    + "hours: {\"09:00-12:00\": 1}, handle-time: exponential 12m}\nstaff:"))
        let written = try await simulate("--journal", "jour.sqlite")
        #expect(written.end == .exit(0), "\(written.errors)")
        let report = try await desk.run(
            "report", "written.within-due", "--by", "queue", "--journal", "jour.sqlite")
        #expect(report.end == .exit(0), "\(report.errors)")
        let told = try #require(report.output.lines.first { $0.hasPrefix("level1") })
        let share = try #require(told.split(separator: " ").last)
        let letters = try #require(written.output.components(separatedBy: "\nLetters").last)
        let row = try #require(letters.lines.first { $0.hasPrefix("queue level1") })
        #expect(row.split(separator: " ").contains(share), "\(row)\n\(told)")
        #expect(share != "100.00")
    }

    @Test func `what would be otherwise stands beside`() async throws {
        let remains = try await simulate("--what-if", "all", "--what-if", "desk=2", "--seeds", "4")
        #expect(remains.end == .exit(0), "\(remains.errors)")
        #expect(remains.output.contains("\nWhat if\n  a: un-de-plus\n  b: desk=2\n"))
        let header = try #require(remains.output.lines.first { $0.contains("a − now") })
        #expect(
            header.split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) }.filter {
                !$0.isEmpty
            } == ["now", "a", "b", "a − now", "b − now"])
        let one = try await simulate("--what-if", "desk=2")
        #expect(one.output.contains("\nWhat if: desk=2\n"))
        #expect(one.output.contains("difference") && !one.output.contains("-0.00"))
        let json = try await simulate("--what-if", "un-de-plus", "--json")
        let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8))
        let members = try #require(value as? [String: Any])
        #expect((members["what-if"] as? [Any])?.count == 1)
    }

    @Test func `another menu comes with what is pressed there`() async throws {
        let flow = try String(contentsOfFile: desk.path("bureau/bureau.yaml"), encoding: .utf8)
        try desk.write(flow.replacing("{1: {say", with: "{5: {say"), to: "bureau/neuf/bureau.yaml")
        let alone = try await simulate("--what-if", "flow=neuf/bureau.yaml", "--csv")
        #expect(alone.end == .exit(1))
        #expect(alone.errors.contains("nobody can do ‘1’"), "\(alone.errors)")
        try desk.write(
            Self.simulation.replacing("menu: {1: 95", with: "menu: {5: 50"),
            to: "bureau/neuf/simulation.yaml")
        let change = "flow=neuf/bureau.yaml, simulation=neuf/simulation.yaml"
        let both = try await simulate("--what-if", change, "--csv")
        #expect(both.end == .exit(0), "\(both.errors)")
        func waiting(_ name: String) throws -> Double {
            let line = try #require(
                both.output.lines.first { $0.hasPrefix("\(name),queue,level1,calls,") })
            return try #require(Double(line.dropLast(3).split(separator: ",").last ?? ""))
        }
        #expect(try waiting("\"\(change)\"") < waiting(""))
    }

    @Test func `a simulation may say only what is otherwise than in another`() async throws {
        let flow = try String(contentsOfFile: desk.path("bureau/bureau.yaml"), encoding: .utf8)
        try desk.write(flow.replacing("{1: {say", with: "{5: {say"), to: "bureau/neuf/bureau.yaml")
        try desk.write(
            """
            format: 1
            simulation: neuf
            extends: ../simulation.yaml
            callers:
              clients:
                presses: {menu: {5: 95, hang-up: 5}}
            """, to: "bureau/neuf/simulation.yaml")
        let change = "flow=neuf/bureau.yaml, simulation=neuf/simulation.yaml"
        let both = try await simulate("--what-if", change, "--csv")
        #expect(both.end == .exit(0), "\(both.errors)")
        // The same callers press another key for the same.
        func rows(_ name: String) -> [Substring] {
            both.output.split(separator: "\n").filter { $0.hasPrefix("\(name),") }
                .map { $0.dropFirst(name.count) }
        }
        #expect(!rows("").isEmpty)
        #expect(rows("\"\(change)\"") == rows(""))

        // It stands among the flows as well, and is checked with them.
        try desk.write(
            """
            format: 1
            simulation: ete
            extends: simulation.yaml
            staff:
              desk: {count: 2}
            talk: {level2: 3m}
            """, to: "bureau/ete.yaml")
        let check = try await desk.start(["check", "bureau"]).remains()
        #expect(check.end == .exit(1))
        #expect(
            check.errors.contains("ete.yaml:6:8: error: there is no queue or level ‘level2’"),
            "\(check.errors)")
        try desk.write(
            "format: 1\nsimulation: ete\nextends: simulation.yaml\nstaff: {desk: {count: 2}}\n",
            to: "bureau/ete.yaml")
        let good = try await desk.start(["check", "bureau"]).remains()
        #expect(good.output == "4 files, no fault\n", "\(good.errors)")
        let form = try await desk.start(["format", "bureau"]).remains()
        #expect(form.end == .exit(0), "\(form.errors)")
        let summer = try await desk.start(["simulate", "bureau/ete.yaml"]).remains()
        #expect(summer.output.contains("staff desk: 2, level1"), "\(summer.errors)")

        try desk.write(
            "format: 1\nsimulation: ete\nextends: autre.yaml\n", to: "bureau/ete.yaml")
        let missing = try await desk.start(["simulate", "bureau/ete.yaml"]).remains()
        #expect(
            missing.errors.contains("ete.yaml:3:10: error: the file ‘autre.yaml’ is not there"),
            "\(missing.errors)")
        try desk.write(
            "format: 1\nsimulation: ete\nextends: ete.yaml\n", to: "bureau/ete.yaml")
        let circle = try await desk.start(["simulate", "bureau/ete.yaml"]).remains()
        #expect(circle.end == .exit(1))
        #expect(circle.errors.contains("‘ete.yaml’ adds to this file itself"), "\(circle.errors)")
    }

    @Test func `days on which nobody calls are told, whatever is asked of them`() async throws {
        try write(Self.simulation.replacing("from: 2026-11-23", with: "from: 2026-11-22"))
        for options in [[], ["--csv"], ["--faults", "phones"]] {
            let remains = try await desk.start(["simulate", "bureau"] + options).remains()
            #expect(remains.end == .exit(1))
            #expect(remains.output.isEmpty, "\(remains.output)")
            #expect(
                remains.errors.contains("nobody calls or writes in the 1 day from 2026-11-22"),
                "\(remains.errors)")
        }
    }

    @Test func `faults that did not come are no proof`() async throws {
        try write(Self.simulation.replacing("hours: {monday-friday", with: "hours: {tuesday"))
        let remains = try await simulate("--faults", "phones")
        #expect(remains.end == .exit(1))
        #expect(remains.output.isEmpty, "\(remains.output)")
        #expect(remains.errors.contains("none of these faults came"), "\(remains.errors)")
    }

    @Test func `what goes wrong breaks no promise`() async throws {
        let remains = try await simulate("--faults", "phones,store,crash", "--seeds", "5")
        #expect(remains.end == .exit(0), "\(remains.output)\(remains.errors)")
        #expect(remains.output.contains("every promise was kept"))
    }

    @Test(arguments: [
        ("staff:\n  desk:", "agents:\n  desk:", "simulation.yaml:11:1: error: the simulation"),
        (
            "staff:\n  desk: {count: 3, levels: [level1], hours: {monday-friday: \"09:00-12:00\"}}\n",
            "", "simulation.yaml:4:1: error: nobody of the staff serves ‘level1’: there is none"
        ),
        ("menu: {1: 95", "menu: {7: 95", "simulation.yaml:10:14: error: nobody can do ‘7’"),
        ("menu: {1: 95", "accueil: {1: 95", "simulation.yaml:10:7: error: there is no step"),
        ("exponential 4m", "exponentiel 4m", "simulation.yaml:13:16: error"),
        ("exponential 4m", "never", "simulation.yaml:13:16: error"),
        ("{count: 3,", "{count: 3, wrap-up: never,", "simulation.yaml:12:29: error"),
        (
            "arrivals:\n  clients:", "target: 80/1500ms\narrivals:\n  clients:",
            "simulation.yaml:4:9: error: ‘target’ is ‘80/1500ms’, not a service level"
        ),
        (
            "calendar: bureau}", "hours: {\"22:00-02:00\": 1, \"01:00-08:00\": 2}}",
            "simulation.yaml:5:70: error: a part of it has a weight already"
        ),
        ("desk=4", "bureau=4", "simulation.yaml:15:15: error: there is no group of staff"),
    ])
    func `a fault is told at its line`(_ old: String, _ new: String, _ complaint: String)
        async throws
    {
        try write(Self.simulation.replacing(old, with: new))
        let remains = try await simulate()
        #expect(remains.end == .exit(1))
        #expect(remains.errors.contains(complaint), "\(remains.errors)")
        let check = try await desk.start(["check", "bureau"]).remains()
        #expect(check.end == .exit(1))
        #expect(check.errors.contains(complaint), "\(check.errors)")
    }

    @Test func `a folder without a simulation, and a log that is none, are told`() async throws {
        try desk.write("format: 1\ncentre: vide\n", to: "vide/centre.yaml")
        let empty = try await desk.run("simulate", "vide")
        #expect(empty.end == .exit(1))
        #expect(empty.errors.contains("vide has no simulation.yaml"))
        try desk.write("nothing\n", to: "log")
        let log = try await simulate("--replay", "log")
        #expect(log.end == .exit(1))
        #expect(log.errors.contains("log: line 1"))
        let changes = try await simulate("--what-if", "nonsense")
        #expect(changes.end == .exit(1))
        #expect(changes.errors.contains("is no change such as"))
        #expect(changes.errors.contains("; the file names un-de-plus"), "\(changes.errors)")
        let near = try await simulate("--what-if", "hours bureaux=monday 09:00-10:00")
        #expect(
            near.errors.contains(
                "there is no calendar, group of staff or destination ‘bureaux’; ‘bureau’ is near"),
            "\(near.errors)")
        let nobody = try await simulate("--what-if", "desk=0")
        #expect(nobody.end == .exit(1))
        #expect(
            nobody.errors.contains(
                "--what-if desk=0: nobody of the staff would be left to serve ‘level1’"),
            "\(nobody.errors)")
    }
}
