import Foundation
import Testing

@testable import Flows

@Suite struct LanguageReferenceTests {
    private static let catalog = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/Flows/Flows.docc")

    @Test(arguments: LanguageReference.allCases)
    func `the articles are those that the code makes: allo reference writes them anew`(
        _ part: LanguageReference
    ) throws {
        let file = Self.catalog.appending(path: part.article)
        #expect(try String(contentsOf: file, encoding: .utf8) == part.text)
    }

    @Test func `every word, function and diagnostic is told of`() {
        let text = LanguageReference.allCases.map(\.text).joined()
        // A prompts file has no article: its keys are those of a thing to say, and a recording.
        for word in Word.allCases where word != .recording {
            #expect(text.contains("\(word.rawValue)`"), "\(word.rawValue)")
        }
        for function in ExpressionFunction.allCases { #expect(text.contains(function.signature)) }
        for code in DiagnosticCode.allCases { #expect(text.contains("### \(code.rawValue):")) }
    }
}
