import Rehearsal
import Telephony
import Testing

@Suite struct RehearsedFiguresTests {
    /// Three visits: one answered after 22 s, one abandoned after 3 s, one that went to a machine.
    private static func result(_ expectations: String) throws -> TestResult {
        try WorkingCentre.result(
            """
            agents anne
            \(WorkingCentre.twoCallers)
            8.000 max: abandon level1
            max: hang up by caller
            23.700 eva: agent anne answers
            60.000 eva: agent anne holds
            75.000 eva: agent anne resumes
            100.000 eva: agent anne hangs up
            eva: ...
            102.000 agent anne wraps up
            \(expectations)
            """)
    }

    @Test func `figures are those that reports tell`() throws {
        let result = try Self.result(
            """
            expect visits = 2
            expect answered = 1
            expect abandoned = 1
            expect answer-rate = 50.00
            expect answer-rate = 50
            expect abandon-rate.net = 0.0
            expect abandon-rate.net(short 2s) = 50
            expect sl.connect(20s) = 50
            expect sl.asterisk1(22s) = 100
            expect sl.asterisk1(20s) = 0
            expect qs(1m) queue level1 = 50.0
            expect time-to-abandon = 3.00
            expect hold = 15.00
            expect wrap agent anne = 2
            expect aht = 76.3
            expect arrived = 2
            expect asa level level2 = n/a
            expect nps = n/a
            expect nps.answers = 0
            expect escalation-rate = 0
            expect step.entered step accueil/file = 2
            expect step.drop-off step accueil/file = 50
            """)
        #expect(result.hasPassed, "\(result)\n\(result.lines)")
    }

    @Test(arguments: [
        ("answered = 2", "1", "the figure is another"),
        ("answer-rate = 50.1", "50.0, 1 of 2", "the figure is another"),
        ("hold = 14.9", "15.0, 15.000 of 1", "the figure is another"),
        ("abandon-rate = n/a", "50.00, 1 of 2", "the figure is another"),
        ("nps = 3", "n/a", "nps has nothing to divide by, and so no value: n/a"),
        ("asa queue level2 = 0", "n/a", "asa has nothing to divide by, and so no value: n/a"),
    ])
    func `a figure that is another is told at its line`(
        written: String, heard: String, reason: String
    ) throws {
        let result = try Self.result("expect visits = 2\nexpect \(written)")
        guard case .failed(let difference) = result.outcome,
            case .figures(let gaps) = difference.kind
        else {
            Issue.record("\(result)")
            return
        }
        #expect(gaps.count == 1)
        #expect(difference.position?.line == 19)
        let lines = "\(difference)".split(separator: "\n")
        #expect(lines.first == "a.call:19:8: error: \(reason)")
        #expect(lines.dropFirst(2).first == "  came out  \(heard)")
    }

    @Test func `all figures that are others are told`() throws {
        let result = try Self.result("expect visits = 3\nexpect arrived = 2\nexpect answered = 9")
        #expect("\(result)".contains("a.call:18:8: error"))
        #expect(!"\(result)".contains("a.call:19:8: error"))
        #expect("\(result)".contains("a.call:20:8: error"))
    }

    @Test func `a segment is one of the customer files, or one that the transcript tells`() throws {
        let call = "call to accueil customer vip-1\n...\n5.000 hang up by caller\n"
        let known = try Fixture.result("\(call)expect arrived segment vip = 1")
        #expect(known.hasPassed, "\(known)")
        let error = #expect(throws: RehearsalError.self) {
            try Fixture.result("\(call)expect arrived segment vipp = 0")
        }
        let text = error?.description ?? ""
        #expect(text == "a.call:4:24: error: there is no segment ‘vipp’; ‘vip’ is near", "\(text)")
        let told = try Fixture.result(
            """
            call from +33612345678 to accueil
            ...
            look up clients found client="x" code="1" nom="X" segment="nouveau"
            ...
            5.000 hang up by caller
            expect arrived segment nouveau = 1
            """)
        #expect(told.hasPassed, "\(told)")
    }

    @Test func `figures are told of a motive, a number and a language too`() throws {
        let call = """
            call from +33612345678 to +33188000010
            ...
            hear "Pour…"
            press 1
            ...
            60.000 hang up by caller

            """
        let told = try Fixture.result(
            call + """
                expect arrived motive conseiller = 1
                expect visits motive conseiller = 1
                expect arrived number +33188000010 = 1
                expect arrived number accueil = 0
                expect arrived language fr-FR = 1
                """)
        #expect(told.hasPassed, "\(told)")
        for (subject, complaint) in [
            ("motive conseilleur", "there is no motive ‘conseilleur’; ‘conseiller’ is near"),
            ("number +33188000011", "there is no number ‘+33188000011’; ‘+33188000010’ is near"),
            ("language en-GB", "there is no language ‘en-GB’"),
        ] {
            let error = #expect(throws: RehearsalError.self) {
                try Fixture.result("\(call)expect arrived \(subject) = 0")
            }
            let text = error?.description ?? ""
            #expect(text.contains(complaint), "\(text)")
        }
    }

    @Test func `agents who are believed are in figures too`() throws {
        let result = try Fixture.result(
            """
            call to accueil
            ...
            hear "Pour…"
            press 1
            ...
            agent desk-1 answers
            60.000 hang up by caller
            expect answered agent desk-1 = 1
            expect answered provider prestataire = 0
            expect occupancy = n/a
            """)
        #expect(result.hasPassed, "\(result)")
    }
}
