import Foundation
import Telephony
import Testing

@testable import Flows

@Suite struct RepositoryFlowsTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func source(_ path: String) throws -> SourceText {
        let bytes = try Data(contentsOf: root.appending(path: path))
        return SourceText(path: path, bytes: Array(bytes))
    }

    @Test func `the flows of this repository are without fault`() throws {
        let flows = try FileManager.default.contentsOfDirectory(
            atPath: Self.root.appending(path: "flows").path
        ).filter { name in
            name.hasSuffix(".yaml") && !["centre.yaml", "simulation.yaml"].contains(name)
        }.sorted()
        var resources = ResourceListing()
        for file in ["clients.csv", "commandes.csv"] {
            resources.customerFiles[file] = Array(
                try Data(contentsOf: Self.root.appending(path: "flows/\(file)")))
        }
        let sources = try flows.map { try Self.source("flows/\($0)") }
        let centre = try Self.source("flows/centre.yaml")
        let prompts = [
            LanguageTag.french: try Self.source("prompts/fr-FR.yaml"),
            LanguageTag.english: try Self.source("prompts/en-GB.yaml"),
        ]
        let result = FlowChecker.check(
            centre: centre, flows: sources, prompts: prompts, resources: resources, isWhole: true)
        let printed = DiagnosticText(sources + [centre] + prompts.values).text(result.diagnostics)
        #expect(printed == "")
    }

    @Test(arguments: FlowSchema.allCases)
    func `the schemas beside the flows are those of the language`(_ schema: FlowSchema) throws {
        let file = Self.root.appending(path: "flows/schema/\(schema.rawValue).json")
        #expect(try String(contentsOf: file, encoding: .utf8) == schema.json)
    }
}
