import Flows
import Rehearsal
import Telephony
import TestSupport
import Testing
import Transcripts

@Suite struct TranscriptTestTests {
    /// The lines of a known customer up to the menu.
    private static let opening = """
        call from +33612345678 to accueil at 2026-11-23 10:00:00
        step bienvenue
        hear "Bonjour."
        step ouverture
        step reconnaitre
        look up clients found nom="Madame Lefèvre"
        customer vip-1 segment vip
        step menu
        hear "Pour un conseiller, tapez 1…"

        """

    @Test(arguments: [
        // A queue, an agent, another queue.
        """
        press 1
        motive conseiller
        step file
        enter level1 position 1
        hear "Un instant."
        agent desk-1 answers
        agent desk-1 transfers level2
        enter level2 position 1
        agent desk-2 answers
        agent desk-2 hangs up
        hang up by agent
        """,
        // A caller who waits in vain, and one who does not.
        """
        press 1
        ...
        leave level1 timeout
        step au-revoir
        hear "Au revoir."
        hang up by flow
        """,
        """
        press 1
        motive conseiller
        step file
        enter level1
        hear "Un instant."
        abandon level1
        hang up by caller
        """,
        // Secrets, by name.
        """
        press 2
        step identification
        step identification/code
        hear "Tapez votre code."
        press secret good
        step identification/comparer
        compare "saisi = attendu" true
        step reconnu
        done identification
        hear Merci.
        """.replacing("hear Merci.", with: "hear \"Merci.\"")
            + "\nstep au-revoir\nhear \"Au revoir.\"\nhang up by flow",
        """
        press 2
        ...
        hear "Tapez votre code."
        press secret bad
        step identification/comparer
        compare "saisi = attendu" false
        step identification/faux
        hear "Ce n'est pas…"
        ...
        """,
        // Secrets that were only counted: what came of them is told.
        """
        press 2
        ...
        hear "Tapez votre code."
        press **** (4 digits, secret)
        step identification/comparer
        compare "saisi = attendu" true
        step reconnu
        ...
        """,
        // Endpoints answer what the transcript says, or not at all.
        """
        press 3
        step solde
        request solde found solde="12.50"
        step dire-solde
        hear "Il reste douze euros cinquante…"
        ...
        """,
        """
        press 3
        step solde
        request solde failed
        step au-revoir
        ...
        """,
        // A destination.
        """
        press 4
        step transfert
        hear "Nous vous transférons."
        transfer prestataire answers
        end transferred
        """,
        """
        press 4
        ...
        transfer prestataire answers
        hang up by caller
        """,
        // Somebody who hangs up while it rings.
        """
        press 4
        step transfert
        hear "Nous vous transférons."
        hang up by caller
        """,
        // A queue whose level is a destination: it rings, fails, rings again.
        """
        press 6
        step dehors
        enter exterieur position 1
        agent prestataire rings
        hear "Un instant."
        transfer prestataire fails busy
        agent prestataire rings
        agent prestataire answers
        agent prestataire hangs up
        step au-revoir
        ...
        """,
        """
        press 6
        ...
        agent prestataire answers
        hang up by caller
        """,
        """
        press 6
        ...
        hear "Un instant."
        abandon exterieur
        hang up by caller
        """,
        """
        press 6
        ...
        leave exterieur timeout
        step au-revoir
        ...
        """,
        """
        press 4
        step transfert
        hear "Nous vous transférons."
        transfer prestataire fails busy
        step au-revoir
        ...
        """,
        // A message, ended by a key and by hanging up.
        """
        press 5
        step message
        hear "Parlez."
        record message
        press #
        recorded message 0.500
        step au-revoir
        ...
        """,
        """
        press 5
        step message
        hear "Parlez."
        record message
        recorded message 0.500
        hang up by caller
        """,
        // Failures.
        """
        no-input
        hear "Je n'entends rien."
        hear "Pour…"
        press 9
        no-match 9
        hear "Cette touche ne sert à rien."
        hear "Pour…"
        no-input
        step au-revoir
        hear "Au revoir."
        hang up by flow
        """,
        "end stopped", "hang up by caller", "...",
    ])
    func `a transcript that tells the call as it goes passes`(lines: String) throws {
        let result = try Fixture.result(TranscriptTestTests.opening + lines)
        #expect(result.hasPassed, "\(result)\n\(result.lines)")
    }

    @Test(
        arguments: [
            ("press 1\nmotive solde", .other, 11, "motive conseiller", "menu"),
            ("press 1\nmotive conseiller\nstep menu", .other, 12, "step file", "file"),
            ("hear \"Un autre prompt.\"", .other, 10, "no-input", "menu"),
            ("no-input\nstep menu\nno-input", .other, 11, "hear \"Je n'entends rien.\"", "menu"),
            ("0.100 press 1", .untimely, 10, nil, "menu"),
            ("9.000 no-input", .untimely, 10, "no-input", "menu"),
            ("agent desk-1 answers", .noEffect, 10, nil, "menu"),
            ("transfer prestataire answers", .noEffect, 10, nil, "menu"),
            ("...\nstep file", .over, 11, "step au-revoir", "au-revoir"),
            ("press 4\n...\nstep file", .over, 12, "step transfert", "transfert"),
            (
                "press 6\n...\nenter level1 position 1\n...", .over, 12,
                "enter exterieur position 1", "dehors"
            ),
            ("...\nmotive conseiller", .over, 11, nil, "au-revoir"),
            ("press 1", .goesOn, nil, "motive conseiller", "menu"),
            ("press 1\n...\nagent desk-1 answers\nstep menu", .silence, 13, nil, "file"),
        ] as [(String, Difference.Kind, Int?, String?, String)])
    func `where a call goes another way, the line and the step are told`(
        lines: String, kind: Difference.Kind, line: Int?, heard: String?, step: String
    ) throws {
        let result = try Fixture.result(TranscriptTestTests.opening + lines)
        guard case .failed(let difference) = result.outcome else {
            Issue.record("\(result)")
            return
        }
        #expect(difference.kind == kind)
        #expect(difference.expected?.position?.line == line)
        #expect(difference.heard?.moment.description == heard)
        #expect(difference.step?.name == step)
        #expect(difference.step?.position?.file == "flows/accueil.yaml")
    }

    @Test(
        arguments: [
            (
                "next: file, motive: conseiller", "next: transfert",
                "key 1 of `menu` leads to `transfert`"
            ),
            ("motive: conseiller", "motive: aide", "key 1 of `menu` has the motive `aide`"),
            ("1: {say: un conseiller", "8: {say: un conseiller", "`menu` has no use for 1"),
            ("next: ouverture", "next: menu", "`bienvenue` leads to `menu` here"),
            (
                "say: Un instant.", "say: Patientez.",
                "other words are said here: write them, or only the prompt"
            ),
        ])
    func `where a flow was changed, a word tells what it does now`(
        old: String, new: String, hint: String
    ) throws {
        let lines =
            TranscriptTestTests.opening.replacing(
                "hear \"Pour un conseiller, tapez 1…\"", with: "hear \"…\"") + """
                press 1
                motive conseiller
                step file
                enter level1
                hear "Un instant."
                ...
                """
        #expect(try Fixture.result(lines).hasPassed)
        let result = try Fixture.result(
            lines, in: Fixture.program(replacing: old, by: new))
        guard case .failed(let difference) = result.outcome else {
            Issue.record("\(result)")
            return
        }
        #expect(difference.hint == hint)
        #expect("\(result)".contains("\n  hint      \(hint)"))
    }

    @Test(arguments: [
        ("hear bienvenu", "there is no prompt ‘bienvenu’"),
        ("motive conseillé", "there is no motive ‘conseillé’; ‘conseiller’ is near"),
        (
            "done identification2",
            "there is no self-service ‘identification2’; ‘identification’ is near"
        ),
        ("consent recording yes", "there is no consent ‘recording’"),
        ("survey nps 9", "there is no question of a survey ‘nps’"),
    ])
    func `a line that no call can come to is told with the names that there are`(
        line: String, hint: String
    ) throws {
        for rest in ["\nhang up by caller", "\n…"] {
            let result = try Fixture.result(
                "call from withheld to accueil\nstep bienvenue\n...\n\(line)\(rest)")
            guard case .failed(let difference) = result.outcome else {
                Issue.record("\(result)")
                return
            }
            #expect(difference.hint == hint, "\(result)")
        }
    }

    @Test func `keys with a time stop a prompt; without one they wait for silence`() throws {
        let early = try Fixture.result(
            """
            call from withheld to accueil
            ...
            step menu
            ...
            1.000 press 1
            ...
            """)
        #expect(early.hasPassed)
        #expect(early.lines.last?.time == .seconds(1))

        let late = try Fixture.result(
            """
            call from withheld to accueil
            ...
            step menu
            hear "…"
            press 1
            ...
            """)
        let prompt = try #require(
            late.lines.last { if case .hear = $0.moment { true } else { false } })
        guard case .hear(_, let text?) = prompt.moment, let start = prompt.time else { return }
        let end = start + .milliseconds(65 * text.unicodeScalars.count)
        let pressed = late.lines.first { if case .press = $0.moment { true } else { false } }
        #expect(pressed?.time == end + TranscriptTest.reaction)
    }

    @Test func `what follows several keys waits for the last of them`() throws {
        let result = try Fixture.result(
            """
            call from withheld to accueil
            ...
            step menu
            ...
            1.000 press 155
            ...
            abandon level1
            hang up by caller
            """)
        #expect(result.hasPassed, "\(result)")
        let pressed = result.lines.filter { if case .press = $0.moment { true } else { false } }
        #expect(pressed.map(\.time) == [1_000, 1_200, 1_400].map { .milliseconds($0) })
        #expect(result.length == .milliseconds(1_900))
    }

    @Test func `keys that were written down late are pressed at their time`() throws {
        let result = try Fixture.result(
            """
            call from withheld to accueil
            ...
            step menu
            step identification
            step identification/code
            0.600 press 2 (at 0.100)
            ...
            """)
        #expect(result.hasPassed, "\(result)\n\(result.lines)")
    }

    @Test func `a customer calls by name, from their number or from another one`() throws {
        for header in [
            "call to accueil customer std-1",
            "call from +33699999999 to +33188000010 at 2026-11-23 10:00 customer std-1",
        ] {
            let result = try Fixture.result(
                "\(header)\n...\ncustomer std-1 segment standard\n...")
            #expect(result.hasPassed, "\(result)")
        }
    }

    @Test func `what a line gives the customer file to say is said`() throws {
        let result = try Fixture.result(
            """
            call from +33612345678 to accueil
            ...
            look up clients found client="x" code="1" nom="X" segment="new"
            customer x segment new
            ...
            """)
        #expect(result.hasPassed, "\(result)")
        let missing = try Fixture.result(
            "call from +33612345678 to accueil\n...\nlook up clients missing\nstep menu\n...")
        #expect(missing.hasPassed, "\(missing)")
    }

    @Test func `the clocks on the wall decide as they do in a live call`() throws {
        let sunday = try Fixture.result(
            """
            call to accueil at 2026-11-22 10:00
            ...
            step ferme
            hear "Nous sommes fermés."
            hang up by flow
            """)
        #expect(sunday.hasPassed, "\(sunday)")
    }

    @Test func `a time that the clocks skip is no time of a call`() throws {
        let fixture = try Fixture.program()
        var centre = fixture.centre
        centre.zone = .paris
        let program = FlowProgram(centre: centre, flows: Array(fixture.flows.values))
        func rehearse(_ time: String) throws {
            _ = try TranscriptTest(
                Transcript(parsing: "call to accueil at 2026-03-29 \(time)", file: "a.call"),
                name: "a.call", program: program)
        }
        try rehearse("03:30:00")
        let error = #expect(throws: RehearsalError.self) { try rehearse("02:30:00") }
        #expect(
            error?.description
                == "a.call:1:1: error: the clocks of Europe/Paris skip 2026-03-29 02:30:00")
    }

    @Test(
        arguments: [
            ("call to nowhere", 1, .unknownCalled("nowhere")),
            ("call to acueil", 1, .unknownCalled("acueil", near: "accueil")),
            ("call to +33188000099", 1, .unknownCalled("+33188000099")),
            (
                "call to accueil\n...\nexpect visits = 1\nexpect visits = 2", 4,
                .contradictoryFigure("visits", line: 3)
            ),
            ("call to accueil customer nobody", 1, .unknownCustomer("nobody")),
            ("call from +336…78 to accueil", 1, .hiddenNumber("+336…78")),
            (
                "call from +33698765432 to accueil customer vip-1", 1,
                .numberOfAnother("+33698765432", customer: "vip-1")
            ),
            ("call to accueil\npress secret other", 2, .unknownSecret("other")),
            (
                "call to accueil\npress secret good\npress **** (4 digits, secret)", 3,
                .mixedSecrets
            ),
            ("call to accueil\nhang up by caller\nstep menu", 3, .afterTheEnd),
            ("call to accueil\nhang up by caller\npress 1", 3, .afterTheEnd),
            (
                "call to accueil\nstep menue", 2,
                .unknownStep("menue", flow: "accueil", near: "menu")
            ),
            ("call to accueil\nstep zz", 2, .unknownStep("zz", flow: "accueil", near: nil)),
            (
                "call to accueil\nstep identifaction/code", 2,
                .unknownName("flow", "identifaction", near: "identification")
            ),
            (
                "call to accueil\n...\nenter level", 3,
                .unknownName("queue", "level", near: "level1")
            ),
            (
                "call to accueil\nleave lvel1 timeout", 2,
                .unknownName("queue", "lvel1", near: "level1")
            ),
            (
                "call to accueil\nlook up client found", 2,
                .unknownName("customer file", "client", near: "clients")
            ),
            (
                "call to accueil\nrequest sold found", 2,
                .unknownName("endpoint", "sold", near: "solde")
            ),
            (
                "call to accueil\ntransfer presta answers", 2,
                .unknownName("destination", "presta", near: nil)
            ),
            (
                "call to accueil\nfail menue \"storage\"", 2,
                .unknownStep("menue", flow: "accueil", near: "menu")
            ),
            (
                "waiting level9 3\ncall to accueil", 1,
                .unknownName("queue", "level9", near: "level1")
            ),
            ("agents anne\ncall to accueil", 1, .unknownName("agent", "anne", near: nil)),
            ("call to accueil\nagent desk-1 ready", 2, .agentsMissing),
            ("call to accueil\nagent desk-1 calls desk-2", 2, .agentsMissing),
            ("call to accueil\nexpect npz = 3", 2, .unknownFigure("npz", near: "nps")),
            ("call to accueil\nexpect zzzzzz = 3", 2, .unknownFigure("zzzzzz", near: nil)),
            (
                "call to accueil\nexpect occupancy queue level1 = 3", 2,
                .untoldFigure("occupancy", of: "queue")
            ),
            ("call to accueil\nexpect step.time = 3", 2, .figureWithoutStep("step.time")),
            ("call to accueil\nexpect asa(20s) = 3", 2, .figureWithoutSeconds("asa")),
            (
                "call to accueil\nexpect asa queue levle1 = 3", 2,
                .unknownName("queue", "levle1", near: "level1")
            ),
            (
                "call to accueil\nexpect step.time step accueil/men = 3", 2,
                .unknownName("step", "accueil/men", near: "accueil/menu")
            ),
        ] as [(String, Int, RehearsalError.Reason)])
    func `a transcript that names what is not there is refused with its place`(
        text: String, line: Int, reason: RehearsalError.Reason
    ) throws {
        let error = try #require(throws: RehearsalError.self) { try Fixture.result(text) }
        #expect(error.reason == reason)
        #expect(error.position?.line == line)
    }

    @Test func `prompts last as long as they are told to`() throws {
        var test = try TranscriptTest(
            Transcript(
                parsing: "call to accueil at 2026-11-22 10:00\n...\nhang up by flow",
                file: "a.call"),
            name: "a.call", program: Fixture.program(), lengths: PromptLengths(.sound))
        var wanted: [String] = []
        while let utterance = test.resume() {
            wanted.append(utterance.text)
            test.learn(.seconds(2))
        }
        #expect(wanted == ["Bonjour.", "Nous sommes fermés."])
        #expect(test.result?.length == .seconds(4))
    }

    @Test func `a renderer is asked once for each prompt`() async throws {
        var test = try TranscriptTest(
            Transcript(
                parsing: "call to accueil at 2026-11-23 10:00\n...\nhang up by flow",
                file: "a.call"),
            name: "a.call", program: Fixture.program(), lengths: PromptLengths(.sound))
        let renderer = SecondLongSounds()
        try await test.finish(with: renderer)
        #expect(test.result?.hasPassed == true)
        let asked = await renderer.asked
        #expect(Set(asked).count == asked.count)
        #expect(asked.first?.text == "Bonjour.")
    }
}

/// Renders a second of silence for every prompt, and notes what it was asked for.
private actor SecondLongSounds: PromptRendering {
    private(set) var asked: [Utterance] = []

    func sound(for utterance: Utterance) -> Sound {
        asked.append(utterance)
        return Sound(samples: Array(repeating: 0, count: 8_000), rate: 8_000)
    }
}
