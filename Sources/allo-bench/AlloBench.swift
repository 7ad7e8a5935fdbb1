import ArgumentParser
import Foundation

/// Measures Allo and prints a table of goals beside figures.
@main
struct AlloBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allo-bench",
        abstract: "Measure Allo: a table of goals beside figures.",
        discussion: """
            To be run in the folder of the repository, built for release, on a machine with \
            nothing else to do. Every figure is the median of several runs; a figure that is worse \
            than its goal is told, and is no failure of the command.
            """)

    @Option(help: ArgumentHelp("The command to measure.", valueName: "file"))
    var allo = ".build/release/allo"

    @Option(help: ArgumentHelp("The flows to measure with.", valueName: "folder"))
    var flows = "flows"

    @Flag(help: "Fewer and shorter runs.")
    var quick = false

    func run() async throws {
        print(Machine.description)
        let workplace = try Workplace(beside: allo)
        defer { workplace.remove() }
        let effort = quick ? Effort.quick : .full
        let project = try FlowFolder(flows)
        let command = Command(path: allo, workplace: workplace)
        // Memory comes first: a process begins with the peak of the one that starts it.
        let memory = try CallMemory(command: command, flow: flows + "/accueil.yaml").figures()
        var figures = try InterpreterSpeed(effort: effort).figures()
        figures += try RehearsalSpeed(project: project, effort: effort).figures()
        figures += [try command.figure(of: ["check", flows], below: 200, effort: effort)]
        figures += try await FirstSample(workplace: workplace, effort: effort).figures()
        figures += memory
        figures += try WorkingDay(project: project, effort: effort).figures()
        figures += try await JournalSpeed(workplace: workplace, project: project, effort: effort)
            .figures()
        figures += [try command.figure(of: ["--help"], below: nil, effort: effort)]
        print(FigureTable(figures).text, terminator: "")
    }
}

/// How much is measured.
struct Effort {
    /// Runs of which the median counts.
    var runs: Int
    /// How long one run of work that can be cut anywhere lasts.
    var run: Duration
    /// Prompts of which the first sample is timed.
    var prompts: Int

    static let full = Effort(runs: 9, run: .seconds(1), prompts: 60)
    static let quick = Effort(runs: 3, run: .milliseconds(300), prompts: 30)
}
