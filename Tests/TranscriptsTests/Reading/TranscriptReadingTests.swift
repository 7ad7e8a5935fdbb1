import Telephony
import Testing
import Transcripts

@Suite struct TranscriptReadingTests {
    @Test func `the transcript of the design is read and written the same`() throws {
        let text = """
            call from +33612345678 to accueil at 2026-11-23 10:00:00 customer vip-1
            0.000 hear bienvenue "Bienvenue chez Durand."
            1.820 press 1
            1.830 step menu-commande
            2.410 press **** (8 digits, secret)
            9.000 no-input
            12.500 enter level1 position 2
            31.700 agent desk-1 answers
            95.000 agent desk-1 transfers level2
            120.250 hang up by caller
            expect sl.connect(20s) = 66.67

            """
        let transcript = try Transcript(parsing: text, file: "a.call")
        #expect(transcript.text == text)
        #expect(transcript.header.customer == "vip-1")
        #expect(transcript.lines.count == 9)
        #expect(transcript.lines[1].time == .milliseconds(1_820))
        #expect(
            transcript.lines[1].position == SourcePosition(file: "a.call", line: 3, column: 1))
        #expect(transcript.expectations.map(\.description) == ["expect sl.connect(20s) = 66.67"])
    }

    @Test(arguments: [
        #"hear bienvenue"#, #"hear "Bien… Durand.""#, #"hear b "x""#, #"hear "b 1" "x""#,
        "press 12#", "press *", "press #", "press 1 (at 1.500)", "press 12 (at 1.500 2.000)",
        "press **** (1 digit, secret)", "press **** (4 digits, secret)",
        "press **** (2 digits, secret, at 2.410 2.700)", "press secret pin-ok",
        "step menu", "step identification/pin", #"step "a b"/"c/d""#,
        "no-input", "no-match", "no-match 12", "no-match **** (3 digits, secret)",
        "look up clients missing", #"look up clients found nom="Mme \"D\"" a.b="""#,
        #"request solde found solde="12.50""#, "request solde failed",
        "customer vip-1", "customer vip-1 segment vip", "customer segment segment segment",
        #"compare "pin = client.pin" true"#, #"compare "a" false"#,
        "motive commande", "done solde", "consent recording yes", "consent recording no",
        "record message", "recorded message 12.500", "enter level1", "enter level1 position 2",
        "agent desk-1 rings", "agent desk-1 answers", "agent desk-1 transfers level2",
        "agent desk-1 transfers level2 attended", "agent desk-1 hangs up",
        "leave level1 timeout", "leave level1 full", "leave level1 closed", "leave level1 key",
        "leave level1 empty", "agent desk-1 misses timeout", "agent desk-1 misses busy",
        "agent desk-1 misses declined", "agent desk-1 misses unreachable",
        "agent desk-1 misses withdrawn", "agent desk-1 holds", "agent desk-1 resumes",
        "agent desk-1 calls level2", "agent desk-1 wraps up", #"agent desk-1 away "pause""#,
        "agent desk-1 ready", "agent desk-1 logs in", "agent desk-1 logs out", "hold", "resume",
        "announce", "announce position 2",
        "announce wait 0.000 to 60.000", "announce position 2 wait 60.000 to 120.000",
        "announce position 2 wait over 600.000", "callback level1 accepted +33612345678",
        #"callback "fails" accepted "a b""#, "attempt 1", "called back by desk-1",
        "callback fails no-answer", "callback fails no-answer for good",
        "callback fails busy", "callback fails unreachable for good",
        "callback fails not-allowed for good", "callback fails agent-left",
        "callback fails cancelled for good", "callback fails expired for good",
        "abandon level1", "transfer prestataire answers", "transfer prestataire fails busy",
        #"transfer x fails "no route""#, "survey nps 9", #"fail solde "no number""#,
        "hang up by caller", "hang up by flow",
        "hang up by agent", "end transferred", "end flow-error", "end stopped",
        "end engine-crash", "...", "letter plainte to level1", "letter plainte waits",
        "letter plainte to level1 at 2026-11-22 09:00:00 from anne@exemple.fr segment vip "
            + "motive retour",
        "letter plainte with desk-1", "letter plainte answered by lyon", "letter plainte dropped",
    ])
    func `every line is read and written the same, with a time and without`(
        line: String
    ) throws {
        for line in [line, "12.500 \(line)"] {
            let text = "call to accueil\n\(line)\n"
            #expect(try Transcript(parsing: text, file: "a.call").text == text)
        }
    }

    @Test(arguments: [
        ("agent desk-1 declines", "agent desk-1 misses declined"),
        ("agent desk-1 misses", "agent desk-1 misses timeout"),
        ("agent desk-1 away pause", #"agent desk-1 away "pause""#),
    ])
    func `what has two ways to be written means the same`(short: String, long: String) throws {
        let lines = try [short, long].map { line in
            try Transcript(parsing: "call to accueil\n\(line)", file: "a.call").lines
        }
        #expect(lines[0] == lines[1])
        #expect(lines[0].first?.description == long)
    }

    @Test(arguments: [
        "expect sl.connect(20s) = 66.67", "expect asa = 0.050", "expect nps = -100",
        "expect nps = -0.5", "expect csat = n/a",
        "expect sl.genesys(20s, short 5s) queue level1 = 100",
        "expect abandon-rate.net(short 3s) level level2 = 0.0", "expect dmt agent desk-1 = 12.5",
        #"expect answered segment "a b" = 3"#, "expect step.entered step accueil/menu = 2",
        #"expect step.time step accueil/"a b" = 2"#, "expect arrived flow accueil = 1",
        "expect answered provider prestataire = 1",
    ])
    func `every figure is read and written the same`(line: String) throws {
        let text = "call to accueil\n\(line)\n"
        #expect(try Transcript(parsing: text, file: "a.call").text == text)
    }

    @Test(arguments: [
        ("sl.connect(1m30s)", "sl.connect(90s)"),
        ("sl.connect(20s, 5s)", "sl.connect(20s, short 5s)"),
        ("sl.connect(short 5s, 20s)", "sl.connect(20s, short 5s)"),
        ("sl.connect( 2h )", "sl.connect(7200s)"),
    ])
    func `spans of figures are whole seconds`(written: String, printed: String) throws {
        let transcript = try Transcript(
            parsing: "call to accueil\nexpect \(written) = 1", file: "a.call")
        #expect(transcript.expectations.first?.question == printed)
    }

    /// Several callers, agents at work and others who wait.
    private static let crowded = """
        agents desk-1 "desk 2"
        waiting level1 60
        waiting level2 1
        call anne from +33612345678 to accueil at 2026-11-23 10:00:00
        fixtures pins.fixtures
        0.000 anne: step bienvenue
        call "from" to accueil at 2026-11-23 10:00:05
        call 2b to accueil
        from: hear bienvenue
        6.500 "2b": no-input
        anne: agent desk-1 rings
        agent desk-1 answers
        agent desk-1 hangs up
        agent desk-1 wraps up
        call last to accueil
        expect sl.connect(20s) = 66.67

        """

    @Test func `several callers and agents at work are read and written the same`() throws {
        let transcript = try Transcript(parsing: Self.crowded, file: "a.call")
        #expect(transcript.text == Self.crowded)
        #expect(transcript.agents?.map(\.name) == ["desk-1", "desk 2"])
        #expect(transcript.agents?.last?.position?.column == 15)
        #expect(transcript.crowds.map(\.count) == [60, 1])
        #expect(transcript.calls.map(\.name) == ["anne", "from", "2b", "last"])
        #expect(transcript.calls.map(\.linesBefore) == [0, 1, 1, 7])
        #expect(transcript.lines[2].time == .milliseconds(6_500))
    }

    @Test func `whose an agent's line is follows from the line before that says so`() throws {
        let transcript = try Transcript(parsing: Self.crowded, file: "a.call")
        #expect(transcript.owners == [0, 1, 2, 0, 0, 0, nil])
    }

    @Test func `nobody at work is told by a line without names`() throws {
        let transcript = try Transcript(parsing: "agents\ncall to a\n", file: "a.call")
        #expect(transcript.agents == [])
        #expect(transcript.text == "agents\ncall to a\n")
    }

    @Test(arguments: [
        "call to accueil", "call anne to accueil", #"call "from" from withheld to x"#,
        "call from withheld to +33123456789",
        "call from +336…78 to accueil at 2026-11-23 10:00:00",
        #"call from "withheld" to "a flow" customer "a b""#, "call from from to to customer at",
    ])
    func `every first line is read and written the same`(line: String) throws {
        #expect(try Transcript(parsing: line, file: "a.call").header.description == line)
    }

    @Test func `comments, blank lines, spaces and other line ends don't matter`() throws {
        let text = """
            \u{FEFF}# what a VIP hears\r
            \r
            call  to\taccueil at 2026-11-23T10:00\r
              fixtures pins.fixtures\r
              # the caller is quick\r
              1 press  1  \r
            1.5 hear "#1"
            """
        let transcript = try Transcript(parsing: text, file: "a.call")
        #expect(
            transcript.text == """
                call to accueil at 2026-11-23 10:00:00
                fixtures pins.fixtures
                1.000 press 1
                1.500 hear "#1"

                """)
        #expect(transcript.lines.map(\.position?.line) == [6, 7])
        #expect(transcript.lines.map(\.position?.column) == [3, 1])
    }

    @Test(
        arguments: [
            ("press1", 1, .unknownLine("press1")),
            ("presss 1", 1, .unknownLine("presss")),
            ("\u{1B}[2J", 1, .unknownLine("\u{1B}[2J")),
            ("press", 6, .expected(.keys, found: nil)),
            ("press 1x", 7, .expected(.keys, found: "1x")),
            ("press 1 2", 9, .unexpected("2")),
            ("press 12 (at 1.0)", 7, .timesDifferFromKeys(keys: 2, times: 1)),
            ("press 12 (2 digits, secret)", 11, .expected(.word("at"), found: "2")),
            ("press **** (0 digits, secret)", 13, .expected(.count, found: "0")),
            (
                "press **** (99999999999 digits, secret)", 13,
                .expected(.count, found: "99999999999")
            ),
            ("hear", 5, .expected(.promptOrText, found: nil)),
            ("hear b Bonjour", 8, .expected(.text, found: "Bonjour")),
            (#"hear "Bonjour"#, 6, .unclosedText),
            (#"hear "é\q""#, 8, .badEscape(#"\q"#)),
            (#"hear "\u{110000}""#, 7, .badEscape(#"\u{110000"#)),
            (#"hear "\u{D800}""#, 7, .badEscape(#"\u{D800"#)),
            ("1.2345 no-input", 1, .expected(.time, found: "1.2345")),
            ("1. no-input", 1, .expected(.time, found: "1.")),
            ("99999999999999999999 no-input", 1, .expected(.time, found: "99999999999999999999")),
            ("no-input 2", 10, .unexpected("2")),
            ("enter level1 position 0", 23, .expected(.count, found: "0")),
            ("enter level1 2", 14, .unexpected("2")),
            ("agent desk-1 picks-up", 14, .expected(.agentAct, found: "picks-up")),
            ("agent desk-1 hangs", 19, .expected(.word("up"), found: nil)),
            ("hang up by nobody", 12, .expected(.party, found: "nobody")),
            ("end", 4, .expected(.endReason, found: nil)),
            ("look clients found", 6, .expected(.word("up"), found: "clients")),
            ("look up clients lost", 17, .expected(.outcome, found: "lost")),
            ("request solde found solde=12", 27, .expected(.text, found: "12")),
            ("consent recording maybe", 19, .expected(.yesOrNo, found: "maybe")),
            (#"compare "a" yes"#, 13, .expected(.trueOrFalse, found: "yes")),
            ("leave level1 bored", 14, .expected(.flowOutReason, found: "bored")),
            ("agent desk-1 away", 18, .expected(.reason, found: nil)),
            ("agent desk-1 logs off", 19, .expected(.inOrOut, found: "off")),
            ("agent desk-1 wraps", 19, .expected(.word("up"), found: nil)),
            ("agent desk-1 calls", 19, .expected(.name, found: nil)),
            ("agent desk-1 misses lunch", 21, .expected(.noAnswerReason, found: "lunch")),
            ("hold on", 6, .unexpected("on")),
            ("announce position 0", 19, .expected(.count, found: "0")),
            ("announce wait", 14, .expected(.time, found: nil)),
            ("announce wait 60.000", 21, .expected(.word("to"), found: nil)),
            ("announce wait 60.000 to 59.999", 25, .expected(.time, found: "59.999")),
            ("announce wait over soon", 20, .expected(.time, found: "soon")),
            ("callback level1 refused", 17, .expected(.word("accepted"), found: "refused")),
            ("callback level1 accepted", 25, .expected(.name, found: nil)),
            ("callback fails badly", 16, .expected(.callbackFailure, found: "badly")),
            ("callback fails busy for bad", 25, .expected(.word("good"), found: "bad")),
            ("attempt 0", 9, .expected(.count, found: "0")),
            ("called desk-1", 8, .expected(.word("back"), found: "desk-1")),
            ("called back desk-1", 13, .expected(.word("by"), found: "desk-1")),
            ("transfer x rings", 12, .expected(.transferResult, found: "rings")),
            ("expect", 7, .expected(.figure, found: nil)),
            ("expect nps", 11, .expected(.subject, found: nil)),
            ("expect nps = ", 14, .expected(.number, found: nil)),
            ("expect nps = 1.", 14, .expected(.number, found: "1.")),
            ("expect nps = 1.1234567", 14, .expected(.number, found: "1.1234567")),
            ("expect nps = 9%", 15, .unexpected("%")),
            ("expect sl.connect(20) = 1", 19, .expected(.span, found: "20)")),
            ("expect sl.connect(20s, 5s, 5s) = 1", 28, .expected(.word(")"), found: "5s)")),
            ("expect sl.connect(25h) = 1", 19, .expected(.span, found: "25h)")),
            ("expect nps row level1 = 3", 12, .expected(.subject, found: "row")),
            ("expect nps queue = 3", 18, .expected(.name, found: "=")),
            ("anne: press 1", 1, .unknownCaller("anne", known: [])),
            ("agents desk-1", 1, .agentsOutOfPlace),
            ("waiting level1 3", 1, .agentsOutOfPlace),
        ] as [(String, Int, TranscriptError.Reason)])
    func `a line that can't be read is told with its place`(
        line: String, column: Int, reason: TranscriptError.Reason
    ) throws {
        let error = try #require(throws: TranscriptError.self) {
            try Transcript(parsing: "call to accueil\n\n\(line)", file: "a.call")
        }
        #expect(error.mistakes.map(\.reason) == [reason])
        #expect(
            error.mistakes.map(\.position)
                == [SourcePosition(file: "a.call", line: 3, column: column)])
    }

    @Test(
        arguments: [
            ("", 1, 1, .headerMissing),
            ("# nothing\n\n", 1, 1, .headerMissing),
            ("press 1", 1, 1, .headerMissing),
            ("call from x", 1, 12, .expected(.word("to"), found: nil)),
            ("call to accueil at noon", 1, 20, .expected(.date, found: "noon")),
            ("call to accueil at 2026-02-30 10:00", 1, 20, .expected(.date, found: "2026-02-30")),
            ("call to accueil now", 1, 17, .unexpected("now")),
            ("call to a\nno-input\nfixtures x", 3, 1, .fixturesOutOfPlace),
            ("fixtures x\ncall to a", 1, 1, .fixturesOutOfPlace),
            ("call to a\n2.000 no-input\n1.999 no-input", 3, 1, .timeRunsBack),
            ("call to a\nexpect nps = 3\nno-input", 3, 1, .lineAfterExpectation),
            ("call to a\nexpect nps = 3\ncall b to a", 3, 1, .lineAfterExpectation),
            ("expect nps = 3\ncall to a", 1, 1, .figureBeforeCalls),
            ("agents a b a\ncall to a", 1, 12, .nameTwice("a")),
            ("waiting level1 0\ncall to a", 1, 16, .expected(.count, found: "0")),
            ("waiting level1 10001\ncall to a", 1, 16, .expected(.crowd, found: "10001")),
            ("call to a\ncall to a", 1, 1, .callWithoutName),
            ("call anne to a\ncall to a", 2, 1, .callWithoutName),
            ("call anne to a\ncall anne to a", 2, 1, .callerTwice("anne")),
            (
                "call anne to a at 2026-11-23 10:00\ncall bob to a at 2026-11-23 09:59", 2, 1,
                .callBeforeFirst
            ),
            ("call a to a\ncall b to a\nno-input", 3, 1, .callerMissing("a")),
            (
                "call a to a\ncall b to a\nc: no-input", 3, 1,
                .unknownCaller("c", known: ["a", "b"])
            ),
            (
                "call a to a\nb: no-input\ncall b to a", 2, 1,
                .unknownCaller("b", known: ["a", "b"])
            ),
            ("call a to a\ncall b to a\nagent d answers", 3, 1, .callerMissing("a")),
        ] as [(String, Int, Int, TranscriptError.Reason)])
    func `a transcript that is put together wrongly is told with its place`(
        text: String, line: Int, column: Int, reason: TranscriptError.Reason
    ) throws {
        let error = try #require(throws: TranscriptError.self) {
            try Transcript(parsing: text, file: "a.call")
        }
        #expect(error.mistakes.first?.reason == reason)
        #expect(
            error.mistakes.first?.position
                == SourcePosition(file: "a.call", line: line, column: column))
    }

    @Test func `all mistakes are told at once, each on a line`() throws {
        let error = try #require(throws: TranscriptError.self) {
            try Transcript(parsing: "call to a b\npress x\nno-input\nend", file: "a.call")
        }
        #expect(
            error.description == """
                a.call:1:11: error: nothing more should stand here, not "b"
                a.call:2:7: error: keys, as 12#, should stand here, not "x"
                a.call:4:4: error: the line ends where `transferred`, `flow-error`, `stopped` or \
                `engine-crash` should stand
                """)
    }

    @Test func `a huge text is refused`() throws {
        let text = String(repeating: "#", count: Transcript.maximumSize + 1)
        let error = try #require(throws: TranscriptError.self) {
            try Transcript(parsing: text, file: "a.call")
        }
        #expect(error.mistakes.map(\.reason) == [.tooLong(limit: Transcript.maximumSize)])
    }

    @Test(arguments: 0..<100)
    func `damaged text is read or refused, never a trap`(seed: Int) throws {
        var random = RandomTranscript(seed: UInt64(seed))
        var scalars = Array(
            try #require(Transcript(records: random.records(10))).text.unicodeScalars)
        for _ in 0..<8 {
            let place = Int.random(in: 0..<scalars.count, using: &random.generator)
            let other = scalars[Int.random(in: 0..<scalars.count, using: &random.generator)]
            switch Int.random(in: 0...2, using: &random.generator) {
            case 0: scalars.remove(at: place)
            case 1: scalars.insert(other, at: place)
            default: scalars[place] = other
            }
        }
        let text = String(String.UnicodeScalarView(scalars))
        do {
            let read = try Transcript(parsing: text, file: "a.call")
            #expect(try Transcript(parsing: read.text, file: "a.call").text == read.text)
        } catch {
            #expect(!error.mistakes.isEmpty)
        }
    }
}
