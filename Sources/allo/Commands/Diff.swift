import ArgumentParser
import Flows
import Telephony

/// Tells two versions of flows apart.
struct Diff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what differs between two versions of a flow, in words.",
        discussion: """
            Compares two flow files, or two folders with their centre and their prompts. With --git \
            and one path, or none for the folder flows, the path as it was at a revision with the \
            path as it is. Comments, \
            quotes and the order of keys make no difference; simulation files are left out. Exit \
            code 0 when nothing differs, 1 when something does, 2 when the versions can't be \
            compared.
            """)

    @Argument(help: "The version before, then the version after; with --git, one path, or flows.")
    var paths: [String] = []

    @Option(
        help: ArgumentHelp(
            "Compare with this revision of git: HEAD, main, a tag.", valueName: "revision"))
    var git: String?

    @Flag(help: "Print the changes as JSON.")
    var json = false

    func validate() throws {
        guard git == nil ? paths.count == 2 : paths.count <= 1 else {
            throw ValidationError(
                git == nil
                    ? "two versions: allo diff BEFORE AFTER" : "one path at most with --git")
        }
    }

    func run() async throws {
        let comparison: FlowComparison
        do {
            comparison = try FlowComparison(await before(), Self.version(at: after))
        } catch {
            Output.message("\(error)")
            throw ExitCode(2)
        }
        guard comparison.diagnostics.isEmpty else {
            Output.raw(DiagnosticText([]).text(comparison.diagnostics))
            throw ExitCode(2)
        }
        if json {
            Output.line(comparison.changes.json)
        } else {
            Output.text(comparison.changes.text)
        }
        if !comparison.changes.isEmpty { throw ExitCode(1) }
    }

    /// The version after, the one that git knows another of.
    private var after: String { paths.last ?? "flows" }

    private func before() async throws -> FlowComparison.Version {
        guard let git else { return try Self.version(at: paths[0]) }
        let past = try GitRevision(git, of: after)
        defer { past.remove() }
        return try Self.version(at: past.path)
    }

    /// The files of a path: a flow by itself, or a folder with all that is in it.
    private static func version(at path: String) throws -> FlowComparison.Version {
        var version = FlowComparison.Version(flows: [])
        for file in try FormattedFile.ofService(at: path) {
            let source = try Project.source(file.path)
            switch file.sort {
            case .centre: version.centre = source
            case .flow: version.flows.append(source)
            case .simulation: continue
            case .prompts: version.prompts[.init(rawValue: Paths.stem(of: file.path))] = source
            }
        }
        return version
    }
}
