import ArgumentParser
import Rehearsal

/// Tells what transcripts are worth.
struct Mutate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Put small faults into flows, and see which of them transcripts notice.",
        discussion: """
            Keys change places, exits lead elsewhere, conditions are negated, times and numbers \
            changed, one fault at a time and in memory alone: no file is touched. What neither \
            allo check nor a transcript notices is printed with its place; either a transcript is \
            missing, or the change makes no difference. Transcripts are held to what is promised \
            of every centre, too, such as that an agent has one call at most: what breaks that is \
            caught by an invariant. Exit code 0 unless --minimum is not reached.
            """)

    @Argument(help: "Transcripts, or folders of them.")
    var paths: [String] = ["flows"]

    @Option(
        help: ArgumentHelp("How many faults, drawn from all; all of them by 0.", valueName: "n"))
    var faults = 100

    @Option(help: "Which of them are drawn; one seed, one choice.")
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "Exit with 1 if less than so many percent are caught.", valueName: "percent"))
    var minimum = 0

    @Flag(help: "Print those that were noticed, too.")
    var verbose = false

    func validate() throws {
        guard faults >= 0 else { throw ValidationError("--faults is 0 or more") }
        guard (0...100).contains(minimum) else { throw ValidationError("--minimum is 0 to 100") }
    }

    func run() async throws {
        let run = try await MutantRun(TestFiles(paths))
        let results = run.results(faults == 0 ? .max : faults, seed: seed) { result in
            if verbose || result.fate == .survived { Output.line("\(result)") }
        }
        Output.line(results.summary)
        guard results.reaches(percent: minimum) else { throw ExitCode(1) }
    }
}
