import Foundation
import Rehearsal

/// Runs transcripts again whenever a file is saved, and tells what came out otherwise than before.
struct TestWatch {
    /// How often it is looked whether a file was saved.
    private static let pause = Duration.milliseconds(200)

    private let paths: [String]
    private let filter: String?
    private let isSilent: Bool
    private var outcomes: [String: TestResult.Outcome] = [:]
    private var folders: Set<String> = []

    /// Prepares to watch transcripts and their flows.
    init(paths: [String], filter: String?, isSilent: Bool) {
        self.paths = paths
        self.filter = filter
        self.isSilent = isSilent
    }

    /// Watches until it is interrupted.
    mutating func run() async throws {
        var seen = FileStamps(of: places)
        let watched = places
        await rehearse()
        // What the first run led to is watched from here on, and has not changed by that; the rest
        // may have been saved while it ran.
        if FileStamps(of: watched) == seen { seen = FileStamps(of: places) }
        while true {
            try await Task.sleep(for: TestWatch.pause)
            let now = FileStamps(of: places)
            guard now != seen else { continue }
            seen = now
            await rehearse()
        }
    }

    /// What is watched: the paths, and the folders of the flows and prompts that they led to.
    private var places: Set<String> { folders.union(paths) }

    private mutating func rehearse() async {
        do {
            var run = TestRun(try TestFiles(paths, filter: filter), isSilent: isSilent)
            let results = try await run.results { _ in }
            folders = Set(run.folders.flatMap { [$0.project.folder, $0.project.prompts] })
            tell(results)
        } catch {
            // It may be mended with the next save.
            Output.message("\(error)")
        }
    }

    /// Tells what came out otherwise than before, what is new and what is gone; of the first run, what
    /// failed.
    private mutating func tell(_ results: [TestResult]) {
        let isFirst = outcomes.isEmpty
        for result in results where outcomes[result.name] != result.outcome {
            if !isFirst || !result.hasPassed { Output.line("\(result)") }
        }
        let names = Set(results.map(\.name))
        for name in outcomes.keys.filter({ !names.contains($0) }).sorted() {
            Output.line("gone    \(name)")
        }
        outcomes = Dictionary(results.map { ($0.name, $0.outcome) }) { _, last in last }
        Output.line(results.summary)
    }
}
