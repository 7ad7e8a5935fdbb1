import GRDB
import Telephony
import Testing

@testable import CallLog

@Suite struct JournalReaderTests {
    private let folder: TemporaryFolder
    private let journal: Journal

    init() async throws {
        folder = try TemporaryFolder()
        journal = try await Journal.open(at: folder.journal, by: .fixture())
    }

    /// Three calls at 10 s, 100 s, 200 s of the process, which began at 5 s, 09:00 UTC.
    private func fill() async throws -> JournalReader {
        try await journal.append(
            JournalRecord.call(
                "abc-1",
                [
                    .answered, .stepEntered(flow: "accueil", step: "bonjour"),
                    .stepEntered(flow: "accueil", step: "menu"),
                    .enqueued(queue: "vip", level: "vip", position: 1),
                    .abandoned(queue: "vip"), .ended(.caller),
                ]))
        try await journal.append(
            JournalRecord.call("abc-2", at: .seconds(100), arrival: .arrival(flow: "ventes"), []))
        try await journal.append(
            JournalRecord.call("xyz", at: .seconds(200), arrival: .arrival(from: nil), [.answered]))
        return try await JournalReader.open(at: folder.journal)
    }

    @Test func `a call in one line tells how it went`() async throws {
        let reader = try await fill()
        let calls = try await reader.calls()
        #expect(calls.map(\.call.rawValue) == ["xyz", "abc-2", "abc-1"])
        let call = try #require(calls.last)
        #expect(call.arrival.from == .personal("+336…78"))
        #expect(call.arrival.flow == "accueil")
        #expect(call.began == .seconds(1_795_424_400 + 5))
        #expect(call.length == .seconds(6))
        #expect(call.lastStep == "menu")
        #expect(call.queue == "vip")
        #expect(call.end == .caller)
        let open = try #require(calls.first)
        #expect(open.end == nil && open.lastStep == nil && open.queue == nil)
        #expect(open.length == .seconds(1))
        #expect(
            try await reader.calls(personal: .whole).last?.arrival.from
                == .personal("+33612345678"))
    }

    private static let anchor: Duration = .seconds(1_795_424_400 - 5)

    @Test(arguments: [
        (CallFilter(), nil, ["xyz", "abc-2", "abc-1"]),
        (CallFilter(), 2, ["xyz", "abc-2"]),
        (CallFilter(flow: "ventes"), nil, ["abc-2"]),
        (CallFilter(flow: "nulle-part"), nil, []),
        (CallFilter(since: anchor + .seconds(100)), nil, ["xyz", "abc-2"]),
        (CallFilter(until: anchor + .seconds(100)), nil, ["abc-1"]),
        (
            CallFilter(since: anchor + .seconds(50), until: anchor + .seconds(150)), nil,
            ["abc-2"]
        ),
    ]) func `calls are chosen by time and flow`(
        filter: CallFilter, limit: Int?, names: [String]
    ) async throws {
        let reader = try await fill()
        #expect(try await reader.calls(filter, limit: limit).map(\.call.rawValue) == names)
        var seen: Set<String> = []
        for try await event in reader.events(filter) { seen.insert(event.record.call.rawValue) }
        if limit == nil { #expect(seen == Set(names)) }
    }

    @Test func `shifts and attempts are no calls, however few are asked for`() async throws {
        let reader = try await fill()
        try await journal.append(
            JournalRecord.shift("shift", [.ready])
                + JournalRecord.call("attempt", arrival: .attempt(1, of: "xyz"), []))
        #expect(try await reader.calls(limit: 1).map(\.call.rawValue) == ["xyz"])
        #expect(try await reader.calls().count == 3)
        #expect(try await reader.call(startingWith: "att").rawValue == "attempt")
    }

    @Test func `a shift in one line tells who came, when and how it ended`() async throws {
        try await journal.append(
            JournalRecord.shift("s1", [.ready, .logout(.agent)])
                + JournalRecord.shift("s2", at: .seconds(100), of: "desk-2", [.ready]))
        let reader = try await fill()
        let shifts = try await reader.shifts()
        #expect(shifts.map(\.shift.rawValue) == ["s2", "s1"])
        #expect(shifts.map(\.login.agent) == ["desk-2", "desk-1"])
        #expect(shifts.map(\.length) == [.seconds(1), .seconds(2)])
        #expect(shifts.map(\.logout) == [nil, .agent])
        #expect(shifts.last?.began == Self.anchor + .seconds(10))
        #expect(try await reader.shifts(limit: 1).map(\.shift.rawValue) == ["s2"])
        let agent = AgentID(rawValue: "desk-1")
        #expect(try await reader.shifts(of: agent).map(\.shift.rawValue) == ["s1"])
        #expect(
            try await reader.shifts(since: Self.anchor + .seconds(11)).map(\.shift.rawValue)
                == ["s2"])
        #expect(
            try await reader.shifts(until: Self.anchor + .seconds(11)).map(\.shift.rawValue)
                == ["s1"])
    }

    @Test func `recordings of calls that ended before are told, oldest first`() async throws {
        func call(_ name: String, at start: Int, _ end: [CallEvent]) -> [JournalRecord] {
            JournalRecord.call(
                name, at: .seconds(start), [.recordingStarted(name: "\(name).opus")] + end)
        }
        try await journal.append(
            call("late", at: 100, [.ended(.caller)]) + call("early", at: 10, [.ended(.caller)])
                + call("open", at: 5, []))
        let reader = try await JournalReader.open(at: folder.journal)
        func names(before seconds: Int) async throws -> [String] {
            try await reader.recordings(endedBefore: Self.anchor + .seconds(seconds)).map(\.name)
        }
        #expect(try await names(before: 12) == [])
        #expect(try await names(before: 13) == ["early.opus"])
        #expect(try await names(before: 1_000) == ["late.opus", "early.opus"])
        #expect(
            try await reader.recordings(endedBefore: Self.anchor + .seconds(13)) == [
                LoggedRecording(
                    name: "early.opus", call: CallID(rawValue: "early"),
                    callEnded: Self.anchor + .seconds(12))
            ])
    }

    @Test func `a call is found by the beginning of its name`() async throws {
        let reader = try await fill()
        #expect(try await reader.call(startingWith: "x").rawValue == "xyz")
        #expect(try await reader.call(startingWith: "abc-2").rawValue == "abc-2")
        await #expect(
            throws: JournalError(
                .ambiguousCall("abc", ["abc-1", "abc-2"].map(CallID.init)), path: folder.journal)
        ) { try await reader.call(startingWith: "abc") }
        await #expect(throws: JournalError(.noSuchCall("q"), path: folder.journal)) {
            try await reader.call(startingWith: "q")
        }
    }

    @Test func `a whole name wins over longer ones`() async throws {
        let reader = try await fill()
        try await journal.append(JournalRecord.call("abc-11", [.ended(.flow)]))
        #expect(try await reader.call(startingWith: "abc-1").rawValue == "abc-1")
    }

    @Test func `an event as a line of JSON tells who, when and where`() async throws {
        let reader = try await fill()
        var lines: [String] = []
        for try await event in reader.events() { lines.append(event.json) }
        #expect(lines.count == 10)
        #expect(
            lines[2] == #"{"call":"abc-1","event":{"flow":"accueil","kind":"step-entered","#
                + #""step":"bonjour"},"id":3,"node":"paris","number":3,"time-ms":12000,"#
                + #""wall":"2026-11-23T09:00:07.000Z"}"#)
        #expect(lines[0].contains(#""from":{"personal":"+336…78"}"#))
    }

    @Test func `more events than a page come all, each once`() async throws {
        try await journal.append(
            JournalRecord.call("long", (0..<1_203).map { .noInput(count: $0) }))
        let reader = try await JournalReader.open(at: folder.journal)
        var ids: [Int64] = []
        for try await event in reader.events() { ids.append(event.id) }
        #expect(ids == Array(1...1_204))
    }

    @Test func `a reader sees what is written while it is open`() async throws {
        let reader = try await fill()
        try await journal.append(JournalRecord.call("new", [.ended(.flow)]))
        #expect(try await reader.calls(limit: 1).first?.call.rawValue == "new")
    }

    @Test func `an event that can't be understood is named`() async throws {
        let reader = try await fill()
        let other = try DatabaseQueue(path: folder.journal)
        try await other.write {
            try $0.execute(
                sql: "UPDATE event SET json = ? WHERE call = ?",
                arguments: [#"{"kind":"teleported"}"#, "abc-2"])
        }
        let error = await #expect(throws: JournalError.self) { try await reader.calls() }
        #expect(
            error?.reason
                == .unreadableEvent(
                    call: CallID(rawValue: "abc-2"), number: 1,
                    EventFormatError(.unknownKind("teleported"))))
    }
}
