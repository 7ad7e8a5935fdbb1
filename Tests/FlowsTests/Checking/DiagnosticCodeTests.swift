import Telephony
import Testing

@testable import Flows

@Suite struct DiagnosticCodeTests {
    private static let withoutExample: Set<DiagnosticCode> = [.notUTF8, .fileTooLarge]

    @Test(arguments: DiagnosticCode.allCases)
    func `each code is found in its wrong example, at its line, and nothing else is`(
        _ code: DiagnosticCode
    ) throws {
        let explanation = code.explanation
        guard !Self.withoutExample.contains(code) else { return }
        let fixture = CheckFixture(explanation.wrong)
        let places = explanation.wrong.flatMap { file in
            file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
                .filter { $0.element.hasSuffix("# here") }
                .map { "\(code.rawValue) \(file.path):\($0.offset + 1)" }
        }
        let found = fixture.result.diagnostics.map {
            "\($0.code.rawValue) \($0.position.file):\($0.position.line)"
        }
        #expect(found == places, "\(fixture.printed)")
        #expect(places.count == 1)
    }

    @Test(arguments: DiagnosticCode.allCases)
    func `nothing is found in the right example of a code`(_ code: DiagnosticCode) {
        guard !Self.withoutExample.contains(code) else { return }
        let fixture = CheckFixture(code.explanation.right)
        #expect(fixture.printed == "")
        #expect(!code.explanation.right.isEmpty)
    }

    @Test(arguments: DiagnosticCode.allCases)
    func `each code has a title and a reason`(_ code: DiagnosticCode) {
        #expect(!code.explanation.title.isEmpty)
        #expect(code.explanation.reason.hasSuffix("."))
        #expect(code.explanation.text(code).hasPrefix(code.rawValue))
    }
}
