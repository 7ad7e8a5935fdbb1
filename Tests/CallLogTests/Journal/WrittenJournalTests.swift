import Telephony
import Testing

@testable import CallLog

/// Letters and e-mails in the journal.
@Suite struct WrittenJournalTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func open() async throws -> Journal {
        try await Journal.open(at: folder.journal, by: .fixture())
    }

    /// A time by the clock of the journal's writer, on the wall.
    private func wall(_ seconds: Int) -> Duration { .seconds(1_795_424_400 - 5 + seconds) }

    @Test func `what is to be answered comes back, what is due first first, until it is answered`()
        async throws
    {
        try await open().append(
            JournalRecord.letter("late", .letter(age: .seconds(4), due: .seconds(900)))
                + JournalRecord.letter("soon", at: .seconds(12), .letter(due: .seconds(60)))
                + JournalRecord.letter(
                    "gone", .letter(), [.given(agent: "desk-1"), .answered(by: .agent("desk-1"))])
                + JournalRecord.letter("dropped", .letter(), [.dropped]))
        var next = try await open()
        let left = try await next.unfinished()
        #expect(left.contacts.map(\.contact.rawValue) == ["soon", "late"])
        #expect(left.contacts.map(\.received) == [wall(12), wall(6)])
        #expect(left.contacts.map(\.records) == [1, 1])
        #expect(left.contacts.first?.receipt.from == .personal("anne@exemple.fr"))
        #expect(left.contactCounts == ["niveau1": 4])
        // It goes on in this process, with the next number.
        try await next.append([
            JournalRecord(
                call: CallID(rawValue: "soon"), number: 2, time: .seconds(90),
                event: .written(.answered(by: .provider("lyon"))))
        ])
        try await next.close()
        next = try await open()
        #expect(try await next.unfinishedContacts().contacts.map(\.contact.rawValue) == ["late"])
    }

    @Test func `what an agent had in hand at a crash waits again, since then`() async throws {
        try await open().append(
            JournalRecord.shift("s1", [.ready])
                + JournalRecord.letter(
                    "mail", at: .seconds(20), .letter(), [.given(agent: "desk-1")]))
        let next = try await open()
        #expect(try await next.unfinished().contacts.map(\.records) == [3])
        let reader = try await JournalReader.open(at: folder.journal)
        let records = try await reader.events(of: CallID(rawValue: "mail")).map(\.record)
        #expect(
            records.map(\.event).suffix(2) == [
                .written(.given(agent: "desk-1")), .written(.returned(.engineCrash)),
            ])
        #expect(records.last?.time == .seconds(21))
        #expect(try await reader.calls().isEmpty, "it is no call")
    }

    @Test func `who wrote and what about is forgotten with them, and the rest stays`()
        async throws
    {
        let journal = try await open()
        let caller = try await journal.callerID(for: "anne@exemple.fr", at: .zero) {
            CallerID(rawValue: "anne")
        }
        try await journal.append(
            JournalRecord.letter("mail", .letter(caller: caller), [.answered(by: nil)])
                + JournalRecord.letter("open", .letter(caller: caller)))
        #expect(try await journal.erase(number: "anne@exemple.fr").wasKnown)
        for secret in ["anne@exemple", "4711"] { #expect(try !folder.holds(secret)) }
        let left = try await journal.unfinished().contacts
        #expect(left.map(\.contact.rawValue) == ["open"])
        #expect(left.first?.receipt.from == .erased)
        let records = try await JournalReader.open(at: folder.journal)
            .events(of: CallID(rawValue: "mail"))
        #expect(records.count == 2)
    }

    @Test func `a source is known again, whoever took it in and whatever became of it`()
        async throws
    {
        let journal = try await open()
        try await journal.append(
            JournalRecord.letter("mail", .letter(source: "4f2a"), [.answered(by: nil)]))
        #expect(try await journal.contact(from: "4f2a") == CallID(rawValue: "mail"))
        #expect(try await journal.contact(from: "other") == nil)
        try await journal.close()
        #expect(try await open().contact(from: "4f2a") == CallID(rawValue: "mail"))
    }
}
