import Telephony
import Testing

@testable import CallLog

@Suite struct JournalTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `what was appended is read back, in order`() async throws {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        let records = JournalRecord.call("a", [.answered, .motive("x"), .ended(.caller)])
        try await journal.append(Array(records[..<2]))
        try await journal.append(Array(records[2...]))
        let reader = try await JournalReader.open(at: folder.journal)
        #expect(
            try await reader.events(of: CallID(rawValue: "a")).map(\.record) == records)
    }

    @Test func `records that wait at the same time are committed together, each call in order`()
        async throws
    {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        let calls = 200
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<calls {
                group.addTask {
                    for record in JournalRecord.call("c\(index)", [.answered, .ended(.flow)]) {
                        try await journal.append([record])
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(await journal.commits < calls)
        let reader = try await JournalReader.open(at: folder.journal)
        var numbers: [CallID: [Int]] = [:]
        for try await event in reader.events() {
            numbers[event.record.call, default: []].append(event.record.number)
        }
        #expect(numbers.count == calls)
        #expect(numbers.values.allSatisfy { $0 == [1, 2, 3] })
    }

    @Test func `a power cut at any moment keeps all that was acknowledged, once`() async throws {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        let (acknowledgements, acknowledged) = AsyncStream<Int>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { acknowledged.finish() }
                for number in 1...120 {
                    let event: CallEvent =
                        number == 1
                        ? .arrival() : .motive(String(repeating: "m", count: number * 50))
                    try await journal.append([
                        JournalRecord(
                            call: CallID(rawValue: "a"), number: number, time: .zero, event: event)
                    ])
                    acknowledged.yield(number)
                }
            }
            // The writer goes on while the files are copied.
            for await number in acknowledgements where number.isMultiple(of: 8) {
                let copy = try TemporaryFolder()
                try folder.copyJournal(to: copy)
                try await check(copy, holds: number)
            }
            try await group.waitForAll()
        }
    }

    private func check(_ copy: TemporaryFolder, holds acknowledged: Int) async throws {
        let recovered = try await Journal.open(at: copy.journal, by: .fixture())
        let reader = try await JournalReader.open(at: copy.journal)
        let events = try await reader.events(of: CallID(rawValue: "a")).map(\.record)
        #expect(events.map(\.number) == Array(1..<(events.count + 1)))
        // The last is the end that the recovery wrote.
        #expect(events.last?.event == .ended(.engineCrash))
        #expect(events.count - 1 >= acknowledged)
        try await recovered.close()
    }

    @Test func `two writers share a journal`() async throws {
        let writers = [
            try await Journal.open(at: folder.journal, by: .fixture(node: "paris")),
            try await Journal.open(at: folder.journal, by: .fixture(node: "lyon")),
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, writer) in writers.enumerated() {
                group.addTask {
                    for index in 0..<30 {
                        try await writer.append(
                            JournalRecord.call("w\(number)-\(index)", [.ended(.flow)]))
                    }
                }
            }
            try await group.waitForAll()
        }
        let reader = try await JournalReader.open(at: folder.journal)
        #expect(try await reader.calls().count == 60)
        for writer in writers { try await writer.close() }
    }

    @Test(arguments: [
        (["a1", "a3"], 3), (["a2"], 2), (["a1", "a1"], 1), (["a1", "a2", "end", "a3"], 3),
        (["end"], 3),
    ]) func `a record that doesn't follow the one before is refused`(
        names: [String], number: Int
    ) async throws {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        let known = JournalRecord.call("a", [.answered, .motive("x")])
        let records = names.map { name in
            name == "end"
                ? JournalRecord(
                    call: CallID(rawValue: "a"), number: 3, time: .zero, event: .ended(.flow))
                : known[name == "a1" ? 0 : name == "a2" ? 1 : 2]
        }
        let error = await #expect(throws: JournalError.self) {
            try await journal.append(records)
        }
        #expect(error?.reason == .outOfOrder(call: CallID(rawValue: "a"), number: number))
        // Nothing of it was taken, and the journal goes on.
        try await journal.append(known)
        let reader = try await JournalReader.open(at: folder.journal)
        #expect(try await reader.events(of: CallID(rawValue: "a")).count == 3)
    }

    @Test func `a shift and an attempt follow one another as a call does, to their ends`()
        async throws
    {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        let shift = JournalRecord.shift(
            "s", [.ready, .wrapEnded(call: CallID(rawValue: "a"), visit: 4), .logout(.agent)])
        let attempt = JournalRecord.call(
            "t", arrival: .attempt(1, of: "a"),
            [.callbackConnected(agent: "desk-1"), .ended(.agent)])
        for records in [shift, attempt] {
            try await journal.append(records)
            let again = JournalRecord(
                call: records[0].call, number: records.count + 1, time: .seconds(60),
                event: .answered)
            let error = await #expect(throws: JournalError.self) {
                try await journal.append([again])
            }
            #expect(error?.reason == .outOfOrder(call: again.call, number: again.number))
        }
        let reader = try await JournalReader.open(at: folder.journal)
        #expect(try await reader.events(of: CallID(rawValue: "s")).map(\.record) == shift)
        #expect(try await reader.events(of: CallID(rawValue: "t")).map(\.record) == attempt)
        // Both have ended: nothing is left to recover.
        try await journal.close()
        let next = try await Journal.open(at: folder.journal, by: .fixture())
        #expect(try await next.unfinished().agents.isEmpty)
        #expect(try await reader.events(of: CallID(rawValue: "s")).count == shift.count)
    }

    @Test(arguments: [
        CallEvent.agent(.ready), .agent(.logout(.agent)), .answered, .ended(.caller),
        .callbackConnected(agent: "desk-1"),
    ]) func `a stream begins with an arrival, a login or an attempt`(
        event: CallEvent
    ) async throws {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        let error = await #expect(throws: JournalError.self) {
            try await journal.append(JournalRecord.call("a", arrival: event, []))
        }
        #expect(error?.reason == .outOfOrder(call: CallID(rawValue: "a"), number: 1))
    }

    @Test func `a disk that stays full says so each time, and what was acknowledged stays`()
        async throws
    {
        let journal = try await Journal.open(
            at: folder.journal, by: .fixture(), options: JournalStore.Options(maxPages: 40))
        var acknowledged = 0
        var failure: JournalError?
        for index in 0..<1_000 where failure == nil {
            do {
                try await journal.append(
                    JournalRecord.call(
                        "c\(index)", [.motive(String(repeating: "m", count: 900)), .ended(.flow)]))
                acknowledged += 1
            } catch {
                failure = error
            }
        }
        #expect(failure?.reason == .full)
        #expect(acknowledged > 0)
        let again = await #expect(throws: JournalError.self) {
            for index in 0..<100 {
                try await journal.append(
                    JournalRecord.call("d\(index)", [.motive(String(repeating: "m", count: 9_000))])
                )
                acknowledged += 1
            }
        }
        #expect(again?.reason == .full)
        let reader = try await JournalReader.open(at: folder.journal)
        #expect(try await reader.calls().count == acknowledged)
    }

    @Test func `a closed journal takes nothing more`() async throws {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        try await journal.close()
        try await journal.close()
        let error = await #expect(throws: JournalError.self) {
            try await journal.append(JournalRecord.call("a", []))
        }
        #expect(error?.reason == .closed)
    }

    @Test func `a checkpoint comes in between and loses nothing`() async throws {
        let journal = try await Journal.open(
            at: folder.journal, by: .fixture(),
            options: JournalStore.Options(commitsPerCheckpoint: 2))
        for index in 0..<7 {
            try await journal.append(JournalRecord.call("c\(index)", [.ended(.flow)]))
        }
        let reader = try await JournalReader.open(at: folder.journal)
        #expect(try await reader.calls().count == 7)
    }

    @Test(arguments: [
        (["XDG_STATE_HOME": "/state", "HOME": "/home/a"], "/state/allo/journal.sqlite"),
        (["XDG_STATE_HOME": "", "HOME": "/home/a"], "/home/a/.local/state/allo/journal.sqlite"),
        (["XDG_STATE_HOME": "x", "HOME": "/home/a"], "/home/a/.local/state/allo/journal.sqlite"),
        (["HOME": "relative"], nil), ([:], nil),
    ]) func `the journal lies in the state folder`(environment: [String: String], path: String?) {
        #expect(Journal.defaultPath(environment: environment) == path)
    }
}
