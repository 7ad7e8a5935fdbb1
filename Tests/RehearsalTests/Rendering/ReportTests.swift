import Rehearsal
import Telephony
import Testing
import Transcripts

@Suite struct ReportTests {
    private let results = [
        TestResult(name: "a.call", outcome: .passed, length: .milliseconds(12_345)),
        TestResult(
            name: "b.call",
            outcome: .failed(
                Difference(
                    kind: .other,
                    expected: TranscriptLine(
                        .step(flow: nil, name: "menu"),
                        position: SourcePosition(file: "b.call", line: 7, column: 1)),
                    heard: TranscriptLine(
                        time: .milliseconds(1_830), .hear(prompt: nil, text: "Fermé <&>")),
                    remaining: 1,
                    step: Difference.Step(
                        name: "ferme",
                        position: SourcePosition(file: "flows/a.yaml", line: 31, column: 3)))),
            length: .seconds(2)),
        TestResult(name: "c\u{1}.call", outcome: .broken("c.call:1:1: error: empty")),
    ]

    @Test func `a failed test shows what was expected beside what was heard`() {
        #expect(
            results.map { "\($0)" } == [
                "passed  a.call",
                """
                failed  b.call
                b.call:7:1: error: the call went another way
                  expected  step menu
                  heard     1.830 hear "Fermé <&>"
                  in step   ferme, flows/a.yaml:31:3
                  1 more line not reached
                """,
                "broken  c\u{1}.call\nc.call:1:1: error: empty",
            ])
        #expect(results.summary == "1 passed, 1 failed, 1 broken")
        #expect(Array(results.prefix(1)).summary == "1 passed")
    }

    @Test func `what several fail for is told once more, the most frequent first`() {
        func failed(_ hint: String?, at line: Int? = 3) -> TestResult {
            let place = line.map { SourcePosition(file: "flows/a.yaml", line: $0, column: 3) }
            return TestResult(
                name: "a.call",
                outcome: .failed(
                    Difference(
                        kind: .other, expected: nil, heard: nil, remaining: 0,
                        step: Difference.Step(name: "menu", position: place), hint: hint)))
        }
        let other = (0..<2).map { _ in failed("key 2 of `menu` leads to `b`") }
        let most = (0..<3).map { _ in failed("key 1 of `menu` leads to `a`", at: nil) }
        // One by itself, and those of which nothing is known, have nothing in common.
        let single = [failed("key 2 of `menu` leads to `b`", at: 4), failed(nil), failed(nil)]
        #expect(
            (results + other + most + single).causes == [
                "3 failed for this: key 1 of `menu` leads to `a`",
                "2 failed for this: key 2 of `menu` leads to `b` (flows/a.yaml:3:3)",
            ])
        #expect(results.causes.isEmpty)
    }

    @Test func `the report for build servers is well-formed XML`() {
        #expect(
            JUnitReport(results: results).xml == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites tests="3" failures="1" errors="1" time="14.345">
                  <testsuite name="allo test" tests="3" failures="1" errors="1" time="14.345">
                    <testcase classname="allo test" name="a.call" time="12.345"/>
                    <testcase classname="allo test" name="b.call" file="b.call" line="7" \
                time="2.000">
                      <failure message="the call went another way">b.call:7:1: error: the call \
                went another way&#10;  expected  step menu&#10;  heard     1.830 hear \
                &quot;Fermé &lt;&amp;&gt;&quot;&#10;  in step   ferme, flows/a.yaml:31:3&#10;  1 \
                more line not reached</failure>
                    </testcase>
                    <testcase classname="allo test" name="c\u{FFFD}.call" \
                file="c.call" line="1" time="0.000">
                      <error message="c.call:1:1: error: empty">c.call:1:1: error: empty</error>
                    </testcase>
                  </testsuite>
                </testsuites>

                """)
    }

    @Test(arguments: [
        (
            Annotation.Format.github,
            [
                "::error file=b.call,line=7,col=1,title=allo test::the call went another way: "
                    + "expected step menu, heard 1.830 hear \"Fermé <&>\"; in step ferme, "
                    + "flows/a.yaml:31:3",
                "::error file=c.call,line=1,col=1,title=allo test::empty",
            ]
        ),
        (
            .azure,
            [
                "##vso[task.logissue type=error;sourcepath=b.call;linenumber=7;columnnumber=1]the "
                    + "call went another way: expected step menu, heard 1.830 hear \"Fermé <&>\"; "
                    + "in step ferme, flows/a.yaml:31:3",
                "##vso[task.logissue type=error;sourcepath=c.call;linenumber=1;columnnumber=1]empty",
            ]
        ),
        (
            .generic,
            [
                "b.call:7:1: error: the call went another way: expected step menu, heard 1.830 "
                    + "hear \"Fermé <&>\"; in step ferme, flows/a.yaml:31:3",
                "c.call:1:1: error: empty",
            ]
        ),
    ])
    func `each service is told in its own way`(format: Annotation.Format, lines: [String]) {
        #expect(results.flatMap(Annotation.all).map { $0.line(format) } == lines)
    }

    @Test func `every fault of a transcript has an annotation and an issue of its own`() {
        let broken = TestResult(
            name: "x/d.call",
            outcome: .broken("d.call:3:1: error: no moment\n  hint\nd.call:9:4: error: no moment"))
        #expect(
            Annotation.all(of: broken).map { $0.line(.generic) } == [
                "d.call:3:1: error: no moment", "d.call:9:4: error: no moment",
            ])
        let json = CodeQualityReport.json([broken])
        let prints = json.split(separator: "fingerprint\":\"").dropFirst().map { $0.prefix(16) }
        #expect(Set(prints).count == 2)
        #expect(JUnitReport(results: [broken]).xml.contains("classname=\"x\""))
    }

    @Test func `every figure that came out otherwise has an annotation`() throws {
        let result = try Fixture.result(
            "call to accueil\n...\nhang up by flow\nexpect answered = 3\nexpect abandon-rate = 7")
        let places = result.complaints.map(\.place.line)
        #expect(places == [4, 5])
        #expect(
            result.complaints.first?.text
                == "the figure is another: expected answered = 3, came out 0")
    }

    @Test func `what would end an annotation is escaped`() {
        let odd = TestResult(name: "a,b:c%.call", outcome: .broken("50 %\nmore"))
        #expect(
            Annotation.all(of: odd).map { $0.line(.github) } == [
                "::error file=a%2Cb%3Ac%25.call,line=1,col=1,title=allo test::50 %25"
            ])
    }

    @Test func `a code quality report names each failure for good`() {
        let json = CodeQualityReport.json(results)
        #expect(json == CodeQualityReport.json(results))
        #expect(json.contains("\"location\":{\"lines\":{\"begin\":7},\"path\":\"b.call\"}"))
        #expect(json.split(separator: "fingerprint").count == 3)
        #expect(CodeQualityReport.json([]) == "[]\n")
    }
}
