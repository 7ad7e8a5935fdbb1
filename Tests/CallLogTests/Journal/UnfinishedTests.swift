import Telephony
import Testing

@testable import CallLog

@Suite struct UnfinishedTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open() async throws -> Journal {
        try await Journal.open(at: folder.journal, by: .fixture())
    }

    /// Writes into the journal and lets it go without closing it.
    private func crash(after records: [JournalRecord]) async throws {
        try await open().append(records)
    }

    /// A time by the clock of the journal's writer, on the wall.
    private func wall(_ seconds: Int) -> Duration { .seconds(1_795_424_400 - 5 + seconds) }

    // MARK: - Agents

    @Test func `who was at work at a crash is told, and how they stood`() async throws {
        try await crash(
            after: JournalRecord.shift("s1", [.ready])
                + JournalRecord.shift("s2", of: "desk-2", [.ready, .away(reason: "pause")])
                + JournalRecord.shift("s3", of: "desk-3", [])
                + JournalRecord.shift("s4", of: "desk-4", [.ready, .logout(.agent)])
                + JournalRecord.shift(
                    "s5", of: "desk-5",
                    [.away(reason: "x"), .wrapEnded(call: CallID(rawValue: "a"), visit: 3), .ready]
                ))
        let agents = try await open().unfinished().agents
        #expect(agents.map(\.agent.rawValue) == ["desk-1", "desk-2", "desk-3", "desk-5"])
        #expect(
            agents.map(\.presence) == [
                .ready, .away(reason: "pause"), .away(reason: "engine-crash"), .ready,
            ])
        #expect(agents.map(\.shift.rawValue) == ["s1", "s2", "s3", "s5"])
        #expect(agents.allSatisfy { $0.phone == "anne" })
    }

    @Test func `an agent is told until they are at work again, whoever opened the journal before`()
        async throws
    {
        try await crash(
            after: JournalRecord.shift("s1", [.ready])
                + JournalRecord.shift("s2", of: "desk-2", [.ready]))
        try await open().close()
        let next = try await open()
        #expect(try await next.unfinished().agents.count == 2)
        try await next.append(JournalRecord.shift("s3", [.ready]))
        #expect(try await next.unfinished().agents.map(\.agent.rawValue) == ["desk-2"])
        try await next.append(JournalRecord.shift("s4", of: "desk-2", [.logout(.stopped)]))
        #expect(try await next.unfinished().agents == [])
        try await next.append([
            JournalRecord(
                call: CallID(rawValue: "s3"), number: 3, time: .seconds(60),
                event: .agent(.logout(.stopped)))
        ])
        try await next.close()
        #expect(try await open().unfinished() == Unfinished(agents: [], callbacks: []))
    }

    // MARK: - Callbacks

    /// A call that waits at 12 s in another queue, at 14 s in this one, and accepts at 15 s.
    private func accepting(_ name: String = "a", at start: Int = 10) -> [JournalRecord] {
        JournalRecord.call(
            name, at: .seconds(start),
            [
                .answered, .enqueued(queue: "accueil", level: "level0", position: 3),
                .flowedOut(queue: "accueil", reason: .timeout),
                .enqueued(queue: "niveau1", level: "level1", position: 1),
                .callbackAccepted(queue: "niveau1", number: .personal("+33698765432")),
                .ended(.flow),
            ])
    }

    private func attempt(_ number: Int, _ name: String, _ events: [CallEvent]) -> [JournalRecord] {
        JournalRecord.call(
            name, at: .seconds(100 * number), arrival: .attempt(number, of: "a"), events)
    }

    @Test func `a callback comes back with its place, after a crash and after a planned stop`()
        async throws
    {
        try await crash(after: accepting() + accepting("b", at: 5))
        var expected = Unfinished.Callback(
            call: CallID(rawValue: "a"), queue: "niveau1", level: "level1",
            caller: CallerID(rawValue: "caller-1"), number: "+33698765432", attempts: 0,
            place: wall(12), accepted: wall(15))
        for _ in 0..<2 {
            let next = try await open()
            let callbacks = try await next.unfinished().callbacks
            #expect(callbacks.map(\.call.rawValue) == ["b", "a"])
            #expect(callbacks.last == expected)
            try await next.close()
        }
        let next = try await open()
        try await next.append(
            attempt(1, "t1", [.callbackFailed(reason: .busy, isLast: false), .ended(.flow)]))
        expected.attempts = 1
        expected.lastFailed = wall(101)
        #expect(try await next.unfinished().callbacks.last == expected)
        // The second attempt is under way, then Allo dies in it.
        try await next.append(attempt(2, "t2", [.connected(agent: "desk-1")]))
        expected.attempts = 2
        expected.lastFailed = nil
        #expect(try await next.unfinished().callbacks.last == expected)
        try await next.close()
        expected.lastFailed = wall(201)
        #expect(try await open().unfinished().callbacks.last == expected)
    }

    @Test func `the language, and what was agreed to, come back with it`() async throws {
        let english = LanguageTag(rawValue: "en-GB")
        try await crash(
            after: JournalRecord.call(
                "a", at: .seconds(10),
                [
                    .promptStarted(prompt: "hello", text: .common("Hello."), language: english),
                    .enqueued(queue: "niveau1", level: "level1", position: 1),
                    .callbackAccepted(
                        queue: "niveau1", number: .personal("+33698765432"), recordsTalks: true),
                ]))
        let callback = try await open().unfinished().callbacks.first
        #expect(callback?.language == english)
        #expect(callback?.recordsTalks == true)
    }

    @Test func `who dies talking with somebody who was called back does not call them again`()
        async throws
    {
        let talk: [CallEvent] = [
            .offered(agent: "desk-1"), .callbackConnected(agent: "desk-1"), .holdOn, .holdOff,
            .transferred(.blind, from: "niveau1", to: "niveau2"), .talkEnded(by: .agent),
            .enqueued(queue: "niveau2", level: "level2", position: 1),
        ]
        try await crash(after: accepting() + attempt(1, "t1", talk))
        let next = try await open()
        #expect(try await next.unfinished().callbacks == [])
        try await next.close()
        let reader = try await JournalReader.open(at: folder.journal)
        let events = try await reader.events(of: CallID(rawValue: "t1")).map(\.record.event)
        #expect(events.last == .ended(.engineCrash))
        #expect(events.count == talk.count + 2)
    }

    @Test(arguments: [
        CallEvent.callbackConnected(agent: "desk-1"),
        .callbackFailed(reason: .expired, isLast: true),
        .callbackFailed(reason: .cancelled, isLast: true),
    ]) func `a callback that came about or was given up is forgotten`(
        event: CallEvent
    ) async throws {
        try await crash(after: accepting() + accepting("b") + attempt(1, "t1", [event]))
        #expect(try await open().unfinished().callbacks.map(\.call.rawValue) == ["b"])
    }

    @Test func `a number that was erased is told as none`() async throws {
        let journal = try await open()
        try await journal.append(accepting())
        #expect(try await journal.erase(number: "+33698765432").wasKnown)
        let callbacks = try await journal.unfinished().callbacks
        #expect(callbacks.map(\.number) == [nil])
    }

    @Test func `what a living process has is its own`() async throws {
        let living = try await open()
        try await living.append(accepting() + JournalRecord.shift("s1", [.ready]))
        let other = try await open()
        #expect(try await other.unfinished() == Unfinished(agents: [], callbacks: []))
        try await living.close()
        #expect(try await other.unfinished().callbacks.count == 1)
        #expect(try await open().unfinished().callbacks.count == 0)
    }
}
