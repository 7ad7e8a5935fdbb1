import Foundation
import Telephony
import Testing

@testable import Flows

@Suite struct DiagnosticOutputTests {
    private let source = SourceText(
        path: "flows/été 1.yaml", text: "format: 1\n\tsay: 日本 {x}\nnext: m\u{1B}enu")

    private func diagnostic(_ line: Int, _ column: Int, length: Int = 1) -> Diagnostic {
        Diagnostic(
            .unknownVariable, "there is no variable ‘x’",
            at: SourcePosition(file: source.path, line: line, column: column), length: length,
            suggestion: "y",
            related: [
                Diagnostic.Note(
                    "look \"here\"", at: SourcePosition(file: source.path, line: 1, column: 1))
            ])
    }

    @Test func `a diagnostic shows its line and a caret under the fault`() {
        #expect(
            DiagnosticText([source]).text(diagnostic(2, 11, length: 1)) == """
                flows/été 1.yaml:2:11: error: there is no variable ‘x’ [F301]
                      say: 日本 {x}
                                 ^
                  did you mean "y"?
                flows/été 1.yaml:1:1: note: look "here"
                  format: 1
                  ^
                """)
    }

    @Test func `what would move the cursor is not printed`() {
        let text = DiagnosticText([source]).text(diagnostic(3, 7, length: 6))
        #expect(text.contains("\n  next: m\u{FFFD}enu\n        ^~~~~\n"))
    }

    @Test func `a place beyond the line is at its end`() {
        let text = DiagnosticText([source]).text(diagnostic(1, 99))
        #expect(text.contains("\n  format: 1\n           ^\n"))
    }

    @Test func `errors and warnings are counted`() {
        let warning = Diagnostic(
            .neverRead, "unread", at: SourcePosition(file: "a", line: 1, column: 1))
        #expect(
            DiagnosticText([]).text([warning, diagnostic(2, 1), diagnostic(2, 1)])
                .hasSuffix("\n2 errors, 1 warning\n"))
        #expect(DiagnosticText([]).text([Diagnostic]()) == "")
    }

    @Test func `JSON has the words of the printed form`() throws {
        let text = DiagnosticJSON.text([diagnostic(2, 11)])
        let list = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
        let first = try #require(list?.first)
        #expect(first["file"] as? String == "flows/été 1.yaml")
        #expect(first["line"] as? Int == 2)
        #expect(first["column"] as? Int == 11)
        #expect(first["code"] as? String == "F301")
        #expect(first["severity"] as? String == "error")
        #expect(first["suggestion"] as? String == "y")
        #expect(
            (first["related"] as? [[String: Any]])?.first?["message"] as? String == "look \"here\"")
        #expect(DiagnosticJSON.text([]) == "[]\n")
    }

    @Test func `SARIF has a rule for each code and a region for each place`() throws {
        let text = DiagnosticSARIF.text([diagnostic(2, 11, length: 3)], version: "1.0")
        let log = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        #expect(log?["version"] as? String == "2.1.0")
        let run = try #require((log?["runs"] as? [[String: Any]])?.first)
        let result = try #require((run["results"] as? [[String: Any]])?.first)
        #expect(result["ruleId"] as? String == "F301")
        #expect(result["ruleIndex"] as? Int == 0)
        let location = try #require((result["locations"] as? [[String: Any]])?.first)
        let place = try #require(location["physicalLocation"] as? [String: Any])
        let region = try #require(place["region"] as? [String: Int])
        #expect(region == ["startLine": 2, "startColumn": 11, "endColumn": 14])
        let artifact = try #require(place["artifactLocation"] as? [String: String])
        #expect(artifact["uri"] == "flows/%C3%A9t%C3%A9%201.yaml")
    }
}
