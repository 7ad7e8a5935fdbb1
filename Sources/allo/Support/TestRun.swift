import Flows
import Foundation
import Rehearsal
import Telephony
import Transcripts

/// Runs transcripts of the disk, each against the flows of its place.
struct TestRun {
    private let files: [String]
    private let isSilent: Bool

    /// Finds the transcripts.
    ///
    /// - Throws: ``Failure`` where a path is not there, or leads to no transcript.
    init(paths: [String], isSilent: Bool) throws {
        files = try paths.flatMap { try TestRun.transcripts(at: $0) }
        self.isSilent = isSilent
        guard !files.isEmpty else {
            throw Failure("there is no transcript (*.call) in \(paths.joined(separator: ", "))")
        }
    }

    /// Runs them all, in the order of their paths.
    ///
    /// - Parameter report: told of each result as it comes.
    /// - Returns: the results in that order.
    /// - Throws: ``Failure`` where the flows of a transcript can't take calls.
    func results(_ report: (TestResult) -> Void) async throws -> [TestResult] {
        var stages: [String: Stage] = [:]
        var results: [TestResult] = []
        for file in files {
            let folder = TestRun.flowFolder(of: file)
            let stage: Stage
            if let known = stages[folder] {
                stage = known
            } else {
                stage = try await Stage(folder: folder, isSilent: isSilent)
                stages[folder] = stage
            }
            let (result, lengths) = await stage.run(file)
            stages[folder]?.lengths = lengths
            results.append(result)
            report(result)
        }
        return results
    }

    /// The flows of a folder, made ready to be tested.
    private struct Stage {
        let program: FlowProgram
        let renderer: (any PromptRendering)?
        var lengths: PromptLengths

        init(folder: String, isSilent: Bool) async throws {
            let project = try await Project(path: folder)
            program = try project.program()
            renderer =
                isSilent
                ? nil : try Speech(project: project, program: program, rate: 16_000).renderer
            lengths = PromptLengths(isSilent ? .text : .sound)
        }

        func run(_ path: String) async -> (TestResult, PromptLengths) {
            do {
                let file = try TranscriptFile(path: path)
                var test = try TranscriptTest(
                    file.transcript, name: path, fixtures: file.fixtures, program: program,
                    lengths: lengths)
                while let utterance = test.resume() {
                    guard let renderer else { break }
                    test.learn(try await renderer.sound(for: utterance).duration)
                }
                return (
                    test.result ?? TestResult(name: path, outcome: .broken("it did not end")),
                    test.lengths
                )
            } catch {
                return (TestResult(name: path, outcome: .broken("\(error)")), lengths)
            }
        }
    }

    // MARK: Files

    private static func transcripts(at path: String) throws -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure("there is no \(path)")
        }
        guard isFolder.boolValue else {
            guard path.hasSuffix(".call") else {
                throw Failure("\(path) is no transcript: its name must end in .call")
            }
            return [path]
        }
        guard let files = FileManager.default.enumerator(atPath: path) else {
            throw Failure("the folder \(path) can't be read")
        }
        var found: [String] = []
        for case let file as String in files where file.hasSuffix(".call") {
            found.append(Paths.join(path, file))
        }
        return found.sorted()
    }

    /// The folder of the flows that a transcript is about: its own, or the nearest above with a
    /// centre file.
    private static func flowFolder(of file: String) -> String {
        let own = Paths.parent(of: file)
        // As it was written, then from the root: a path does not tell what is above it.
        let whole = Paths.join(FileManager.default.currentDirectoryPath, own)
        for start in [own, whole] {
            var folder: String? = start
            while let place = folder {
                if FileManager.default.fileExists(atPath: Paths.join(place, "centre.yaml")) {
                    return place
                }
                folder = Paths.above(place)
            }
        }
        return own
    }
}
