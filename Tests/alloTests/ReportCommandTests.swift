import Foundation
import TestSupport
import Testing

/// The figures told by the command itself, of calls whose figures are known.
@Suite struct `allo report` {
    private let desk: Desk

    init() throws { desk = try Desk() }

    /// The worked example that the figures are defined with, as a queue_log written by hand.
    private static let example = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("QueueLogs/worked-example.queue_log").path

    private func readExample() async throws {
        let remains = try await desk.run(
            "queue-log", "import", Self.example, "--journal", "example.sqlite", "--level",
            "level1=support", "--level", "level2=niveau2", "--callback-key", "1")
        #expect(remains.end == .exit(0), "\(remains.errors)")
        #expect(remains.output == "read 12 calls into example.sqlite\n")
        #expect(remains.errors.isEmpty)
    }

    /// What the command says of the example's day.
    private func report(_ arguments: String...) async throws -> ChildProcess.Remains {
        try await desk.start(
            ["report"] + arguments + [
                "--journal", "example.sqlite", "--from", "2026-11-23", "--to", "2026-11-23",
            ]
        ).remains()
    }

    private func json(_ remains: ChildProcess.Remains) throws -> [String: Any] {
        try #require(
            JSONSerialization.jsonObject(with: Data(remains.output.utf8)) as? [String: Any],
            "\(remains.output)\(remains.errors)")
    }

    // MARK: - The worked example

    @Test func `has the worked example to the digit`() async throws {
        try await readExample()
        let remains = try await report(
            "sl", "qs", "answer-rate", "asa", "abandon-rate", "abandon-rate.net",
            "time-to-abandon", "visits", "--queue", "support", "--csv")
        #expect(remains.end == .exit(0), "\(remains.errors)")
        #expect(
            remains.output.lines.last
                == "\"support\",66.67,70.00,66.67,50.00,44.44,42.86,33.33,50.00,18.50,33.33,20.00,11.50,12"
        )
    }

    @Test(arguments: [
        ("--threshold", "25s", "sl.asterisk1", "83.33"),
        ("--threshold", "19s", "sl.asterisk1", "50.00"),
        ("--short", "4s", "abandon-rate.net", "20.00"),
        ("--short", "3s", "abandon-rate.net", "27.27"),
    ])
    func `counts with the seconds that are asked for`(
        option: String, span: String, figure: String, value: String
    ) async throws {
        try await readExample()
        let remains = try await report(figure, "--queue", "support", option, span, "--csv")
        #expect(remains.output.lines.last == "\"support\",\(value)")
    }

    @Test func `shows a supervisor all queues at once, without being asked`() async throws {
        try await readExample()
        let remains = try await report()
        #expect(remains.end == .exit(0), "\(remains.errors)")
        let lines = remains.output.lines
        try #require(lines.first == "Figures, 2026-11-23 (Europe/Paris)" && lines.count > 1)
        func line(_ name: String) -> [Substring] {
            lines.first { $0.hasPrefix(name) }?.dropFirst(name.count).split(separator: " ") ?? []
        }
        #expect(lines[1].split(separator: " ") == ["niveau2", "support", "total"])
        #expect(line("queue visits ") == ["1", "12", "13"])
        #expect(line("answered ") == ["1", "6", "7"])
        #expect(line("abandoned ") == ["0", "4", "4"])
        #expect(line("callbacks accepted ") == ["0", "1", "1"])
        #expect(line("flow-outs ") == ["0", "1", "1"])
        #expect(line("handle time (AHT) (s)") == ["50.00", "100.00", "92.86"])
        #expect(line("average speed of answer (s)") == ["10.00", "18.50", "17.29"])
        #expect(line("escalation rate (%)") == ["0.00", "16.67", "16.67"])
        #expect(line("service level (Connect) (%)") == ["100.00", "66.67", "69.23"])
        #expect(line("NPS ") == ["n/a", "n/a", "n/a"])
        #expect(lines.contains("X = 20 s, short abandons up to 5 s."))
        #expect(lines.allSatisfy { $0.count <= 100 })
    }

    @Test func `fits a screen, however many there are to tell of`() async throws {
        let calls = (1...12).flatMap { index in
            [
                "179542440\(index % 10)|\(index).1|support|NONE|ENTERQUEUE|||1",
                "1795424412|\(index).1|support|agent-\(index)|CONNECT|3|1.2|2",
                "1795424499|\(index).1|support|agent-\(index)|COMPLETEAGENT|3|87|1",
            ]
        }
        try desk.write(calls.joined(separator: "\n"), to: "queue_log")
        let read = try await desk.run(
            "queue-log", "import", "queue_log", "--journal", "example.sqlite")
        #expect(read.end == .exit(0), "\(read.errors)")
        let lines = try await report("--by", "agent", "--language", "fr").output.lines
        try #require(lines.count == 15)
        #expect(
            lines[1].split(separator: " ") == [
                "agent", "answered", "missed-offers", "dmt", "talk", "handled-per-hour",
                "occupancy", "transfer-rate", "nps",
            ])
        #expect(lines.allSatisfy { $0.count <= 100 })
    }

    @Test func `tells agents and the hours they work`() async throws {
        try await readExample()
        // Logged in for 40 minutes; anne was away for 5 of them.
        let remains = try await report(
            "answered", "talk", "handled-per-hour", "occupancy", "--by", "agent", "--csv")
        #expect(
            remains.output.lines.dropFirst().prefix(3) == [
                "\"anne\",3,110.00,5.14,15.76", "\"bruno\",3,90.00,4.50,11.28",
                "\"claire\",1,50.00,1.50,2.09",
            ], "\(remains.output)")
    }

    @Test func `tells the agents of one queue, and the queues of one agent`() async throws {
        try await readExample()
        let agents = try await report(
            "answered", "talk", "asa", "escalation-rate", "--queue", "support", "--by", "agent",
            "--csv")
        #expect(
            agents.output.lines.dropFirst() == [
                "\"anne\",3,110.00,14.33,0.00", "\"bruno\",3,90.00,22.67,33.33",
                "\"total\",6,100.00,18.50,16.67",
            ], "\(agents.output)")
        let queues = try await report(
            "answered", "talk", "--agent", "claire", "--by", "queue", "--csv")
        #expect(
            queues.output.lines.dropFirst() == ["\"niveau2\",1,50.00"],
            "\(queues.output)")
    }

    @Test func `divides time by the clocks of the place`() async throws {
        try await readExample()
        // Agents were at work in the quarters before and behind.
        let quarters = try await report("visits", "--interval", "quarter", "--csv")
        #expect(
            quarters.output.lines.dropFirst() == [
                "\"2026-11-23 09:45 +01:00\",0", "\"2026-11-23 10:00 +01:00\",13",
                "\"2026-11-23 10:15 +01:00\",0", "\"total\",13",
            ])
        let zone = try await report(
            "visits", "--interval", "hour", "--by", "level", "--zone", "America/New_York", "--csv")
        #expect(
            zone.output.lines.dropFirst().prefix(2) == [
                "\"level1\",\"2026-11-23 04:00 -05:00\",12",
                "\"level2\",\"2026-11-23 04:00 -05:00\",1",
            ], "\(zone.output)")
    }

    @Test func `has days of 23 and 25 hours, and hours that come twice or never`() async throws {
        // Abandoned at midnight, at 2:30 twice, a minute before midnight, at midnight; and in spring
        // a minute before 2:00 and a minute later, at 3:00.
        let times = [
            1_792_879_200, 1_792_888_200, 1_792_891_800, 1_792_969_140, 1_792_969_200,
            1_774_745_940, 1_774_746_000,
        ]
        let lines = times.sorted().flatMap { time in
            [
                "\(time)|\(time).1|support|NONE|ENTERQUEUE|||1",
                "\(time + 9)|\(time).1|support|NONE|ABANDON|1|1|9",
            ]
        }
        try desk.write(lines.joined(separator: "\n"), to: "queue_log")
        let read = try await desk.run(
            "queue-log", "import", "queue_log", "--journal", "example.sqlite")
        #expect(read.end == .exit(0), "\(read.errors)")
        func rows(_ arguments: String...) async throws -> [String] {
            let remains = try await desk.start(
                ["report", "visits", "--csv", "--journal", "example.sqlite"] + arguments
            ).remains()
            return Array(remains.output.lines.dropFirst())
        }
        #expect(
            try await rows("--from", "2026-10-25", "--to", "2026-10-25", "--interval", "hour") == [
                "\"2026-10-25 00:00 +02:00\",1", "\"2026-10-25 02:00 +02:00\",1",
                "\"2026-10-25 02:00 +01:00\",1", "\"2026-10-25 23:00 +01:00\",1",
                "\"total\",4",
            ])
        #expect(
            try await rows("--month", "2026-03", "--interval", "hour") == [
                "\"2026-03-29 01:00 +01:00\",1", "\"2026-03-29 03:00 +02:00\",1",
                "\"total\",2",
            ])
        #expect(
            try await rows("--all", "--interval", "day") == [
                "\"2026-03-29\",2", "\"2026-10-25\",4", "\"2026-10-26\",1", "\"total\",7",
            ])
    }

    // MARK: - The calls behind

    @Test func `has the calls behind every figure, which add up to it`() async throws {
        try await readExample()
        let figures = [
            "sl", "qs", "answer-rate", "asa", "abandon-rate", "abandon-rate.net", "dmt",
            "time-to-abandon", "transfer-rate", "escalation-rate", "fcr", "visits", "arrived",
        ]
        for subject in [[], ["--queue", "support"], ["--level", "level2"], ["--agent", "bruno"]] {
            let asked = figures + subject + ["--json"]
            let whole = try json(
                await desk.start(
                    ["report"] + asked + ["--journal", "example.sqlite", "--all"]
                ).remains())
            let behind = try json(
                await desk.start(
                    ["report"] + asked + ["--journal", "example.sqlite", "--all", "--calls"]
                ).remains())
            let total = try #require(
                (whole["total"] as? [String: Any])?["figures"] as? [String: [String: Any]])
            let found = try #require(behind["figures"] as? [[String: Any]])
            for figure in found {
                let key = try #require(figure["key"] as? String)
                let isTime = ["asa", "dmt", "time-to-abandon"].contains(key)
                for part in [isTime ? "numerator-ms" : "numerator", "denominator"] {
                    let sum = try #require(figure[part] as? Int, "\(subject) \(key)")
                    #expect(sum == total[key]?[part] as? Int, "\(subject) \(key)")
                }
            }
        }
    }

    @Test func `has no calls behind what makes no sense`() async throws {
        try await readExample()
        let remains = try await report("visits", "answered", "--agent", "bruno", "--calls")
        #expect(remains.output.contains("\nqueue visits (visits): n/a\n"), "\(remains.output)")
        #expect(remains.output.contains("\nanswered (answered): 3\n"))
        let whole = try await report("visits", "--queue", "support", "--by", "all", "--csv")
        #expect(whole.output.lines.last == "\"support\",12")
    }

    @Test func `tells spans behind a figure in seconds, as the figure`() async throws {
        try await readExample()
        let remains = try await report("dmt", "--queue", "support", "--calls")
        let lines = remains.output.lines.map {
            $0.split(separator: " ").joined(separator: " ")
        }
        #expect(lines.contains("handle time (AHT) (dmt): 100.00 = 600.000 / 6"), "\(lines)")
    }

    @Test func `has numbers alone in the cells of a spreadsheet`() async throws {
        try await readExample()
        let remains = try await report("fcr", "visits", "--by", "all", "--csv")
        #expect(
            remains.output.lines == [
                "\"\",\"first-contact resolution (%)\",\"provisional\",\"queue visits\"",
                "\"total\",100.00,1,13",
            ], "\(remains.output)")
    }

    @Test(arguments: [
        ("--from", "2027-03-28 02:15", 64), ("--to", "2027-03-28 02:45", 64),
        ("--from", "2027-03-28 03:00", 0), ("--from", "2026-10-25 02:15", 0),
    ])
    func `refuses a time that the clocks skip`(
        option: String, time: String, code: Int32
    ) async throws {
        try await readExample()
        let remains = try await desk.run(
            "report", "visits", "--journal", "example.sqlite", "--zone", "Europe/Paris", option,
            time)
        #expect(remains.end == .exit(code), "\(remains.errors)")
        let reason =
            "\(time.suffix(5)) does not exist on 2027-03-28 in Europe/Paris: the clocks go from "
            + "02:00 to 03:00"
        if code != 0 {
            #expect(remains.complaints.first == "Error: \(reason)", "\(remains.errors)")
        }
    }

    @Test func `lists a call with its queue, wait, outcome and agent`() async throws {
        try await readExample()
        let remains = try await report("sl.connect", "--queue", "support", "--calls")
        let lines = remains.output.lines.map {
            $0.split(separator: " ").joined(separator: " ")
        }
        try #require(lines.count == 16)
        #expect(lines[2] == "service level (Connect) (sl.connect): 66.67 = 8 / 12")
        #expect(lines[4].hasSuffix("2026-11-23 10:01:00 support 3.00 answered anne 1 1"))
        #expect(lines[11].hasSuffix("2026-11-23 10:08:00 support 18.00 callback-accepted 1 1"))
        #expect(lines[15].hasSuffix("2026-11-23 10:12:00 support 60.00 flowed-out timeout 0 1"))
    }

    // MARK: - Other forms

    @Test func `speaks French`() async throws {
        try await readExample()
        let remains = try await report("dmt", "asa", "--by", "queue", "--language", "fr")
        let lines = remains.output.lines.map { $0.split(separator: " ").joined(separator: " ") }
        #expect(
            lines.prefix(4) == [
                "Indicateurs, 2026-11-23 (Europe/Paris)", "file DMT (s) délai avant décroché (s)",
                "niveau2 50.00 10.00", "support 100.00 18.50",
            ])
    }

    @Test func `writes a page that needs nothing else`() async throws {
        try await readExample()
        let remains = try await report("--html", "page.html")
        #expect(remains.end == .exit(0), "\(remains.errors)")
        #expect(remains.output.isEmpty)
        let page = try String(contentsOfFile: desk.path("page.html"), encoding: .utf8)
        #expect(page.hasPrefix("<!DOCTYPE html>"))
        for outside in ["<script", "http://", "https://", "src="] {
            #expect(!page.contains(outside), "\(outside)")
        }
        #expect(page.contains("support"))
    }

    @Test func `tells of a range without calls that there is nothing to divide by`() async throws {
        try await readExample()
        let remains = try await desk.run(
            "report", "asa", "visits", "--journal", "example.sqlite", "--month", "2020-02",
            "--by", "all", "--csv")
        #expect(remains.end == .exit(0))
        #expect(remains.output.lines.last == "\"total\",n/a,0")
        #expect(
            remains.errors.lines == [
                "allo: nobody called in 2020-02-01 … 2020-02-29; the newest call is of 2026-11-23 10:12"
            ])
    }

    @Test func `lists its figures with their formulas`() async throws {
        let remains = try await desk.run("report", "--figures")
        #expect(remains.end == .exit(0), "\(remains.errors)")
        let lines = remains.output.lines.map { $0.split(separator: " ").joined(separator: " ") }
        #expect(
            lines.contains(
                "sl.asterisk1 service level (Asterisk 1) A<=X / A Asterisk, ServicelevelPerf"))
    }

    // MARK: - Flows

    @Test func `tells where callers leave a menu, and who calls when`() async throws {
        try desk.write(SmallFlow.loop, to: "flows/boucle.yaml")
        for keys in ["1 2", "2", "1"] {
            let call = try await desk.run(
                "call", "flows/boucle.yaml", "--fast", "--no-audio", "--keys", keys, "--at",
                "2026-11-23 10:00")
            #expect(call.end == .exit(0), "\(call.errors)")
        }
        let menu = try await desk.run("report", "--menu", "boucle", "--all", "--csv")
        #expect(
            menu.output.lines.contains("\"boucle/menu\",5,1,20.00,0,0,2,2"),
            "\(menu.output)")
        let steps = try await desk.run("report", "--by", "step", "--all")
        #expect(
            steps.output.lines.dropFirst().map { $0.split(separator: " ").first ?? "" } == [
                "step", "boucle/bonjour", "boucle/deux", "boucle/fin", "boucle/menu", "boucle/un",
            ], "\(steps.output)")
        let other = try await desk.run("report", "--menu", "boucles", "--all")
        #expect(other.end == .exit(1))
        #expect(
            other.complaints == [
                "Error: the journal knows no flow ‘boucles’; did you mean ‘boucle’?"
            ])
        let flow = try await desk.run("report", "arrived", "--flow", "boucle", "--all", "--csv")
        #expect(flow.output.lines.last == "\"boucle\",3", "\(flow.output)")
        let when = try await desk.run("report", "--when", "--all", "--csv")
        #expect(when.end == .exit(0))
        let counts = when.output.lines.dropFirst().compactMap {
            $0.split(separator: ",").last.flatMap { Int($0) }
        }
        #expect(counts.count == 24)
        #expect(counts.reduce(0, +) == 3)
    }

    // MARK: - Bad input

    @Test(arguments: [
        (["assa"], 64, "there is no figure ‘assa’; did you mean ‘asa’?"),
        (["xyzzyx"], 64, "there is no figure ‘xyzzyx’; --figures lists them"),
        (["--queue", "suport"], 1, "the journal knows no queue ‘suport’; did you mean ‘support’?"),
        (["--level", "vip"], 1, "the journal knows no level ‘vip’; it knows level1, level2"),
        (["--agent", "ann"], 1, "the journal knows no agent ‘ann’; did you mean ‘anne’?"),
        (["--queue", "a", "--level", "b"], 64, "--queue and --level can't be told together"),
        (["occupancy", "--queue", "support", "--by", "agent"], 64, "occupancy can't be told by"),
        (["--queue", "support", "--by", "step"], 64, "steps can't be told of one queue"),
        (["--queue", "support", "--by", "agent", "--calls"], 64, "leave --by out"),
        (["--last", "7d"], 64, "--from and --to, --month, --last or --all: one of them"),
        (["--threshold", "0.5s"], 64, "--threshold"),
        (["--threshold", "500ms"], 64, "--threshold: whole seconds, as 20s"),
        (["--by", "moon"], 64, "moon"), (["--language", "de"], 64, "de"),
        (["--calls", "--when"], 64, "--calls, --menu or --when: one of them"),
        (["--calls", "--html", "page.html"], 64, "--calls is text, --json or --csv"),
        (["--json", "--csv"], 64, "--json, --csv or --html: one of them"),
        (["asa", "--by", "step"], 64, "asa is no figure of steps"),
        (["step.entered", "--by", "queue"], 64, "step.entered is a figure of steps: --by step"),
        (["step.entered"], 64, "step.entered is a figure of steps"),
        (["--html", "no/p.html"], 1, "no/p.html can't be written: there is no folder no"),
        (["--zone", "Mars/Olympus"], 64, "no zone Mars/Olympus is known"),
    ])
    func `is told in one sentence what is wrong`(
        arguments: [String], code: Int32, complaint: String
    ) async throws {
        try await readExample()
        let remains = try await desk.start(
            ["report"] + arguments + [
                "--journal", "example.sqlite", "--from", "2026-11-23",
            ]
        ).remains()
        #expect(remains.end == .exit(code))
        #expect(remains.complaints.first?.contains(complaint) == true, "\(remains.errors)")
        #expect(remains.output.isEmpty)
    }

    @Test(arguments: [
        (["--from", "noon"], "--from: ‘noon’ is neither a day"),
        (["--from", "2026-11-23 08:07"], "--from: figures are kept by quarters of an hour"),
        (["--to", "2026-02-30"], "--to: ‘2026-02-30’ is neither a day"),
        (["--from", "2026-11-24", "--to", "2026-11-22"], "--from 2026-11-24 is not before --to"),
        (["--month", "2026-13"], "--month: 2026-13 is no month"),
        (["--last", "5m"], "--last: a quarter of an hour is the least"),
    ])
    func `is told what is no time`(arguments: [String], complaint: String) async throws {
        let remains = try await desk.start(["report"] + arguments).remains()
        #expect(remains.end == .exit(64))
        #expect(remains.complaints.first?.contains(complaint) == true, "\(remains.errors)")
    }

    @Test func `needs a journal`() async throws {
        let remains = try await desk.run("report", "--journal", "absent.sqlite")
        #expect(remains.end == .exit(1))
        #expect(
            remains.complaints == ["Error: journal absent.sqlite: there is no such file"])
        #expect(!FileManager.default.fileExists(atPath: desk.path("absent-tables.sqlite")))
    }
}
