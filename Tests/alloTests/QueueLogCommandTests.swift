import Foundation
import TestSupport
import Testing

/// Asterisk's queue_log, in and out.
@Suite struct `allo queue-log` {
    private let desk: Desk

    init() throws { desk = try Desk() }

    private static let example = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("QueueLogs/worked-example.queue_log").path

    private func read(
        _ file: String, into journal: String, _ options: String...
    ) async throws -> ChildProcess.Remains {
        try await desk.start(
            ["queue-log", "import", file, "--journal", journal] + options
        ).remains()
    }

    @Test func `tells the lines that can't be read, and takes the others`() async throws {
        try desk.write(
            """
            1795424460|1.1|support|NONE|ENTERQUEUE||+33612000001|1
            what is this
            1795424463|1.1|support|anne|CONNECT|3|1.2|2
            noon|1.1|support|anne|COMPLETECALLER|3|60|1
            1795424464|1.1|support|anne|DANCE|3

            1795424465|9.9|support|NONE|ABANDON|1|1|5
            1795424523|1.1|support|anne|COMPLETECALLER|3|60|1
            """, to: "queue_log")
        let remains = try await read("queue_log", into: "new.sqlite")
        #expect(remains.end == .exit(0), "\(remains.errors)")
        #expect(
            remains.errors.lines == [
                "allo: queue_log: line 2: 1 fields where a line has 5 or more",
                "allo: queue_log: line 4: 'noon' is no time in seconds since 1970",
                "allo: queue_log: line 5: 'DANCE' is no word of a queue_log",
                "allo: queue_log: line 7: call '9.9' has not come into a queue before",
            ])
        #expect(remains.output == "read 1 calls into new.sqlite; not read: 4 lines\n")
        let report = try await desk.run(
            "report", "asa", "talk", "--queue", "support", "--all", "--csv", "--journal",
            "new.sqlite")
        #expect(report.output.lines.last == "\"support\",3.00,60.00")
    }

    @Test func `days without a call are told where others of their weekday have many`() async throws
    {
        // Monday to Wednesday of three weeks, and on the second Tuesday nothing.
        let monday = 1_795_424_400
        let starts = [0, 1, 2, 7, 9, 14, 15, 16].flatMap { day in
            (0..<(day % 7 == 2 ? 3 : 20 + day)).map { monday + day * 86_400 + $0 * 60 }
        }
        try desk.write(
            starts.enumerated().map { place, time in
                "\(time)|1.\(place)|support|NONE|ENTERQUEUE||+3361200\(1_000 + place)|1\n"
                    + "\(time + 60)|1.\(place)|support|NONE|ABANDON|1|1|60\n"
            }.joined(), to: "queue_log")
        let remains = try await read("queue_log", into: "new.sqlite")
        #expect(remains.end == .exit(0), "\(remains.errors)")
        #expect(
            remains.errors.lines == [
                "allo: queue_log: line 143: no call on 2026-12-01, when 35 are usual on that day of "
                    + "the week"
            ])
    }

    @Test func `names of others steer no terminal`() async throws {
        try desk.write(
            "1795424460|1.1|q\u{1B}[31mred|NONE|ENTERQUEUE||+33612000001|1\n", to: "queue_log")
        #expect(try await read("queue_log", into: "new.sqlite").end == .exit(0))
        let log = try await desk.run("log", "--journal", "new.sqlite")
        #expect(log.output.contains("q [31mred"), "\(log.output)")
        let report = try await desk.run(
            "report", "asa", "--queue", "vert", "--all", "--journal", "new.sqlite")
        #expect(
            report.complaints == [
                "Error: the journal knows no queue ‘vert’; it knows q [31mred"
            ])
        for text in [log.output, log.errors, report.errors] {
            #expect(!text.contains("\u{1B}"))
        }
    }

    @Test func `refuses a file that is none, and makes no journal of it`() async throws {
        try desk.write("hello\nworld\n", to: "queue_log")
        let remains = try await read("queue_log", into: "new.sqlite")
        #expect(remains.end == .exit(1))
        #expect(
            remains.complaints == [
                "Error: queue_log is no queue_log: line 1: 1 fields where a line has 5 or more; "
                    + "nothing was read"
            ])
        #expect(!FileManager.default.fileExists(atPath: desk.path("new.sqlite")))
    }

    @Test func `tells only the first of many lines that can't be read`() async throws {
        let good = "1795424460|1.1|support|NONE|ENTERQUEUE||+33612000001|1"
        try desk.write(
            ([good] + Array(repeating: "what is this", count: 25)).joined(separator: "\n"),
            to: "queue_log")
        let remains = try await read("queue_log", into: "new.sqlite")
        #expect(remains.end == .exit(0))
        #expect(remains.errors.lines.count == 21)
        #expect(remains.errors.lines.last == "allo: queue_log: … and 5 lines more")
        #expect(remains.output == "read 1 calls into new.sqlite; not read: 25 lines\n")
    }

    @Test(arguments: ["11", "x", " "])
    func `knows what is no key`(key: String) async throws {
        let remains = try await read(Self.example, into: "new.sqlite", "--callback-key", key)
        #expect(remains.end == .exit(64))
        #expect(
            remains.complaints.first == "Error: --callback-key: ‘\(key)’ is no key, as 1 or * is")
    }

    @Test func `reads nothing twice, and another file into the same journal`() async throws {
        #expect(try await read(Self.example, into: "new.sqlite").end == .exit(0))
        let again = try await read(Self.example, into: "new.sqlite")
        #expect(again.end == .exit(1))
        #expect(again.complaints.count == 1)
        #expect(again.errors.contains("is in the journal already"), "\(again.errors)")
        try desk.write(
            "1795510800|2.1|support|NONE|ENTERQUEUE||+33612000001|1\n"
                + "1795510809|2.1|support|NONE|ABANDON|1|1|9\n", to: "next-day")
        #expect(try await read("next-day", into: "new.sqlite").end == .exit(0))
        let report = try await desk.run(
            "report", "visits", "--queue", "support", "--interval", "day", "--all", "--csv",
            "--journal", "new.sqlite")
        #expect(
            report.output.lines.dropFirst() == [
                "\"support\",\"2026-11-23\",12", "\"support\",\"2026-11-24\",1",
                "\"total\",\"\",13",
            ], "\(report.output)")
    }

    @Test func `leaves nobody waiting, talking or at work`() async throws {
        try desk.write(
            """
            1795424400|NONE|NONE|anne|AGENTLOGIN|SIP/101
            1795424460|1.1|support|NONE|ENTERQUEUE||+33612000001|1
            1795424470|1.2|support|NONE|ENTERQUEUE||+33612000002|2
            1795424480|1.1|support|anne|CONNECT|20|1.3|2
            """, to: "queue_log")
        #expect(try await read("queue_log", into: "new.sqlite").end == .exit(0))
        let events = try await desk.run("log", "--json", "--journal", "new.sqlite").output.lines
        let ends = try events.map { try LoggedEvent($0) }.filter {
            ["ended", "agent-logout"].contains($0.event.kind)
        }
        #expect(ends.map(\.event.reason) == ["stopped", "stopped", "stopped"])
        let report = try await desk.run(
            "report", "visits", "interrupted", "waiting", "--queue", "support", "--all", "--csv",
            "--journal", "new.sqlite")
        #expect(report.output.lines.last == "\"support\",1,1,0")
    }

    @Test func `writes what it reads, so that the figures are the same`() async throws {
        #expect(
            try await read(Self.example, into: "one.sqlite", "--callback-key", "1").end == .exit(0))
        let out = try await desk.run(
            "queue-log", "export", "--personal", "--journal", "one.sqlite", "--output", "out")
        #expect(out.end == .exit(0), "\(out.errors)")
        let written = try String(contentsOfFile: desk.path("out"), encoding: .utf8)
        #expect(written.contains("|support|NONE|ENTERQUEUE||+33612000001|1\n"))
        #expect(written.contains("|support|anne|CONNECT|3|"))
        // The key of the callback was not pressed in a call of Allo.
        #expect(try await read("out", into: "two.sqlite", "--callback-key", "").end == .exit(0))
        var reports: [String] = []
        for journal in ["one.sqlite", "two.sqlite"] {
            let report = try await desk.run(
                "report", "sl", "qs", "asa", "talk", "abandon-rate", "transfer-rate", "callbacks",
                "escalation-rate", "--all", "--csv", "--journal", journal)
            #expect(report.end == .exit(0))
            reports.append(report.output)
        }
        #expect(reports[0] == reports[1])
        #expect(reports[0].contains("\"support\",66.67,70.00,66.67"))
    }

    @Test func `shows numbers shortened unless asked`() async throws {
        #expect(try await read(Self.example, into: "new.sqlite").end == .exit(0))
        let out = try await desk.run("queue-log", "export", "--journal", "new.sqlite")
        #expect(out.output.contains("|ENTERQUEUE||+336…01|1\n"), "\(out.output)")
        #expect(!out.output.contains("+33612"))
    }

    @Test func `lets callers who came through it be forgotten`() async throws {
        #expect(try await read(Self.example, into: "new.sqlite").end == .exit(0))
        let erased = try await desk.run(
            "erase", "06 12 00 00 01", "--yes", "--journal", "new.sqlite")
        #expect(erased.end == .exit(0), "\(erased.errors)")
        #expect(erased.output.hasPrefix("erased +33612000001 from 1 call, with 0 recordings"))
        let out = try await desk.run("queue-log", "export", "--personal", "--journal", "new.sqlite")
        #expect(!out.output.contains("+33612000001"))
        #expect(out.output.contains("+33612000002"))
    }

    @Test(arguments: [
        (["import", "absent", "--journal", "new.sqlite"], 1, "absent can't be read"),
        (["import", "queue_log"], 64, "name the journal with --journal"),
        (["import", "queue_log", "--journal", "x", "--zone", "Mars"], 64, "no zone Mars is known"),
        (["import", "queue_log", "--journal", "x", "--level", "vip"], 64, "vip"),
        (["export", "--journal", "absent"], 1, "journal absent: there is no such file"),
    ])
    func `is told what is wrong`(
        arguments: [String], code: Int32, complaint: String
    ) async throws {
        let remains = try await desk.start(["queue-log"] + arguments).remains()
        #expect(remains.end == .exit(code))
        #expect(remains.complaints.first?.contains(complaint) == true, "\(remains.errors)")
    }
}
