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
            nothing else to do. The median of several runs counts, or the worst one where the \
            goal is for all. A figure that is worse than its goal is told, and is no failure of \
            the command.
            """)

    @Argument(help: ArgumentHelp("What to measure; everything unless told.", valueName: "measure"))
    var measures: [Measure] = []

    @Option(help: ArgumentHelp("The command to measure.", valueName: "file"))
    var allo = ".build/release/allo"

    @Option(help: ArgumentHelp("The flows to measure with.", valueName: "folder"))
    var flows = "flows"

    @Option(
        help: ArgumentHelp(
            "The source of an independent client for load; its rows are left out without it.",
            valueName: "file"))
    var loadClient = "../shared/bench/ivrload.c"

    @Option(
        name: .customLong("month-calls"),
        help: ArgumentHelp(
            "How many calls the month has that is reported; 100000, and 10000 with --quick.",
            valueName: "count"))
    var monthCalls: Int?

    @Flag(help: "Fewer and shorter runs.")
    var quick = false

    func validate() throws {
        guard FileManager.default.isExecutableFile(atPath: allo) else {
            throw ValidationError("there is no command \(allo)")
        }
        guard monthCalls.map({ (1...100_000_000).contains($0) }) ?? true else {
            throw ValidationError("--month-calls is 1 or more")
        }
    }

    func run() async throws {
        print(Machine.description)
        let workplace = try Workplace(beside: allo)
        defer { workplace.remove() }
        var effort = quick ? Effort.quick : .full
        if let monthCalls { effort.calls = monthCalls }
        let bench = Bench(
            command: Command(path: allo, workplace: workplace), flows: flows,
            program: try FlowFolder.program(of: flows), workplace: workplace,
            effort: effort,
            client: try LoadClient(source: loadClient, workplace: workplace))
        var figures: [Measure: [Figure]] = [:]
        let wanted = Set(measures.isEmpty ? Measure.allCases : measures)
        var failures = 0
        for measure in Measure.inOrderOfRunning where wanted.contains(measure) {
            tell("measuring: \(measure.rawValue)")
            // What can't be measured takes nothing from the others.
            do {
                figures[measure] = try await bench.figures(of: measure)
            } catch {
                tell("\(measure.rawValue) could not be measured: \(error)")
                failures += 1
            }
        }
        let table = FigureTable(Measure.allCases.flatMap { figures[$0] ?? [] })
        print(table.text, terminator: "")
        guard failures == 0 else { throw ExitCode(1) }
    }

    private func tell(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }
}
