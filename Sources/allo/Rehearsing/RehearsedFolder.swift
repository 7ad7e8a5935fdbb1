import Flows
import Prompts
import Rehearsal
import Telephony
import Transcripts

/// The flows of a folder, made ready to be rehearsed, and what was gone through of them.
struct RehearsedFolder {
    let project: Project
    let program: FlowProgram
    private let renderer: (any PromptRendering)?
    private let pins: [AgentID: Secret]
    /// How long prompts last that were heard.
    private(set) var lengths: PromptLengths
    /// What each transcript went through, by its path; empty where nobody asks.
    private(set) var coverages: [String: Coverage] = [:]

    /// Reads and checks the flows of a folder.
    ///
    /// - Throws: ``Failure`` where they can take no calls.
    init(_ folder: String, isSilent: Bool) async throws {
        project = try await Project(path: folder)
        program = try project.program()
        pins = project.knownPINs(of: program.centre)
        renderer =
            isSilent ? nil : try Speech(project: project, program: program, rate: 16_000).renderer
        lengths = PromptLengths(isSilent ? .text : .sound)
    }

    /// What all transcripts together went through.
    var coverage: CoverageReport {
        var all = Coverage()
        for coverage in coverages.values { all.merge(coverage) }
        return CoverageReport(name: project.folder, program: program, coverage: all)
    }

    /// Rehearses a transcript.
    mutating func run(_ path: String, isTraced: Bool) async -> TestResult {
        do {
            let file = try TranscriptFile(path: path)
            return await run(
                file.transcript, at: path, fixtures: file.fixtures, isTraced: isTraced)
        } catch {
            return TestResult(name: path, outcome: .broken("\(error)"))
        }
    }

    /// Forgets what a transcript went through.
    mutating func forget(_ path: String) { coverages[path] = nil }

    /// Rehearses a transcript that may not be written yet.
    mutating func run(
        _ transcript: Transcript, at path: String, fixtures: Fixtures, isTraced: Bool
    ) async -> TestResult {
        do {
            var test = try TranscriptTest(
                transcript, name: path, fixtures: fixtures, program: program, lengths: lengths,
                pins: pins, isTraced: isTraced)
            while let utterance = test.resume() {
                guard let renderer else { break }
                test.learn(try await renderer.sound(for: utterance).duration)
            }
            lengths = test.lengths
            if isTraced { coverages[path] = Coverage(test.takePassages()) }
            return test.result ?? TestResult(name: path, outcome: .broken("it did not end"))
        } catch {
            return TestResult(name: path, outcome: .broken("\(error)"))
        }
    }
}
