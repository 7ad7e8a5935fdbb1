import ArgumentParser
import Flows
import Foundation

/// Brings flow files into their one form.
struct Format: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring flow files, centre files and prompts files into their one form.",
        discussion: """
            The order of keys, indentation, quotes and blank lines; comments stay. What a file \
            means never changes. Prints the names of the files that it changes. Exit code 0; 1 when \
            a file can't be read, or with --check when one would change. With - it reads standard \
            input and prints the form, for editors.
            """)

    @Argument(help: "Files, or folders of them; - for standard input.")
    var paths: [String] = ["flows"]

    @Option(
        name: .customLong("as"),
        help: "What standard input is: flow, centre, prompts, simulation; by its keys unless told.")
    var sort: FlowSchema?

    @Flag(help: "Change nothing; print the names of the files that would change.")
    var check = false

    func run() async throws {
        if paths == ["-"] { return try formatInput() }
        var seen: Set<String> = []
        // Several services may share their prompts.
        let files = try paths.flatMap(FormattedFile.files).filter { seen.insert($0.path).inserted }
        guard !files.isEmpty else {
            throw Failure("there is no flow (*.yaml) in \(paths.joined(separator: ", "))")
        }
        let formatted = try files.map { try $0.formatted() }
        let unreadable = formatted.filter { $0.text == nil }
        for file in unreadable {
            Output.raw(DiagnosticText([file.source]).text(file.diagnostics))
        }
        for file in formatted.filter(\.isChanged) {
            if !check, let text = file.text { try Project.write(text, to: file.source.path) }
            Output.line(file.source.path)
        }
        if !unreadable.isEmpty || (check && formatted.contains(where: \.isChanged)) {
            throw ExitCode(1)
        }
    }
}

extension Format {
    /// Formats what an editor gives.
    private func formatInput() throws {
        let input = FileHandle.standardInput
        let bytes = try input.read(upToCount: SourceText.maximumSize + 1) ?? Data()
        let source = SourceText(path: "-", bytes: [UInt8](bytes))
        let result = SourceFormatter.format(
            source, as: sort ?? FormattedFile.sort(ofText: source.text))
        guard let text = result.text else {
            Output.raw(DiagnosticText([source]).text(result.diagnostics))
            throw ExitCode(1)
        }
        if !check { return Output.text(text) }
        if text != source.text { throw ExitCode(1) }
    }
}

/// A file of a sort that can be formatted.
struct FormattedFile {
    /// What formatting it gave.
    struct Result {
        let source: SourceText
        let text: String?
        let diagnostics: [Diagnostic]

        var isChanged: Bool { text.map { $0 != source.text } ?? false }
    }

    let path: String
    let sort: FlowSchema

    func formatted() throws -> Result {
        let source = try Project.source(path)
        let result = SourceFormatter.format(source, as: sort)
        return Result(source: source, text: result.text, diagnostics: result.diagnostics)
    }

    /// The files at a path; of a folder, those of its service and of the services in the folders
    /// below.
    static func files(at path: String) throws -> [FormattedFile] {
        let files = try ofService(at: path)
        guard files.first?.path != path else { return files }
        return try files
            + names(in: path).map { Paths.join(path, $0) }
            .filter { FileManager.default.fileExists(atPath: Paths.join($0, "centre.yaml")) }
            .flatMap(Self.files)
    }

    /// The files of one service: a flow by itself; of a folder, the flows and the centre file in it,
    /// and the prompts that the centre file names, wherever they lie.
    static func ofService(at path: String) throws -> [FormattedFile] {
        guard FileManager.default.fileExists(atPath: path) else {
            throw Failure("there is no \(path)")
        }
        guard isFolder(path) else { return [FormattedFile(path: path, sort: sort(of: path))] }
        var files = try names(in: path).filter { $0.hasSuffix(".yaml") }.map { name in
            let file = Paths.join(path, name)
            return FormattedFile(path: file, sort: sort(of: file))
        }
        let centre = Paths.join(path, "centre.yaml")
        if FileManager.default.fileExists(atPath: centre) {
            let prompts = Paths.join(
                path, CentreReferences(of: try Project.source(centre)).prompts)
            if FileManager.default.fileExists(atPath: prompts) {
                files += try names(in: prompts).filter { $0.hasSuffix(".yaml") }.map {
                    FormattedFile(path: Paths.join(prompts, $0), sort: .prompts)
                }
            }
        }
        return files
    }

    /// Whether a path leads to a folder.
    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    /// What a file is, by its name: prompts have that of their language.
    private static func sort(of path: String) -> FlowSchema {
        let stem = Paths.stem(of: path)
        if stem == "centre" { return .centre }
        if stem == "simulation" { return .simulation }
        if SpokenLanguage.allCases.contains(where: { $0.rawValue == stem }) { return .prompts }
        // A file that can't be read is told of when it is formatted.
        let source = try? Project.source(path)
        return source.map(SimulationChecker.isSimulation) == true ? .simulation : .flow
    }

    /// What a text is, by the keys at its left edge: prompts have names of their own alone.
    static func sort(ofText text: String) -> FlowSchema {
        let keys = Set(text.split(whereSeparator: \.isNewline).map { $0.prefix { $0 != ":" } })
        guard keys.contains("format") || keys.contains("steps") else { return .prompts }
        return keys.contains("centre") ? .centre : keys.contains("simulation") ? .simulation : .flow
    }

    private static func names(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            throw Failure("the folder \(folder) can't be read")
        }
    }
}
