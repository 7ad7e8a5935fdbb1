import ArgumentParser
import Flows
import Telephony

/// Tells two versions of flows apart.
struct Diff: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what differs between two versions of a flow, in words.",
        discussion: """
            Compares two flow files, or two folders with their centre, prompts, recordings, customer \
            files and simulations, and with the folders below that have a centre of their own. With \
            --git and one path, or none for the folder flows, the path as it was at a revision with \
            the path as it is. Comments, quotes and the order of keys make no difference; of \
            customers only their number and the columns are told. Exit code 0 when nothing differs, \
            1 when something does, 2 when the versions can't be compared.
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
        let services: [(service: String, comparison: FlowComparison)]
        do {
            services = try compared()
        } catch {
            Output.message("\(error)")
            throw ExitCode(2)
        }
        let diagnostics = services.flatMap(\.comparison.diagnostics)
        guard diagnostics.isEmpty else {
            Output.raw(DiagnosticText([]).text(diagnostics))
            throw ExitCode(2)
        }
        let changed = services.filter { !$0.comparison.changes.isEmpty }
        if json {
            Output.line([FlowChange].json(changed.map { ($0.service, $0.comparison.changes) }))
        } else {
            for (service, comparison) in changed {
                if !service.isEmpty { Output.line("\(Paths.join(after, service)):") }
                Output.text(comparison.changes.text)
            }
        }
        if !changed.isEmpty { throw ExitCode(1) }
    }

    /// The version after, the one that git knows another of.
    private var after: String { paths.last ?? "flows" }

    private func compared() throws -> [(service: String, comparison: FlowComparison)] {
        guard let git else { return try Self.compared(paths[0], after) }
        let past = try GitRevision(git, of: after)
        defer { past.remove() }
        return try Self.compared(past.path, after)
    }

    /// Two paths with the services in folders below: by their folder from there, "" for the paths
    /// themselves. What only one of them has is new or gone.
    private static func compared(
        _ before: String, _ after: String
    ) throws -> [(service: String, comparison: FlowComparison)] {
        var compared = [
            (
                service: "",
                comparison: FlowComparison(try version(at: before), try version(at: after))
            )
        ]
        guard FormattedFile.isFolder(before), FormattedFile.isFolder(after) else { return compared }
        let below = [before, after].flatMap(NestedCentres.names)
        for service in Set(below).sorted() {
            let sides = try [before, after].map { root in
                let folder = Paths.join(root, service)
                return FormattedFile.isFolder(folder)
                    ? try version(at: folder) : FlowComparison.Version(flows: [])
            }
            compared.append((service, FlowComparison(sides[0], sides[1])))
        }
        return compared
    }

    /// The files of a path: a flow by itself, or a folder with all that is in it.
    private static func version(at path: String) throws -> FlowComparison.Version {
        var version = FlowComparison.Version(flows: [])
        for file in try FormattedFile.ofService(at: path) {
            let source = try Project.source(file.path)
            switch file.sort {
            case .centre: version.centre = source
            case .flow: version.flows.append(source)
            case .simulation: version.simulations[Paths.stem(of: file.path)] = source
            case .prompts: version.prompts[.init(rawValue: Paths.stem(of: file.path))] = source
            }
        }
        guard FormattedFile.isFolder(path) else { return version }
        let references = CentreReferences(of: version.centre)
        for file in references.customerFiles {
            // What is missing, allo check tells.
            version.customerFiles[file] =
                (try? Project.contents(
                    of: Paths.join(path, file), atMost: CustomerDirectory.maximumSize + 1)).map {
                    [UInt8]($0)
                }
        }
        if version.centre != nil {
            let prompts = Paths.join(path, references.prompts)
            for file in SoundPaths.below(prompts) {
                version.sounds[file] = SoundPaths.digest(of: Paths.join(prompts, file))
            }
        }
        for file in references.musicFiles {
            version.sounds[file] = SoundPaths.digest(of: Paths.join(path, file))
        }
        return version
    }
}
