import Flows
import Rehearsal
import Telephony
import Transcripts

/// Runs the transcripts of the disk against flows into which a fault was put, one after the other.
struct MutantRun {
    private let folders: [MutantFolder]

    /// Reads the flows and transcripts.
    ///
    /// - Throws: ``Failure`` where flows can take no calls, or a transcript fails without a fault.
    init(_ files: TestFiles) async throws {
        var folders: [MutantFolder] = []
        let groups = Dictionary(grouping: files.paths, by: TestFiles.flowFolder)
        for (folder, paths) in groups.sorted(by: { $0.key < $1.key }) {
            folders.append(try await MutantFolder(folder, transcripts: paths))
        }
        self.folders = folders
    }

    /// Tries so many faults of all, drawn by a seed.
    ///
    /// - Parameters:
    ///   - size: how many.
    ///   - seed: one seed, one choice.
    ///   - report: told of each result as it comes.
    /// - Returns: the results in the order of the files.
    func results(
        _ size: Int, seed: UInt64, _ report: (MutantResult) -> Void
    ) -> [MutantResult] {
        let all = folders.indices.flatMap { folder in
            folders[folder].mutants.map { (folder: folder, mutant: $0) }
        }
        return all.sample(size, seed: seed).map { folder, mutant in
            let result = folders[folder].result(of: mutant)
            report(result)
            return result
        }
    }
}

/// The flows of a folder with their transcripts, and the faults that can be put into them.
private struct MutantFolder {
    /// A fault, and the file it is put into.
    struct Mutant {
        var source: SourceText
        var mutation: FlowMutation
    }

    let mutants: [Mutant]
    private let project: Project
    private let files: [TranscriptFile]
    private let pins: [AgentID: Secret]
    private let warnings: Int

    init(_ folder: String, transcripts: [String]) async throws {
        project = try await Project(path: folder)
        let program = try project.program()
        files = try transcripts.map { try TranscriptFile(path: $0) }
        pins = project.knownPINs(of: program.centre)
        warnings = project.check().diagnostics.count
        let centre = project.centre.map { source in
            FlowMutation.all(ofCentre: source).map { Mutant(source: source, mutation: $0) }
        }
        mutants =
            project.flows.flatMap { source in
                FlowMutation.all(ofFlow: source).map { Mutant(source: source, mutation: $0) }
            } + (centre ?? [])
        for file in files where Self.fate(of: file, program, pins) != .survived {
            throw Failure(
                "\(file.path) fails without any fault: mend it first (allo test \(file.path))")
        }
    }

    func result(of mutant: Mutant) -> MutantResult {
        MutantResult(
            position: mutant.mutation.position, kind: mutant.mutation.kind.rawValue,
            change: mutant.mutation.change, fate: fate(of: mutant))
    }

    private func fate(of mutant: Mutant) -> MutantResult.Fate {
        let check = project.check(with: mutant.mutation.applied(to: mutant.source))
        guard let program = check.program, check.diagnostics.count <= warnings else {
            return .refused
        }
        for file in files {
            let fate = Self.fate(of: file, program, pins)
            if fate != .survived { return fate }
        }
        return .survived
    }

    private static func fate(
        of file: TranscriptFile, _ program: FlowProgram, _ pins: [AgentID: Secret]
    ) -> MutantResult.Fate {
        do {
            var test = try TranscriptTest(
                file.transcript, name: file.path, fixtures: file.fixtures, program: program,
                pins: pins)
            // Prompts last as long as their texts: there is no length to ask for.
            _ = test.resume()
            switch test.result?.outcome {
            case .passed: return .survived
            case .failed(let difference):
                if case .promise(let violation) = difference.kind {
                    return .broke(violation, in: file.path)
                }
                return .caught(by: file.path, at: difference.expected?.position)
            case .broken, nil: return .caught(by: file.path, at: nil)
            }
        } catch {
            return .caught(by: file.path, at: error.position)
        }
    }
}
