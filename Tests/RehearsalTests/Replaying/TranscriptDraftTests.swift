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

    /// A record as the journal gives it to many.
    private static func shortened(_ record: JournalRecord) -> JournalRecord {
        var record = record
        switch record.event {
        case .arrived(var arrival):
            arrival.from = .personal("+336…01")
            record.event = .arrived(arrival)
        case .callbackAccepted(let queue, _, let recordsTalks):
            record.event = .callbackAccepted(
                queue: queue, number: .personal("+336…01"), recordsTalks: recordsTalks)
        case .promptStarted(let prompt, .personal, let language):
            record.event = .promptStarted(prompt: prompt, text: .personal("…"), language: language)
        default: break
        }
        return record
    }

    /// What a file is to hold of a draft that passes.
    private static func passing(_ draft: TranscriptDraft) throws -> String {
        try #require(draft.text, "\(draft.failure ?? "")")
    }

    @Test(arguments: calls)
    func `what is kept of a call passes`(call: String) throws {
        let draft = try Self.draft(Fixture.records(call))
        let text = try Self.passing(draft)
        let again = try Fixture.result(text)
        #expect(again.hasPassed, "\(text)\n\(again)")
        #expect(!text.contains("4821"))
    }

    @Test func `a call whose keys waited for silence needs no times, and names its customer`()
        throws
    {
        let draft = try Self.draft(Fixture.records(Self.calls[3]))
        let lines = try Self.passing(draft).split(separator: "\n")
        #expect(lines.first?.hasSuffix("customer vip-1") == true)
        #expect(lines.contains("press **** (4 digits, secret)"))
        #expect(lines.contains("look up clients found"))
        #expect(!lines.dropFirst().contains { $0.first?.isNumber == true })
    }

    @Test func `a call that was cut in on has the times of what was done, and no others`() throws {
        let draft = try Self.draft(Fixture.records(Self.calls[1]))
        let timed = try Self.passing(draft).split(separator: "\n").filter {
            $0.first?.isNumber == true
        }
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
        let text = try Self.passing(draft)
        #expect(text.contains("\nenter level1\n...\n"), "\(text)")
    }

    @Test func `a wait that is left for a step and a second one are kept`() throws {
        let program = try Fixture.program(
            replacing: "  file:\n    queue: level1\n",
            by: """
                  detour:
                    say: Un détour.
                    next: file
                  file:
                    queue: level1
                    escape: {2: {say: un détour, next: detour}}

                """,
            centre: Fixture.centre.replacing(
                "max-wait: 10m",
                with: "max-wait: 10m, announcements: {first: 8s, every: 10s}"
            ).replacing("level: level2,", with: "level: level2, record: yes,"))
        let records = try Fixture.records(
            """
            waiting level1 2
            waiting level2 1
            call to accueil
            ...
            hear "Pour…"
            press 1
            ...
            enter level1 position 3
            ...
            30.000 press 2
            step detour
            hear "Un détour."
            step file
            ...
            50.000 agent desk-1 answers
            60.000 agent desk-1 transfers level2
            enter level2 position 2
            ...
            90.000 agent desk-2 answers
            record talk-…
            ...
            99.000 agent desk-2 hangs up
            recorded talk-… 9.000
            ...
            """, in: program)
        var draft = try TranscriptDraft(records, path: "b.call", program: program)
        while draft.resume() != nil {}
        let text = try Self.passing(draft)
        #expect(text.contains("\nhear \"Un détour.\"\nstep file\n...\n"), "\(text)")
        #expect(text.contains("\nrecord talk-…\n"), "\(text)")
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
        let text = try Self.passing(draft)
        let again = try WorkingCentre.result(text)
        #expect(again.hasPassed, "\(text)\n\(again)")
        #expect(text.contains("agent anne misses declined\n"))
    }

    @Test func `a call that goes otherwise now is not kept, and what is other is told`() throws {
        let records = try Fixture.records(Self.calls[1])
        var draft = try TranscriptDraft(
            records, path: "b.call",
            program: Fixture.program(replacing: "say: Bonjour.", by: "say: Bonsoir."))
        while draft.resume() != nil {}
        #expect(draft.failure?.contains("hear \"Bonjour.\"") == true)
        #expect(draft.failure?.contains("b.call:3:1: error: the call went another way") == true)
        #expect(draft.text == nil)
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
        #expect(try Self.passing(draft).hasPrefix("call from withheld to accueil"))
    }

    @Test func `a number that makes a difference is stood in for by one that was made up`() throws {
        // Who withholds their number gets no further.
        let program = try Fixture.program(
            replacing: "    next: ouverture\n",
            by: "    next: numero\n  numero:\n    choose: [{when: empty(caller), next: ferme}]\n"
                + "    otherwise: ouverture\n")
        let records = try Fixture.records(
            """
            call from +33612341201 to accueil
            ...
            hear "Pour…"
            press 1
            ...
            60.000 hang up by caller
            """, in: program
        ).map(Self.shortened)
        #expect(Transcript(records: records)?.text.contains("+336…01") == true)
        var draft = try TranscriptDraft(records, path: "b.call", program: program)
        while draft.resume() != nil {}
        let text = try Self.passing(draft)
        #expect(text.hasPrefix("call from +33639989999 to accueil"), "\(text)")
        #expect(!text.contains("…01"), "\(text)")
    }

    @Test func `of a number to call back that is not told in full nothing is kept`() throws {
        let call = try WorkingCentre.rehearse(
            """
            call from +33612341201 to accueil
            ...
            press 2
            step accord
            ...
            press 1
            ...
            callback level1 accepted +33612341201
            ...
            hang up by flow
            """)
        try #require(call.result.hasPassed, "\(call.result)")
        var draft = try TranscriptDraft(
            call.records.map(Self.shortened), path: "b.call", program: WorkingCentre.program())
        while draft.resume() != nil {}
        let text = try Self.passing(draft)
        #expect(text.hasPrefix("call from +33639989999 to accueil"), "\(text)")
        #expect(text.contains("callback level1 accepted …\n"), "\(text)")
        #expect(try WorkingCentre.result(text).hasPassed)
    }

    @Test func `a call is tried with the sound that it is tested with later`() throws {
        // The caller types ahead while the sound goes on, when its text would be over.
        let program = try Fixture.program()
        var call = try TranscriptTest(
            Transcript(parsing: Self.calls[1].replacing("0.300", with: "2.000"), file: "a.call"),
            name: "a.call", program: program, lengths: PromptLengths(.sound))
        while call.resume() != nil { call.learn(.seconds(7)) }
        try #require(call.result?.hasPassed == true, "\(call.result as Any)")
        var silent = try TranscriptDraft(call.records, path: "b.call", program: program)
        while silent.resume() != nil {}
        #expect(silent.text == nil)
        #expect(!silent.needsSilence)
        var draft = try TranscriptDraft(
            call.records, path: "b.call", program: program, lengths: PromptLengths(.sound))
        while draft.resume() != nil { draft.learn(.seconds(7)) }
        #expect(try Self.passing(draft).contains("\n2.000 press 1"))
        #expect(!draft.needsSilence)
        // One that was made in silence: keys come after texts and during their sound, and the call
        // ends between two of them.
        let quiet = try Fixture.records(
            """
            call to accueil
            ...
            1.000 press 2
            ...
            1.200 press secret bad
            ...
            2.500 hang up by caller
            """)
        var loud = try TranscriptDraft(
            quiet, path: "b.call", program: program, lengths: PromptLengths(.sound))
        while loud.resume() != nil { loud.learn(.seconds(7)) }
        #expect(loud.text == nil)
        #expect(loud.needsSilence)
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
        let text = try Self.passing(draft)
        let first = text.split(separator: "\n").first ?? ""
        #expect(first.contains(" customer ") && !first.contains("…"), "\(first)")
        #expect(try Fixture.result(text).hasPassed)
    }

    @Test func `records without an arrival are refused`() throws {
        #expect(throws: RehearsalError.self) {
            try TranscriptDraft([], path: "b.call", program: Fixture.program())
        }
    }
}
