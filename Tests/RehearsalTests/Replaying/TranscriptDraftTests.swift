import Rehearsal
import Telephony
import Testing
import Transcripts

@Suite struct TranscriptDraftTests {
    /// Calls of all kinds: what is written down of them must pass.
    private static let calls = [
        // A customer who waits until all was said.
        """
        call from +33612345678 to accueil at 2026-11-23 10:00:00
        ...
        hear "Pour…"
        press 1
        ...
        40.000 agent desk-1 answers
        50.000 agent desk-1 transfers level2
        ...
        60.000 agent desk-2 answers
        75.000 hang up by caller
        """,
        // Who cuts in, and types ahead.
        "call to accueil\n...\n0.300 press 16\n...\nhang up by caller",
        "call to accueil\n...\n1.000 press 2\n...\n1.200 press 4821\n...\nhang up by flow",
        // Secrets, and what the world outside says.
        """
        call to accueil customer vip-1
        ...
        hear "Pour…"
        press 2
        ...
        hear "Tapez votre code."
        press secret good
        ...
        step reconnu
        ...
        hang up by flow
        """,
        """
        call from +33612345678 to accueil
        ...
        look up clients found client="x" code="1" nom="X" segment="new"
        ...
        hear "Pour…"
        press 3
        step solde
        request solde found solde="12.50"
        ...
        hang up by flow
        """,
        // A message of some length.
        """
        call to +33188000010
        ...
        hear "Pour…"
        press 5
        ...
        record message
        45.000 press #
        ...
        hang up by flow
        """,
        // Destinations.
        """
        call to accueil
        ...
        hear "Pour…"
        press 6
        ...
        40.000 transfer prestataire fails busy
        agent prestataire rings
        50.000 agent prestataire answers
        60.000 agent prestataire hangs up
        ...
        hang up by flow
        """,
        "call to accueil\n...\nhear \"Pour…\"\npress 4\n...\n40.000 transfer prestataire answers\nend transferred",
        "call to accueil\n...\nno-input\n...\nhang up by flow",
        "call to accueil\n...\n2.000 end stopped",
    ]

    private static func draft(_ records: [JournalRecord]) throws -> TranscriptDraft {
        var draft = try TranscriptDraft(records, path: "b.call", program: Fixture.program())
        while draft.resume() != nil {}
        return draft
    }

    @Test(arguments: calls)
    func `what is kept of a call passes`(call: String) throws {
        let draft = try Self.draft(Fixture.records(call))
        #expect(draft.failure == nil)
        let again = try Fixture.result(draft.text)
        #expect(again.hasPassed, "\(draft.text)\n\(again)")
        #expect(!draft.text.contains("4821"))
    }

    @Test func `a call whose keys waited for silence needs no times, and names its customer`()
        throws
    {
        let draft = try Self.draft(Fixture.records(Self.calls[3]))
        let lines = draft.text.split(separator: "\n")
        #expect(lines.first?.hasSuffix("customer vip-1") == true)
        #expect(lines.contains("press **** (4 digits, secret)"))
        #expect(lines.contains("look up clients found"))
        #expect(!lines.dropFirst().contains { $0.first?.isNumber == true })
    }

    @Test func `a call that was cut in on has the times of what was done, and no others`() throws {
        let draft = try Self.draft(Fixture.records(Self.calls[1]))
        let timed = draft.text.split(separator: "\n").filter { $0.first?.isNumber == true }
        #expect(!timed.isEmpty)
        #expect(
            timed.allSatisfy { line in
                ["press", "abandon", "hang up"].contains { line.contains($0) }
            })
    }

    @Test func `what other callers had to do with a wait is left out`() throws {
        let records = try Fixture.records(
            """
            waiting level1 2
            call to accueil
            ...
            hear "Pour…"
            press 1
            ...
            enter level1 position 3
            ...
            30.000 agent desk-1 answers
            hang up by caller
            """)
        let draft = try Self.draft(records)
        #expect(draft.failure == nil)
        #expect(draft.text.contains("\nenter level1\n...\n"), "\(draft.text)")
    }

    @Test func `a call of agents at work passes where they are believed`() throws {
        let call = try WorkingCentre.rehearse(
            """
            agents anne paul zoe
            call from +33612345678 to accueil
            ...
            press 1
            ...
            agent anne declines
            agent paul rings
            20.000 agent paul answers
            30.000 agent paul holds
            40.000 agent paul resumes
            50.000 agent paul transfers level2
            ...
            agent zoe answers
            90.000 agent zoe hangs up
            ...
            hang up by flow
            """)
        try #require(call.result.hasPassed, "\(call.result)")
        let name = CallID(rawValue: "call-1")
        var draft = try TranscriptDraft(
            call.records.filter { $0.call == name }, path: "b.call",
            program: WorkingCentre.program())
        while draft.resume() != nil {}
        #expect(draft.failure == nil)
        let again = try WorkingCentre.result(draft.text)
        #expect(again.hasPassed, "\(draft.text)\n\(again)")
        #expect(draft.text.contains("agent anne misses declined\n"))
    }

    @Test func `a call that goes otherwise now is kept as it went, with what is other`() throws {
        let records = try Fixture.records(Self.calls[1])
        var draft = try TranscriptDraft(
            records, path: "b.call",
            program: Fixture.program(replacing: "say: Bonjour.", by: "say: Bonsoir."))
        while draft.resume() != nil {}
        #expect(draft.failure?.contains("hear \"Bonjour.\"") == true)
        #expect(draft.text == Transcript(records: records)?.text)
    }

    @Test func `a number that is not told in full is that of nobody`() throws {
        let records = try Fixture.records(Self.calls[8]).map { record in
            var record = record
            if case .arrived(var arrival) = record.event {
                arrival.from = .personal("+336…78")
                record.event = .arrived(arrival)
            }
            return record
        }
        let draft = try Self.draft(records)
        #expect(draft.failure == nil)
        #expect(draft.text.hasPrefix("call from withheld to accueil"))
    }

    @Test func `a customer who is not told is stood in for by another of the file`() throws {
        let records = try Fixture.records(Self.calls[3]).map { record in
            var record = record
            switch record.event {
            case .arrived(var arrival):
                arrival.from = .personal("+336…78")
                record.event = .arrived(arrival)
            case .identified(_, let segment):
                record.event = .identified(customer: .personal("…"), segment: segment)
            case .lookedUp(let directory, let outcome, let values):
                record.event = .lookedUp(
                    directory: directory, outcome,
                    values: values.map { CallEvent.Field(name: $0.name, value: .personal("…")) })
            case .promptStarted(let prompt, .personal, let language):
                record.event = .promptStarted(
                    prompt: prompt, text: .personal("…"), language: language)
            default: break
            }
            return record
        }
        let draft = try Self.draft(records)
        #expect(draft.failure == nil)
        let first = draft.text.split(separator: "\n").first ?? ""
        #expect(first.contains(" customer ") && !first.contains("…"), "\(first)")
        #expect(try Fixture.result(draft.text).hasPassed)
    }

    @Test func `records without an arrival are refused`() throws {
        #expect(throws: RehearsalError.self) {
            try TranscriptDraft([], path: "b.call", program: Fixture.program())
        }
    }
}
