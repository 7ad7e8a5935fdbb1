import ArgumentParser
import Rehearsal

/// Rehearses transcripts.
struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run transcripts (*.call) against their flows, in virtual time.",
        discussion: """
            A folder stands for all transcripts in it and in the folders below. A transcript runs \
            against the flows in its folder, or in the nearest folder above that has a centre \
            file. Exit code 0 when all pass, 1 when not.
            """)

    @Argument(help: "Transcripts, or folders of them.")
    var paths: [String] = ["flows"]

    @Option(help: ArgumentHelp("Write a JUnit report to a file.", valueName: "file"))
    var junit: String?

    @Flag(name: .customLong("no-audio"), help: "Render nothing; a text lasts 65 ms a character.")
    var noAudio = false

    @Option(
        help: ArgumentHelp("Run only transcripts that have this in their path.", valueName: "text"))
    var filter: String?

    @Flag(help: "Print what each transcript heard.")
    var verbose = false

    @OptionGroup(title: "Coverage")
    var coverage: CoverageOptions

    func run() async throws {
        var run = TestRun(
            try TestFiles(paths, filter: filter), isSilent: noAudio, isTraced: coverage.isWanted)
        let results = try await run.results { result in
            Output.line("\(result)")
            if verbose { for line in result.lines { Output.line("  \(line)") } }
        }
        if let junit { try Project.write(JUnitReport(results: results).xml, to: junit) }
        Output.line(results.summary)
        let isCovered = try coverage.report(run.folders)
        guard isCovered, results.allSatisfy(\.hasPassed) else { throw ExitCode(1) }
    }
}
