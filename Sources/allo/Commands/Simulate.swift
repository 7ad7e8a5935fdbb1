import ArgumentParser
import Flows
import Rehearsal

/// Simulates a centre: callers and agents by chance, in virtual time.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Simulate days or months of a centre before the first caller.",
        discussion: """
            Callers arrive, press keys, wait and hang up as simulation.yaml tells, and agents answer, \
            through the very flows and queues that will answer: what comes out stands beside what \
            the formulas of Erlang say. One seed, one result, to the byte; with --seeds 20 figures \
            have their intervals. Who calls and what they do stays the same when staff or rules are \
            changed, so that the differences of a “what if” are of the change.
            """)

    @Argument(help: "The folder of the flows with its simulation.yaml, or such a file.")
    var path = "flows"

    @Option(
        help: ArgumentHelp("What chance begins with, in place of the file's.", valueName: "number"))
    var seed: UInt64?

    @Option(help: ArgumentHelp("So many seeds, from the first on.", valueName: "count"))
    var seeds = 1

    @Option(help: ArgumentHelp("So many days, in place of the file's.", valueName: "count"))
    var days: Int?

    @Option(
        name: .customLong("what-if"),
        help: ArgumentHelp(
            "What would be otherwise: the name of a what-if of the file, “all” of them, or changes "
                + "such as \(SimulationChange.forms).", valueName: "changes"))
    var whatIf: [String] = []

    @Option(
        help: ArgumentHelp(
            "A flow file in place of the one of its name, in all that is simulated.",
            valueName: "file"))
    var flow: [String] = []

    @Option(
        help: ArgumentHelp(
            "What goes wrong: phones, store, crash, separated by commas; every promise of the centre "
                + "is checked after every event.", valueName: "faults"))
    var faults: FaultKinds?

    @Option(
        help: ArgumentHelp(
            "Calls come when they came in this journal or queue_log.", valueName: "file"))
    var replay: String?

    @Flag(
        help: ArgumentHelp(
            "Take times of a log as they are that tell of no call, though many were to be expected."
        )
    )
    var gaps = false

    @Option(
        help: ArgumentHelp(
            "Write the log of the first seed to a new journal, on which every report works.",
            valueName: "file"))
    var journal: String?

    @Flag(help: "Print JSON.")
    var json = false

    @Flag(help: "Print CSV, a figure a line.")
    var csv = false

    func validate() throws {
        guard (1...10_000).contains(seeds) else {
            throw ValidationError("--seeds: from 1 to 10000")
        }
        guard days.map({ (1...3_660).contains($0) }) ?? true else {
            throw ValidationError("--days: from 1 to 3660")
        }
        guard !json || !csv else { throw ValidationError("--json or --csv, not both") }
        guard faults == nil || whatIf.isEmpty && journal == nil else {
            throw ValidationError("--faults goes with neither --what-if nor --journal")
        }
    }

    func run() async throws {
        let setUp = try await SimulationSetUp(self)
        let first = seed ?? setUp.base.plan.seed
        let seeds = (0..<UInt64(self.seeds)).map { first &+ $0 }
        if let faults { return try await FaultRun(setUp.base, faults.kinds, seeds).run(json: json) }
        if let journal { try await SimulationLog(path: journal).write(setUp.base, seed: first) }
        let report = try await SimulationReport(setUp, seeds: seeds)
        Output.text(json ? report.json : csv ? report.csv : report.text)
    }
}

/// Sorts of faults, as `phones,crash`.
struct FaultKinds: ExpressibleByArgument {
    let kinds: Set<FaultPlan.Kind>

    init?(argument: String) {
        let words = argument.split(separator: ",").map(String.init)
        let kinds = words.compactMap(FaultPlan.Kind.init)
        guard !kinds.isEmpty, kinds.count == words.count else { return nil }
        self.kinds = Set(kinds)
    }
}
