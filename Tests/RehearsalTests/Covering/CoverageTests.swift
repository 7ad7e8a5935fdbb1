import Flows
import Telephony
import Testing
import Transcripts

@testable import Rehearsal

/// What transcripts cover of the flows of a fixture.
@Suite struct `Coverage of flows` {
    private static func coverage(
        _ texts: String..., in program: FlowProgram? = nil
    ) throws -> CoverageReport {
        let program = try program ?? Fixture.program()
        var coverage = Coverage()
        for text in texts {
            var test = try TranscriptTest(
                Transcript(parsing: text, file: "a.call"), name: "a.call", fixtures: Fixture.pins,
                program: program, isTraced: true)
            while test.resume() != nil {}
            try #require(test.result?.hasPassed == true, "\(test.result as Any)")
            coverage.add(test.takePassages())
        }
        return CoverageReport(name: "flows", program: program, coverage: coverage)
    }

    private static func unmet(_ report: CoverageReport, _ kind: CoverageGoal.Kind) -> [String] {
        report.parts.flatMap(\.unmet).filter { $0.kind == kind }.map(\.name)
    }

    @Test func `nothing is covered by no call`() throws {
        let report = try Self.coverage()
        for kind in CoverageGoal.Kind.allCases {
            #expect(report.share(of: kind).met == 0)
        }
        #expect(report.share(of: .steps).total == 17)
        #expect(report.share(of: .keys).total == 6)
        #expect(report.share(of: .conditions).total == 2)
        #expect(report.share(of: .steps).percent == 0)
    }

    @Test func `a call covers the steps and ways out that it took`() throws {
        let report = try Self.coverage(
            """
            call from withheld to accueil at 2026-11-22 10:00:00
            step bienvenue
            hear "Bonjour."
            step ouverture
            step ferme
            ...
            """)
        #expect(report.share(of: .steps).met == 3)
        #expect(report.share(of: .exits).met == 2)
        #expect(Self.unmet(report, .exits).contains("open of ouverture"))
        #expect(!Self.unmet(report, .exits).contains("closed of ouverture"))
        // Not heard: the transcript ends before.
        #expect(Self.unmet(report, .prompts).contains("‘Bonjour.’ in fr-FR") == false)
    }

    @Test func `a way out that is not written counts as the one that serves for it`() throws {
        let report = try Self.coverage(
            """
            call from +33612345678 to accueil
            ...
            press 3
            ...
            request solde failed
            ...
            """)
        #expect(!Self.unmet(report, .exits).contains("failed of solde"))
        #expect(Self.unmet(report, .exits).contains("found of solde"))
        let names = report.parts.flatMap(\.goals).map(\.goal.name)
        #expect(!names.contains("missing of solde"))
        // A talk that nothing follows.
        #expect(names.contains("next of file"))
    }

    @Test func `conditions are covered when they held and when they did not`() throws {
        let good = """
            call from +33612345678 to accueil
            ...
            press 2
            ...
            press secret good
            ...
            step reconnu
            ...
            """
        let report = try Self.coverage(good)
        #expect(
            Self.unmet(report, .conditions) == ["when saisi = attendu of comparer is false"])
        #expect(!Self.unmet(report, .exits).contains("exit reconnu of identification"))
        #expect(Self.unmet(report, .exits).contains("exit refuse of identification"))
        let both = try Self.coverage(
            good, good.replacing("good", with: "bad").replacing("reconnu", with: "au-revoir"))
        #expect(Self.unmet(both, .conditions) == [])
        #expect(both.share(of: .conditions).percent == 100)
    }

    @Test func `a flow that stumbles where its transcript says so takes its way out`() throws {
        let program = try Fixture.program(
            replacing: "start: bienvenue", by: "start: bienvenue\ntechnical-problem: au-revoir")
        let report = try Self.coverage(
            """
            call from withheld to accueil
            ...
            fail menu "rehearsed"
            step au-revoir
            ...
            """, in: program)
        #expect(!Self.unmet(report, .exits).contains("technical-problem of the flow"))
    }

    @Test func `what was never gone through is told with its place`() throws {
        let report = try Self.coverage()
        #expect(report.unmetLines.contains("flows/accueil.yaml:35:16: never: exhausted of menu"))
        #expect(report.table.hasPrefix("flows"))
        #expect(report.table.contains("  total"))
    }

    @Test func `a share is full only when nothing is missing`() {
        #expect(CoverageShare(met: 999, of: 1_000).description == "999/1000  99 %")
        #expect(CoverageShare(met: 3, of: 3).description == "3/3 100 %")
        #expect(CoverageShare().description == "–")
    }

    @Test func `the JSON and the page tell the same`() throws {
        let report = try Self.coverage()
        let json = CoverageReport.json([report])
        #expect(json.contains("\"exits\":{\"covered\":0,\"total\":"))
        #expect(json.contains("\"name\":\"exhausted of menu\""))
        let page = CoveragePage(
            [report], sources: ["flows/accueil.yaml": Fixture.accueil],
            drawings: ["flows/accueil.yaml": "<svg></svg>"]
        ).html
        #expect(page.contains("<figure><svg></svg></figure>"))
        #expect(page.contains("class=\"none\" title=\"never: exhausted of menu\""))
        #expect(page.contains("<b>8</b>"))
        #expect(!page.contains("<http"))
    }
}
