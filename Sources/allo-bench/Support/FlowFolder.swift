import Flows
import Telephony

/// Flows on disk.
enum FlowFolder {
    /// The flows of a folder, checked.
    static func program(of folder: String) throws -> FlowProgram {
        let centre = try FlowFolder.source(folder + "/centre.yaml")
        let references = CentreReferences(of: centre)
        let flows = try FlowFolder.files(in: folder)
            .filter { $0 != "centre.yaml" && $0 != "simulation.yaml" }
            .map { try FlowFolder.source("\(folder)/\($0)") }
        let promptFolder = "\(folder)/\(references.prompts)"
        var prompts: [LanguageTag: SourceText] = [:]
        for file in try FlowFolder.files(in: promptFolder) {
            prompts[LanguageTag(rawValue: String(file.dropLast(".yaml".count)))] =
                try FlowFolder.source("\(promptFolder)/\(file)")
        }
        var customers: [String: [UInt8]] = [:]
        for file in references.customerFiles {
            customers[file] = try FlowFolder.bytes("\(folder)/\(file)")
        }
        return try FlowFolder.program(
            FlowChecker.check(
                centre: centre, flows: flows, prompts: prompts,
                resources: ResourceListing(
                    // Paris in winter, when the benchmark's calls come in.
                    timeZone: { TimeZoneRules(name: $0, firstOffset: 3_600, transitions: []) },
                    customerFiles: customers)))
    }

    /// The program that checking gave, or a ``Problem`` with the errors where it gave none.
    static func program(_ result: CheckResult) throws -> FlowProgram {
        guard let program = result.program else {
            let errors = result.diagnostics.filter { $0.severity == .error }
            throw Problem(errors.map { "\($0)" }.joined(separator: "\n"))
        }
        return program
    }

    private static func files(in folder: String) throws -> [String] {
        try Files.names(in: folder, ending: ".yaml")
    }

    private static func source(_ path: String) throws -> SourceText {
        SourceText(path: path, bytes: try bytes(path))
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Files.contents(of: path))
    }
}
