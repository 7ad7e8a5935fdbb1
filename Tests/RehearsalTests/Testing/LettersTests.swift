import Rehearsal
import Telephony
import Testing
import Transcripts

/// Letters and e-mails in transcripts.
@Suite struct LettersTests {
    private static let begin = """
        agents anne
        call from +33612345678 to accueil at 2026-11-23 10:00:00

        """
    private static let end = "...\nhang up by caller\n"

    private static func result(_ lines: String) throws -> TestResult {
        try WorkingCentre.result(begin + end + lines)
    }

    @Test(arguments: [
        // It goes to who is free; the second waits until the first is answered.
        """
        letter a to level1
        letter b to level1
        letter a with anne
        letter b waits
        letter a answered by anne
        letter b with anne
        """,
        // What came first is due first.
        """
        agent anne away pause
        letter a to level1 at 2026-11-23 09:00:00
        letter b to level1 at 2026-11-22 09:00:00
        agent anne ready
        letter b with anne
        letter a waits
        letter b dropped
        letter a with anne
        """,
        // People outside answer their share.
        """
        letter a to courrier
        letter b to courrier
        letter a with anne
        letter b with lyon
        letter b answered by lyon
        expect written.answered provider lyon = 1
        expect written.waiting queue courrier = 1
        """,
        // One in time, one late, one overdue, and one that is not due yet.
        """
        letter a to level1 at 2026-11-22 11:00:00
        letter a answered by anne
        letter b to level1 at 2026-11-22 09:00:00
        letter b answered by anne
        agent anne away pause
        letter c to level1 at 2026-11-21 10:00:00 from "zoe@exemple.fr" segment vip motive retour
        letter d to level1
        expect written.received queue level1 = 4
        expect written.within-due queue level1 = 33.33
        expect written.overdue segment vip = 1
        expect written.waiting = 2
        expect written.answer-time = 86404
        """,
    ])
    func `letters come, are with somebody and are answered`(_ lines: String) throws {
        let result = try Self.result(lines)
        #expect(result.hasPassed, "\(result)")
    }

    @Test func `a letter is not answered while a caller has its agent`() throws {
        let result = try WorkingCentre.result(
            Self.begin + """
                letter a to level1
                letter a with anne
                step menu
                hear "…"
                press 1
                step file
                enter level1
                agent anne rings
                agent anne answers
                30.000 agent anne hangs up
                ...
                agent anne wraps up
                letter a answered by anne
                expect written.answered agent anne = 1
                """)
        #expect(result.hasPassed, "\(result)")
    }

    @Test(arguments: [
        ("letter a to level1\nletter a with lyon", "a is with anne"),
        ("letter a to level1\nletter b to level1\nletter b with anne", "nobody is free for it"),
        ("letter a to level1\nletter a dropped\nletter a waits", "a is not to be answered"),
    ])
    func `where a letter is with somebody else, so it is told`(
        _ lines: String, _ hint: String
    ) throws {
        let result = try Self.result(lines)
        guard case .failed(let difference) = result.outcome else {
            Issue.record("\(result)")
            return
        }
        #expect(difference.hint?.contains(hint) == true, "\(difference)")
    }

    @Test(arguments: [
        ("letter a to elsewhere", "no queue ‘elsewhere’"),
        ("letter a to level1\nletter a to level1", "a letter ‘a’ has come already"),
        ("letter a with anne", "no letter ‘a’"),
        ("letter a to level1\nletter a with zo", "no agent or destination ‘zo’"),
        ("letter a to level1\nletter a answered by zoe", "zoe is not at work"),
    ])
    func `a transcript whose letters contradict it can't be rehearsed`(
        _ lines: String, _ reason: String
    ) throws {
        let error = #expect(throws: RehearsalError.self) { try Self.result(lines) }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
    }
}
