import Foundation
import TestSupport
import Testing

/// The calls behind figures where there are many: more than are fetched, held back or written at
/// once.
@Suite struct `allo report --calls` {
    private let desk: Desk

    init() throws { desk = try Desk() }

    private static let count = 1_100
    private static let start = 1_795_424_400

    /// Calls in three queues, three in each second, one in seven given up; the names of the later
    /// queues are longer than any before.
    private func readMany() async throws {
        var lines: [(time: Int, line: String)] = []
        for number in 0..<Self.count {
            let time = Self.start + number / 3
            let queue = number < 900 ? ["n1", "n2", "vip"][number % 3] : "complaints-of-others"
            func add(after span: Int, _ who: String, _ rest: String) {
                lines.append((time + span, "\(time + span)|1.\(number)|\(queue)|\(who)|\(rest)"))
            }
            add(after: 0, "NONE", "ENTERQUEUE|||1")
            guard !number.isMultiple(of: 7) else {
                add(after: 4, "NONE", "ABANDON|1|1|4")
                continue
            }
            add(after: 1 + number % 30, "anne", "CONNECT|3|x|1")
            add(after: 60 + number % 30, "anne", "COMPLETEAGENT|3|59|1")
        }
        lines.sort { $0.time < $1.time }
        try desk.write(lines.map(\.line).joined(separator: "\n"), to: "queue_log")
        let read = try await desk.run(
            "queue-log", "import", "queue_log", "--journal", "many.sqlite")
        #expect(read.end == .exit(0), "\(read.errors)")
    }

    private func calls(_ options: String...) async throws -> String {
        let remains = try await desk.start(
            ["report", "--calls", "--all", "--journal", "many.sqlite"] + options
        ).remains()
        #expect(remains.end == .exit(0), "\(remains.errors)")
        return remains.output
    }

    /// The lines of each figure, in words.
    private func words(_ text: String) -> [[Substring]] {
        text.split(separator: "\n").map { $0.split(separator: " ") }
    }

    @Test func `each is listed once, in order, however many there are and in every form`()
        async throws
    {
        try await readMany()
        let rows = try await calls("visits", "abandoned", "--csv").lines.dropFirst().map {
            $0.replacing("\"", with: "").split(separator: ",", omittingEmptySubsequences: false)
        }
        // Names in the order of arrival, those of the same second in the order of the journal.
        let all = (0..<Self.count).map { "1-\($0)" }
        let abandoned = stride(from: 0, to: Self.count, by: 7).map { "1-\($0)" }
        #expect(rows.map { String($0[1]) } == all + abandoned)
        #expect(
            rows.map { String($0[0]) }
                == all.map { _ in "visits" } + abandoned.map { _ in "abandoned" })

        let text = try await calls("visits", "abandoned", "--language", "en")
        let tables = text.split(separator: "\n\n").dropFirst()
        #expect(
            tables.map { $0.prefix { $0 != "\n" } } == [
                "queue visits (visits): 1100", "abandoned (abandoned): \(abandoned.count)",
            ])
        let listed = tables.flatMap { words(String($0)).dropFirst(2) }
        #expect(
            listed
                == rows.map { row in
                    row.dropFirst().flatMap { $0.split(separator: " ") }
                })

        let json = try #require(
            JSONSerialization.jsonObject(
                with: Data(try await calls("visits", "abandoned", "--json").utf8))
                as? [String: [[String: Any]]])
        let figures = try #require(json["figures"])
        #expect(figures.map { $0["key"] as? String } == ["visits", "abandoned"])
        #expect(figures.map { $0["value"] as? Int } == [all.count, abandoned.count])
        let named = figures.map { figure in
            (figure["calls"] as? [[String: Any]] ?? []).map { $0["call"] as? String }
        }
        #expect(named == [all, abandoned])
    }

    @Test func `those of each queue are those of all, queue by queue`() async throws {
        try await readMany()
        let all = try await calls("asa", "--csv").lines.dropFirst()
        var parts: Set<String> = []
        for queue in ["n1", "n2", "vip", "complaints-of-others"] {
            let rows = try await calls("asa", "--queue", queue, "--csv").lines.dropFirst()
            #expect(Array(rows) == all.filter { $0.contains(",\"\(queue)\",") })
            parts.formUnion(rows)
        }
        #expect(parts == Set(all))
        #expect(parts.count == all.count)
    }

    @Test func `what waits for its turn needs a folder that can be written`() async throws {
        try await readMany()
        func run(_ figures: String...) async throws -> ChildProcess.Remains {
            try await desk.start(
                ["report", "--calls", "--all", "--journal", "many.sqlite", "--csv"] + figures,
                environment: ["TMPDIR": "/absent"]
            ).remains()
        }
        #expect(try await run("visits").end == .exit(0))
        let two = try await run("visits", "abandoned")
        #expect(two.end == .exit(1))
        #expect(
            two.complaints == ["Error: /absent can't be written: No such file or directory"])
    }
}
