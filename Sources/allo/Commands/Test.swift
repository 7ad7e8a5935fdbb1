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

    @Flag(help: "Print what each transcript heard.")
    var verbose = false

    func run() async throws {
        let results = try await TestRun(paths: paths, isSilent: noAudio).results { result in
            Output.line("\(result)")
            if verbose { for line in result.lines { Output.line("  \(line)") } }
        }
        if let junit { try Project.write(JUnitReport(results: results).xml, to: junit) }
        Output.line(results.summary)
        guard results.allSatisfy(\.hasPassed) else { throw ExitCode(1) }
    }
}
