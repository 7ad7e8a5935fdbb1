import ArgumentParser
import Foundation
import Rehearsal
import Transcripts

/// Transcripts that are written for ways out which no other takes.
struct SuggestionOptions: ParsableArguments {
    @Option(
        name: .customLong("suggest"),
        help: ArgumentHelp(
            "Write a transcript for each exit that none covers, to this folder of each centre.",
            discussion: """
                Relative to the folder of the flows. Nothing is written over. A service may have no \
                transcript yet.
                """,
            valueName: "folder"))
    var folder: String?

    @Option(
        name: .customLong("suggest-limit"),
        help: ArgumentHelp(
            """
            Look at so many situations of calls at most for all exits at once, and at half as many \
            for each that is left.
            """,
            valueName: "situations"))
    var limit = SuggestionSearch.usualLimit

    func validate() throws {
        guard limit < 1 else { return }
        throw ValidationError("--suggest-limit is 1 or more")
    }

    /// How often it is searched where calls that were found go otherwise with sound: the first time
    /// the lengths of prompts are not known.
    private static let rounds = 3

    /// Writes what was asked for, and tells what no call was found for. What is written has passed,
    /// with sound where the rest had it.
    func write(_ folders: [RehearsedFolder]) async throws {
        guard folder != nil else { return }
        for room in folders { try await write(room) }
    }

    private func write(_ room: RehearsedFolder) async throws {
        guard let folder else { return }
        var room = room
        let place = Paths.join(room.project.folder, folder)
        let fixtures = try Fixtures.beside(room.coverages.keys.sorted(), seenFrom: place)
        guard !room.coverage.uncoveredExits.isEmpty else {
            return Output.line("\(room.project.folder): every exit is covered, nothing to suggest")
        }
        var missing: [(goal: CoverageGoal, reason: String)] = []
        for _ in 0..<Self.rounds {
            var search = SuggestionSearch(
                report: room.coverage, program: room.program, fixtures: fixtures.secrets,
                limit: limit, lengths: room.lengths)
            let suggestions = search.suggestions(fixtureFile: fixtures.path)
            missing = suggestions.missing
            let failed = try await write(suggestions.found, to: place, fixtures.secrets, &room)
            if failed.isEmpty { break }
            missing += failed.map { goal in
                (goal, "a call was found, and it passes only where prompts last 65 ms a character")
            }
        }
        for (goal, reason) in missing.sorted(by: { $0.goal.position < $1.goal.position }) {
            Output.line("\(goal.position): no transcript for \(goal.name): \(reason)")
        }
    }

    /// Writes those that pass, and gives the ways out of the others.
    private func write(
        _ found: [Suggestion], to place: String, _ secrets: Fixtures, _ room: inout RehearsedFolder
    ) async throws -> [CoverageGoal] {
        var failed: [CoverageGoal] = []
        for suggestion in found {
            let path = free(suggestion, in: place)
            let result = await room.run(
                try Transcript(parsing: suggestion.text, file: path), at: path, fixtures: secrets,
                isTraced: true)
            guard result.hasPassed else {
                room.forget(path)
                failed += suggestion.goals
                continue
            }
            try make(place)
            try Project.write(suggestion.text, to: path)
            Output.line("suggested  \(path)")
            for goal in suggestion.goals { Output.line("  \(goal.position): \(goal.name)") }
        }
        return failed
    }

    private func make(_ folder: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Failure("the folder \(folder) can't be made: \(Project.reason(of: error))")
        }
    }

    /// A new file, by another name where there is one of its own.
    private func free(_ suggestion: Suggestion, in folder: String) -> String {
        var path = Paths.join(folder, "\(suggestion.name).call")
        var number = 2
        while FileManager.default.fileExists(atPath: path) {
            path = Paths.join(folder, "\(suggestion.name)-\(number).call")
            number += 1
        }
        return path
    }
}

extension Fixtures {
    /// The first file of secrets that stands beside transcripts or in a folder of others, with its
    /// path as seen from that folder; no secrets where there is none.
    fileprivate static func beside(
        _ transcripts: [String], seenFrom folder: String
    ) throws -> (secrets: Fixtures, path: String?) {
        let hasFolder = FileManager.default.fileExists(atPath: folder)
        for place in Set(transcripts.map(Paths.parent) + (hasFolder ? [folder] : [])).sorted() {
            let names = try Project.files(in: place, ending: ".fixtures")
            guard let name = names.first else { continue }
            let path = Paths.join(place, name)
            let secrets = try Fixtures(parsing: Project.text(of: path), file: path)
            return (secrets, Paths.path(path, seenFrom: folder))
        }
        return (Fixtures(), nil)
    }
}

extension Paths {
    /// A path as a file of a folder names it, both seen from the same place.
    fileprivate static func path(_ path: String, seenFrom folder: String) -> String {
        guard !path.hasPrefix("/") else { return path }
        var target = path.split(separator: "/").map(String.init)[...]
        var start = folder.split(separator: "/").filter { $0 != "." }.map(String.init)[...]
        while let first = target.first, first == start.first {
            target.removeFirst()
            start.removeFirst()
        }
        return (Array(repeating: "..", count: start.count) + target).joined(separator: "/")
    }
}
