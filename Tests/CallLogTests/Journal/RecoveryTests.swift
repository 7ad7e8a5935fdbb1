import Telephony
import Testing

@testable import CallLog

@Suite struct RecoveryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Writes into the journal and lets it go without closing it.
    private func crash(after records: [JournalRecord]) async throws {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        try await journal.append(records)
    }

    private func events(of call: String) async throws -> [JournalRecord] {
        try await JournalReader.open(at: folder.journal).events(of: CallID(rawValue: call))
            .map(\.record)
    }

    @Test func `open calls of a dead process end where they were last seen, once`() async throws {
        let open = JournalRecord.call("open", at: .seconds(20), [.answered, .motive("x")])
        let ended = JournalRecord.call("ended", [.answered, .ended(.caller)])
        let arrived = JournalRecord.call("arrived", [])
        try await crash(after: open + ended + arrived)
        for _ in 0..<2 {
            let next = try await Journal.open(
                at: folder.journal, by: .fixture(start: .seconds(1_000)))
            try await next.close()
        }
        let end = JournalRecord(
            call: CallID(rawValue: "open"), number: 4, time: .seconds(22),
            event: .ended(.engineCrash))
        #expect(try await events(of: "open") == open + [end])
        #expect(try await events(of: "ended") == ended)
        #expect(try await events(of: "arrived").map(\.number) == [1, 2])
        // The time is on the dead process' clock: 09:00:17 UTC by its anchor.
        let reader = try await JournalReader.open(at: folder.journal)
        let last = try await reader.events(of: CallID(rawValue: "open")).last
        #expect(last?.wallTime == .seconds(1_795_424_400 + 22 - 5))
    }

    @Test func `a shift of a dead process ends when the process was last seen`() async throws {
        let shift = JournalRecord.shift("shift", at: .seconds(20), [.ready])
        let over = JournalRecord.shift("over", [.away(reason: "pause"), .logout(.agent)])
        let call = JournalRecord.call("call", at: .seconds(500), [.answered])
        try await crash(after: shift + over + call)
        let next = try await Journal.open(
            at: folder.journal, by: .fixture(start: .seconds(1_000)))
        try await next.close()
        #expect(
            try await events(of: "shift") == shift + [
                JournalRecord(
                    call: CallID(rawValue: "shift"), number: 3, time: .seconds(501),
                    event: .agent(.logout(.engineCrash)))
            ])
        #expect(try await events(of: "over") == over)
        #expect(try await events(of: "call").last?.event == .ended(.engineCrash))
    }

    @Test func `an attempt to call somebody back ends as a call does`() async throws {
        let attempt = JournalRecord.call("attempt", arrival: .attempt(1, of: "a"), [])
        try await crash(after: attempt)
        let next = try await Journal.open(at: folder.journal, by: .fixture())
        try await next.close()
        #expect(
            try await events(of: "attempt").map(\.event)
                == [.attempt(1, of: "a"), .ended(.engineCrash)])
    }

    @Test func `calls of a living process are left alone`() async throws {
        let records = JournalRecord.call("a", [.answered])
        let living = try await Journal.open(at: folder.journal, by: .fixture())
        try await living.append(records)
        let other = try await Journal.open(at: folder.journal, by: .fixture())
        try await other.close()
        #expect(try await events(of: "a") == records)
        try await living.append([
            JournalRecord(
                call: CallID(rawValue: "a"), number: 3, time: .seconds(60), event: .ended(.caller))
        ])
        #expect(try await events(of: "a").last?.event == .ended(.caller))
    }

    @Test func `a process that closes with open calls leaves them to the next`() async throws {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        try await journal.append(JournalRecord.call("a", [.answered]))
        try await journal.close()
        let next = try await Journal.open(at: folder.journal, by: .fixture())
        try await next.close()
        #expect(try await events(of: "a").last?.event == .ended(.engineCrash))
    }

    /// Opens the journal many times at once.
    private func openAtOnce() async throws {
        try await withThrowingTaskGroup(of: Journal.self) { group in
            for _ in 0..<8 {
                let path = folder.journal
                group.addTask { try await Journal.open(at: path, by: .fixture()) }
            }
            for try await journal in group { try await journal.close() }
        }
    }

    @Test func `many that start at once recover once`() async throws {
        try await crash(after: JournalRecord.call("a", [.answered]))
        try await openAtOnce()
        #expect(try await events(of: "a").count == 3)
    }

    @Test func `many that make a journal at once make one`() async throws {
        try await openAtOnce()
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        #expect(await journal.process == 9)
    }
}
