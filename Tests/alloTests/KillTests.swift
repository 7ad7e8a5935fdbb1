import Foundation
import TestSupport
import Testing

/// Promise D2: whatever was on the standard output is in the journal, once, however the process
/// ended.
@Suite struct `kill -9` {
    private static let rounds = 50
    private static let liveRounds = 5

    @Test func `at fifty random instants loses nothing and doubles nothing`() async throws {
        let desk = try Desk()
        try desk.write(SmallFlow.loop, to: "boucle.yaml")
        var random = SeededGenerator(seed: 9)
        var seen: [String: [String]] = [:]
        for round in 0..<Self.rounds {
            let time = "2026-11-23 10:\(round < 10 ? "0" : "")\(round):00"
            let isLive = round % (Self.rounds / Self.liveRounds) == 0
            let call = try start(desk, at: time, isLive: isLive)
            let lines =
                isLive
                ? Int.random(in: 0...4, using: &random)
                : round % 7 == 1 ? 0 : Int.random(in: 1...150, using: &random)
            await call.output.reaches(lines: lines)
            spin(Int.random(in: 0...100_000, using: &random))
            call.send(SIGKILL)
            let remains = try await call.remains()
            #expect(remains.end == .signal(SIGKILL))
            #expect(remains.errors == "")
            seen[time] = remains.output.lines
            try await expectSeen(remains.output.lines, of: time, in: desk)
        }
        let last = try await desk.run(
            "call", "boucle.yaml", "--fast", "--no-audio", "--keys", "2")
        #expect(last.end == .exit(0))
        try await expectWhole(seen, in: desk)
    }

    private func start(_ desk: Desk, at time: String, isLive: Bool) throws -> ChildProcess {
        let keys = Array(repeating: "1", count: 2_000).joined(separator: " ")
        let pace = isLive ? ["--device", "none"] : ["--fast"]
        return try desk.start(
            ["call", "boucle.yaml", "--no-audio", "--at", time, "--keys", keys] + pace)
    }

    /// Uses up an unforeseeable while, so that kills fall anywhere between two lines.
    private func spin(_ count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        for _ in 0..<count { _ = random.next() }
    }

    /// What was seen is the beginning of what a fresh reader finds, before anybody recovers it.
    private func expectSeen(_ lines: [String], of time: String, in desk: Desk) async throws {
        guard !lines.isEmpty else { return }
        let newest = try #require(await desk.calls().last)
        let told = try await desk.transcript(of: newest)
        #expect(Array(told.prefix(lines.count)) == lines, "the call at \(time)")
    }

    /// Once another process has opened the journal, each call is whole and has its end.
    private func expectWhole(_ seen: [String: [String]], in desk: Desk) async throws {
        let events = try await desk.events()
        #expect(events.map(\.id) == events.map(\.id).sorted())
        #expect(Set(events.map(\.id)).count == events.count)
        let calls = Dictionary(grouping: events, by: \.call)
        for (call, events) in calls {
            #expect(events.map(\.number) == Array(1...events.count), "the call \(call)")
            #expect(events.count { $0.event.kind == "ended" } == 1)
            #expect(events.last?.event.kind == "ended")
            let time = try #require(events.first?.event.time)
            let wasKilled = seen[time] != nil
            #expect(events.last?.event.reason == (wasKilled ? "engine-crash" : "flow"))
        }
        let times = Set(events.compactMap(\.event.time))
        for (time, lines) in seen where !lines.isEmpty {
            #expect(times.contains(time), "the call at \(time) is not in the journal")
        }
    }
}
