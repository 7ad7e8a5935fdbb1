import ArgumentParser
import Flows

/// Checks flow files.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check flows and simulations: every mistake at its line.",
        discussion: """
            Folders below that have a centre file of their own are checked too, each for itself. \
            Exit code 0 when calls can be taken, and simulated where there is a simulation.yaml \
            (warnings do not count), 1 when not. \
            `allo explain CODE` tells what a code means.
            """)

    @Argument(help: "Folders of flows with their centre file, or single flows.")
    var paths: [String] = ["flows"]

    @Flag(help: "Print the diagnostics as JSON.")
    var json = false

    @Flag(help: "Print the diagnostics as SARIF 2.1.0, for editors and CI services.")
    var sarif = false

    @Flag(help: "Count warnings as errors.")
    var strict = false

    func validate() throws {
        guard !(json && sarif) else { throw ValidationError("--json or --sarif, not both") }
    }

    func run() async throws {
        var projects: [Project] = []
        for path in try NestedCentres.unfolded(paths) {
            projects.append(try await Project(path: path))
        }
        for project in projects where project.flowCount == 0 {
            throw Failure("there is no flow (*.yaml) in \(project.folder)")
        }
        let checked = CheckedProjects(projects)
        let diagnostics = checked.diagnostics.flatMap(\.self)
        if json {
            Output.line(DiagnosticJSON.text(diagnostics))
        } else if sarif {
            Output.line(DiagnosticSARIF.text(diagnostics, version: Allo.version))
        } else {
            for (project, found) in zip(projects, checked.diagnostics) { project.print(found) }
            let count = projects.map(\.fileCount).reduce(0, +)
            if diagnostics.isEmpty {
                Output.line("\(count) file\(count == 1 ? "" : "s"), no fault")
            }
        }
        if checked.hasErrors || (strict && !diagnostics.isEmpty) { throw ExitCode(1) }
    }
}
