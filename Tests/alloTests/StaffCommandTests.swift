import Foundation
import TestSupport
import Testing

/// How many agents are needed when, by the command itself.
@Suite struct `allo staff` {
    private let desk: Desk

    init() throws { desk = try Desk() }

    private static let example = [
        "staff", "--calls", "100", "--interval", "30m", "--handle-time", "3m", "--target",
        "80/20s", "--occupancy", "85", "--shrinkage", "30",
    ]

    private func lines(_ arguments: [String]) async throws -> [String] {
        let remains = try await desk.start(arguments).remains()
        try #require(remains.end == .exit(0), "\(remains.errors)")
        return remains.output.lines.map { $0.split(separator: " ").joined(separator: " ") }
    }

    @Test func `has the example that the formula comes with`() async throws {
        let lines = try await lines(Self.example)
        #expect(
            lines.first
                == "calls erlangs agents on rota service level waiting mean wait occupancy")
        #expect(
            lines.contains(
                "needed 100.00 10.00 14 20 88.84 % 17.41 % 7.84 s 71.43 %"), "\(lines)")
        #expect(lines.count == 8, "two fewer, two more")
        #expect(
            lines.last
                == "goal: 80.00 % within 20.00 s, occupancy up to 85.00 % (Erlang C, nobody hangs up)"
        )
    }

    @Test func `says what so many agents reach`() async throws {
        let lines = try await lines(Self.example + ["--agents", "10"])
        #expect(lines.dropFirst().first == "with 100.00 10.00 10 15 0.00 % 100.00 % grows 100.00 %")
    }

    @Test func `has callers who hang up need fewer agents`() async throws {
        func agents(_ more: String...) async throws -> Int {
            let remains = try await desk.start(Self.example + more + ["--json"]).remains()
            let sheet = try #require(
                JSONSerialization.jsonObject(with: Data(remains.output.utf8)) as? [String: Any])
            let rows = try #require(sheet["rows"] as? [[String: Any]])
            return try #require(
                rows.first { $0["label"] as? String == "needed" }?["agents"] as? Int)
        }
        #expect(try await agents() == 14)
        #expect(try await agents("--patience", "1m") == 12)
        #expect(try await agents("--patience", "1m", "--abandonment", "2") > 12)
    }

    @Test func `takes calls and handle time from the journal, hour by hour`() async throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("QueueLogs/worked-example.queue_log").path
        let read = try await desk.run("queue-log", "import", file, "--journal", "example.sqlite")
        #expect(read.end == .exit(0), "\(read.errors)")
        let lines = try await lines([
            "staff", "--from-log", "--queue", "support", "--from", "2026-11-23", "--to",
            "2026-11-23", "--journal", "example.sqlite", "--occupancy", "100",
        ])
        // 12 visits of 100 s in the hour from 10:00.
        #expect(lines.dropFirst().first?.hasPrefix("10:00 12.00 0.33 2 2 ") == true, "\(lines)")
        #expect(
            lines.dropFirst(2).first
                == "visits of an average of 1 day in 2026-11-23 (Europe/Paris), handle time 100.00 s in all, of each hour its own"
        )
    }

    @Test(arguments: [
        (["staff"], 64, "--calls and --handle-time, or --from-log"),
        (["staff", "--calls", "100"], 64, "--calls needs --handle-time"),
        (["staff", "--calls", "x"], 64, "x"),
        (["staff", "--calls", "-1", "--handle-time", "3m"], 64, "--calls"),
        (["staff", "--calls=-1", "--handle-time", "3m"], 1, "-1.0 calls: 0 or more are expected"),
        (["staff", "--calls", "nan", "--handle-time", "3m"], 1, "nan calls"),
        (["staff", "--calls", "100", "--handle-time", "0s"], 1, "longer than nothing"),
        (["staff", "--calls", "100", "--handle-time", "3"], 64, "3"),
        (["staff", "--calls", "1e9", "--handle-time", "3m"], 1, "erlangs: at most 10000"),
        (["staff", "--calls", "1", "--handle-time", "3m", "--target", "100/20s"], 64, "100/20s"),
        (["staff", "--calls", "1", "--handle-time", "3m", "--target", "80"], 64, "80"),
        (
            ["staff", "--calls", "1", "--handle-time", "3m", "--shrinkage", "100"], 64,
            "100 percent"
        ),
        (
            ["staff", "--calls", "1", "--handle-time", "3m", "--shrinkage", "nan"], 64,
            "100 percent"
        ),
        (["staff", "--calls", "1", "--handle-time", "3m", "--occupancy", "0"], 64, "100 percent"),
        (["staff", "--calls", "1", "--handle-time", "3m", "--abandonment", "5"], 64, "--patience"),
        (
            [
                "staff", "--calls", "1", "--handle-time", "3m", "--abandonment", "0",
                "--patience", "1m",
            ], 64, "between 0 and 100 percent"
        ),
        (["staff", "--calls", "1", "--handle-time", "3m", "--last", "7d"], 64, "for --from-log"),
        (["staff", "--calls", "1", "--handle-time", "3m", "--zone", "UTC"], 64, "for --from-log"),
        (["staff", "--from-log", "--queue", "a", "--level", "b"], 64, "--queue or --level"),
        (["staff", "--from-log", "--journal", "absent"], 1, "there is no such file"),
    ])
    func `is told what is impossible`(
        arguments: [String], code: Int32, complaint: String
    ) async throws {
        let remains = try await desk.start(arguments).remains()
        #expect(remains.end == .exit(code), "\(arguments)")
        #expect(remains.complaints.first?.contains(complaint) == true, "\(remains.errors)")
        #expect(remains.output.isEmpty)
    }
}
