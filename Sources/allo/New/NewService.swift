import Flows
import Foundation

/// A service that is about to be written into a folder of its own.
struct NewService {
    private let template: Template
    private let folder: String
    private let name: String
    private let files: [Template.File]

    /// Prepares it.
    ///
    /// - Throws: ``Failure`` where the folder is there, or its name can't be a flow's.
    init(_ template: Template, in path: String) throws {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        folder = path
        name = Paths.name(of: path)
        self.template = template
        guard FlowName.isName(name) else {
            throw Failure(
                "\(name) can't be the name of a flow: letters, digits and hyphens, a letter first")
        }
        files = template.files(named: name, in: folder)
        if template.mainFlow != nil { try Self.checkMainFlow(of: template, as: name) }
        guard !FileManager.default.fileExists(atPath: folder) else { throw Failure.exists(folder) }
    }

    /// The main flow takes the folder's name, so no other file may bear it.
    private static func checkMainFlow(of template: Template, as name: String) throws {
        guard !["centre", "simulation"].contains(name) else {
            throw Failure(
                "the flow \(template.name) takes the folder's name, and \(name).yaml is that of the "
                    + "\(name) file: choose another name")
        }
        let taken = template.files.map(\.path).contains { $0 == "\(name).yaml" }
        guard name == template.name || !taken else {
            throw Failure("\(template.name) has a flow \(name) already: choose another name")
        }
    }

    /// Writes it beside its place, then moves it there, so that it is there whole or not at all.
    func write() throws {
        let parent = Paths.parent(of: folder)
        let draft = Paths.join(parent, ".\(name)-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(
                atPath: parent, withIntermediateDirectories: true)
            for file in files {
                let path = Paths.join(draft, file.path)
                try FileManager.default.createDirectory(
                    atPath: Paths.parent(of: path), withIntermediateDirectories: true)
                try file.data.write(to: URL(fileURLWithPath: path))
                if file.path.hasPrefix("pins/") {
                    try FileManager.default.setAttributes(
                        [.posixPermissions: 0o600], ofItemAtPath: path)
                }
            }
            try FileManager.default.moveItem(atPath: draft, toPath: folder)
        } catch {
            // What was begun is worth nothing.
            try? FileManager.default.removeItem(atPath: draft)
            throw Failure("\(folder) can't be written: \(Project.reason(of: error))")
        }
    }

    /// What to do next.
    var advice: String {
        var commands = [
            ("allo check \(folder)", "every mistake at its line"),
            ("allo test \(folder)", "its transcripts, in virtual time"),
            ("allo graph \(folder) --output \(name).svg", "see it"),
        ]
        let called = template.mainFlow == nil ? template.firstNumberedFlow : "\(name).yaml"
        if let called {
            commands.append(("allo call \(folder)/\(called)", "hear it; press keys"))
        }
        if files.contains(where: { $0.path == "simulation.yaml" }) {
            commands.append(("allo simulate \(folder)", "what a month of calls would bring"))
        }
        let width = commands.map(\.0.count).max() ?? 0
        var lines = ["\(folder): \(files.count) files, begun with \(template.name)", ""]
        lines += commands.map { command, words in
            "  \(command.padding(toLength: width, withPad: " ", startingAt: 0))  \(words)"
        }
        lines.append("")
        lines.append("Change what callers hear in \(folder)/prompts, and who answers in")
        lines.append("\(folder)/centre.yaml: its numbers, agents and trunks are examples.")
        if files.contains(where: { $0.path.hasPrefix("pins/") }) {
            lines.append("The PINs in \(folder)/pins are known to everybody: write your own.")
        }
        return lines.map { $0 + "\n" }.joined()
    }
}
