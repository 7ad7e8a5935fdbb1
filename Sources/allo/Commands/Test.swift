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

    @Flag(name: .customLong("no-audio"), help: "Render nothing; a text lasts 65 ms a character.")
    var noAudio = false

    @Option(
        help: ArgumentHelp("Run only transcripts that have this in their path.", valueName: "text"))
    var filter: String?

    @Flag(help: "Print what each transcript heard.")
    var verbose = false

    @Flag(help: "Run again when a file is saved, and print what has changed, until Ctrl-C.")
    var watch = false

    @OptionGroup(title: "Reports")
    var reports: TestReportOptions

    @OptionGroup(title: "Coverage")
    var coverage: CoverageOptions

    @OptionGroup(title: "Suggestions")
    var suggestions: SuggestionOptions

    func validate() throws {
        guard watch, coverage.isWanted || reports.isWanted || suggestions.folder != nil else {
            return
        }
        throw ValidationError("--watch writes no reports")
    }

    func run() async throws {
        guard !watch else {
            var watch = TestWatch(paths: paths, filter: filter, isSilent: noAudio)
            return try await watch.run()
        }
        var run = TestRun(
            try TestFiles(paths, filter: filter, mayBeNone: suggestions.folder != nil),
            isSilent: noAudio,
            isTraced: coverage.isWanted || suggestions.folder != nil)
        let results = try await run.results { result in
            Output.line("\(result)")
            if verbose { for line in result.lines { Output.line("  \(line)") } }
        }
        if suggestions.folder != nil {
            for folder in try TestFiles.untested(paths) { try await run.open(folder) }
        }
        try reports.write(results)
        for cause in results.causes { Output.line(cause) }
        Output.line(results.summary)
        try await suggestions.write(run.folders)
        let isCovered = try coverage.report(run.folders)
        guard isCovered, results.allSatisfy(\.hasPassed) else { throw ExitCode(1) }
    }
}
