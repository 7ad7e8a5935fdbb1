import Flows
import Telephony
import Testing
import Transcripts

@testable import Rehearsal

/// Transcripts for ways out that no other transcript takes.
@Suite struct `Suggested transcripts` {
    private static func suggestions(
        in program: FlowProgram, covered texts: [String] = [], limit: Int = 4_000
    ) throws -> Suggestions {
        var coverage = Coverage()
        for text in texts {
            coverage.add(try passages(of: text, in: program))
        }
        var search = SuggestionSearch(
            report: CoverageReport(name: "flows", program: program, coverage: coverage),
            program: program, fixtures: Fixture.pins, limit: limit)
        return search.suggestions(fixtureFile: "pins.fixtures")
    }

    private static func passages(of text: String, in program: FlowProgram) throws -> [Passage] {
        var test = try TranscriptTest(
            Transcript(parsing: text, file: "a.call"), name: "a.call", fixtures: Fixture.pins,
            program: program, isTraced: true)
        while test.resume() != nil {}
        try #require(test.result?.hasPassed == true, "\(test.result as Any)\n\(text)")
        return test.takePassages()
    }

    @Test func `together they take every way out, and each passes as written`() throws {
        let program = try Fixture.program(
            replacing: "start: bienvenue",
            by: "start: bienvenue\ntoo-many-failures: au-revoir\ntechnical-problem: au-revoir")
        let suggestions = try Self.suggestions(in: program)
        var coverage = Coverage()
        for suggestion in suggestions.found {
            coverage.add(try Self.passages(of: suggestion.text, in: program))
        }
        let report = CoverageReport(name: "flows", program: program, coverage: coverage)
        // No call can fail six times here: three in the menu end it, two there and three at the code.
        #expect(report.uncoveredExits.map(\.name) == ["too-many-failures of the flow"])
        #expect(suggestions.missing.map(\.goal.name) == ["too-many-failures of the flow"])
        #expect(suggestions.found.count > 5)
    }

    @Test func `a call that depends on how long prompts last is found with the lengths known`()
        throws
    {
        // By the text the queue has closed when the caller comes to it; with sound not yet.
        let program = try Fixture.program(
            replacing: "say: Un instant.\n    next: au-revoir\n    timeout",
            by: "say: Un instant.\n    closed: ferme\n    next: au-revoir\n    timeout",
            centre: Fixture.centre.replacing(
                "exterieur: {level: level3,", with: "exterieur: {level: level3, hours: boutique,"))
        func quick(_ utterance: Utterance) -> Duration { .milliseconds(20 * utterance.text.count) }
        func rehearsed(
            _ suggestion: Suggestion, _ lengths: inout PromptLengths
        ) throws -> Bool {
            var test = try TranscriptTest(
                Transcript(parsing: suggestion.text, file: "a.call"), name: "a.call",
                fixtures: Fixture.pins, program: program, lengths: lengths)
            while let utterance = test.resume() { test.learn(quick(utterance)) }
            lengths = test.lengths
            return test.result?.hasPassed == true
        }
        var lengths = PromptLengths(.sound)
        var failures: [Int] = []
        for _ in 1...2 {
            var search = SuggestionSearch(
                report: CoverageReport(name: "flows", program: program, coverage: Coverage()),
                program: program, fixtures: Fixture.pins, limit: 4_000, lengths: lengths)
            let found = search.suggestions(fixtureFile: "pins.fixtures").found
            #expect(found.flatMap(\.goals).contains { $0.name == "closed of dehors" })
            failures.append(try found.count { try !rehearsed($0, &lengths) })
        }
        #expect(failures[0] > 0)
        #expect(failures[1] == 0)
    }

    @Test func `what is covered is not suggested again`() throws {
        let program = try Fixture.program()
        let all = try Self.suggestions(in: program).found
        let covered = try Self.suggestions(in: program, covered: all.map(\.text))
        #expect(covered.found.isEmpty)
    }

    @Test func `two searches suggest the same, byte for byte`() throws {
        let program = try Fixture.program()
        #expect(try Self.suggestions(in: program).found == Self.suggestions(in: program).found)
    }

    @Test func `a secret is named and never invented`() throws {
        let program = try Fixture.program()
        let found = try Self.suggestions(in: program).found
        let secret = try #require(found.first { $0.text.contains("press secret") })
        #expect(secret.text.contains("fixtures pins.fixtures\n"))
        #expect(!secret.text.contains("4821"))
        var search = SuggestionSearch(
            report: CoverageReport(name: "flows", program: program, coverage: Coverage()),
            program: program)
        // Without a fixture, what came of it is told, and not what was pressed.
        let unnamed = search.suggestions().found.filter { $0.text.contains("compare ") }
        #expect(unnamed.contains { $0.goals.map(\.name).contains("next of code") })
        #expect(unnamed.allSatisfy { !$0.text.contains("4821") && !$0.text.contains("fixtures") })
    }

    @Test func `a secret is typed by the customer whose it is`() throws {
        // The first has a code that no fixture tells.
        let lines = Fixture.customers.split(separator: "\n")
        let program = try Fixture.program(
            centre: Fixture.centre.replacing(
                "telephone: [telephone]}", with: "telephone: [telephone], secret: [code]}"),
            customers: [lines[0], lines[2], lines[1]].joined(separator: "\n"))
        let suggestions = try Self.suggestions(in: program)
        #expect(!suggestions.missing.contains { $0.reason.contains("no transcript that passes") })
        let known = try #require(
            suggestions.found.first { $0.text.contains("step reconnu") }, "\(suggestions.missing)")
        #expect(known.text.contains("call from +33612345678"))
    }

    @Test func `a condition that nothing meets is told with its reason`() throws {
        let program = try Fixture.program(
            replacing: "hang-up: Au revoir.",
            by: """
                choose: [{when: "1 = 2", next: ferme}]
                    otherwise: ferme
                """)
        let missing = try Self.suggestions(in: program).missing
        #expect(
            missing.map { "\($0.goal.name): \($0.reason)" }
                == [
                    "when 1 = 2 of au-revoir: no values were found that decide so among 6000 "
                        + "situations"
                ])
    }

    @Test func `callers, customers and days are found that conditions ask for`() throws {
        let program = try Fixture.program(
            replacing: "hang-up: Au revoir.",
            by: """
                choose:
                      - {when: 'ends-with(caller, "07")', next: ferme}
                      - {when: 'starts-with(caller, "+41")', next: ferme}
                      - {when: 'client.segment = "or"', next: ferme}
                    otherwise: fin
                  fin:
                    request: solde
                    into: avoir
                    found: jour
                    missing: ferme
                    failed: ferme
                  jour:
                    say: "Votre solde du {date(avoir.jour) as date}."
                    next: merci
                  merci:
                    hang-up: Merci.
                """, centre: Fixture.centre)
        let suggestions = try Self.suggestions(in: program)
        let unfound = suggestions.missing.map { "\($0.goal.name): \($0.reason)" }
        #expect(unfound.isEmpty, "\(unfound)")
        for text in suggestions.found.map(\.text) { _ = try Self.passages(of: text, in: program) }
        let found = suggestions.found.map(\.text).joined()
        #expect(found.contains("look up clients found segment=\"or\"\n"), "\(found)")
        #expect(found.contains("request solde found jour=\"2026-12-31\"\n"), "\(found)")
    }

    @Test func `the far end is come to, however many short calls there are`() throws {
        // Three keys of each menu count something and lead back: many calls are as short as those
        // to the end.
        let menus = (1...8).map { number in
            """
              q\(number):
                menu: {1: q\(number + 1), 2: a\(number), 3: b\(number), 4: c\(number)}
                say: Oui ou non ?
                exhausted: q9
              a\(number): {set: {a: a + 1}, next: q\(number)}
              b\(number): {set: {b: b + 1}, next: q\(number)}
              c\(number): {set: {c: c + 1}, next: q\(number)}

            """
        }
        let text = """
            format: 1
            flow: accueil
            languages: [fr-FR]
            start: q1
            variables: {a: 0, b: 0, c: 0}
            steps:
            \(menus.joined())  q9:
                hang-up: Fini.
            """
        let result = FlowChecker.check(
            centre: SourceText(path: "flows/centre.yaml", text: "format: 1\ncentre: a\n"),
            flows: [SourceText(path: "flows/accueil.yaml", text: text)],
            resources: ResourceListing())
        let program = try #require(result.program, "\(result.diagnostics.map(\.message))")
        let suggestions = try Self.suggestions(in: program, limit: 80)
        #expect(
            suggestions.missing.isEmpty,
            "\(suggestions.missing.map { "\($0.goal.name): \($0.reason)" })")
    }

    @Test func `how far a way out is goes by the steps to it`() throws {
        let program = try Fixture.program()
        let accueil = try #require(program.flows["accueil"])
        func place(_ name: String) throws -> Int {
            try #require(accueil.steps.firstIndex { $0.name == name })
        }
        let goal = Passage(flow: "accueil", step: try place("reconnu"), .left(.next))
        let reach = GoalReach([goal], in: program)
        func distance(_ names: String...) throws -> Int? {
            reach.distance(from: try names.map { ("accueil", try place($0)) })
        }
        #expect(try distance("reconnu") == 0)
        #expect(try distance("identification") == 1)
        #expect(try distance("menu") == 2)
        #expect(try distance("bienvenue") == 5)
        #expect(try distance("transfert") == nil)
        // Of a flow that is called the way goes on where it was called.
        #expect(
            reach.distance(from: [("accueil", try place("identification")), ("identification", 2)])
                == 1)
    }

    @Test func `a search that may look at little says so`() throws {
        let missing = try Self.suggestions(in: Fixture.program(), limit: 3).missing
        // Three, and one more for each way out that they did not bring.
        let reasons = Set(missing.map(\.reason))
        #expect(
            reasons.contains { $0.hasPrefix("no call was found that comes to ") },
            "\(reasons)")
        #expect(reasons.allSatisfy { $0.hasSuffix("situations") }, "\(reasons)")
    }

    @Test func `a full queue is filled, and hours are chosen`() throws {
        let centre = Fixture.centre.replacing(
            "level1: {level: level1, music: attente, max-wait: 10m}",
            with: "level1: {level: level1, music: attente, max-wait: 10m, max-length: 3}")
        let flow = """
            format: 1
            flow: accueil
            languages: [fr-FR]
            start: ouverture
            steps:
              ouverture:
                hours: boutique
                open: file
                closed: fin
              file:
                queue: level1
                timeout: fin
                full: fin
              fin:
                hang-up: Au revoir.
            """
        let program = try #require(
            FlowChecker.check(
                centre: SourceText(path: "flows/centre.yaml", text: centre),
                flows: [SourceText(path: "flows/accueil.yaml", text: flow)],
                resources: ResourceListing(
                    customerFiles: ["clients.csv": Array(Fixture.customers.utf8)])
            ).program)
        let suggestions = try Self.suggestions(in: program)
        #expect(suggestions.missing.isEmpty)
        let full = try #require(suggestions.found.first { $0.text.contains("leave level1 full") })
        #expect(full.text.contains("waiting level1 3\ncall "))
        let closed = try #require(suggestions.found.first { $0.name.contains("closed") })
        #expect(closed.text.contains("at 2026-11-23 18:00:00"))
    }

    @Test func `a queue that needs somebody is served, and empty`() throws {
        let program = try WorkingCentre.program(
            replacing: "full: complet", by: "full: complet\n    empty: complet", needsAgents: true)
        let suggestions = try Self.suggestions(in: program)
        var coverage = Coverage()
        for suggestion in suggestions.found {
            coverage.add(try Self.passages(of: suggestion.text, in: program))
        }
        let report = CoverageReport(name: "flows", program: program, coverage: coverage)
        #expect(!report.uncoveredExits.contains { $0.name.contains(" of file") })
        #expect(suggestions.found.contains { $0.text.contains("leave level1 empty") })
        #expect(suggestions.found.contains { $0.text.contains("agent anne answers") })
        #expect(suggestions.found.contains { $0.text.contains("leave level1 timeout") })
    }
}
