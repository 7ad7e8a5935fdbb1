import ArgumentParser
import Flows
import Foundation
import Rehearsal
import Telephony
import Transcripts

/// Keeps calls as transcripts that `allo test` passes.
enum TranscriptKeeping {
    /// Refuses a file that is there already, before a call is made for it.
    ///
    /// - Throws: ``Failure`` where it is.
    static func check(_ path: String?) throws {
        guard let path, FileManager.default.fileExists(atPath: path) else { return }
        throw Failure.exists(path)
    }

    /// Writes a call to a new file, if a test of it passes, as `allo test` would run it; else says
    /// why it does not, and writes nothing.
    ///
    /// - Parameters:
    ///   - records: the records of the call.
    ///   - path: the file.
    ///   - project: the files of the flows that it is tested against.
    ///   - program: those flows.
    ///   - advice: what can be done where it fails, in a sentence.
    /// - Throws: `ExitCode` 1 where a test of it fails, ``Failure`` where the file is there already,
    ///   can't be written or can't be tried, and `RehearsalError` where the records don't begin with
    ///   an arrival.
    static func keep(
        _ records: [JournalRecord], at path: String, project: Project, program: FlowProgram,
        advice: String
    ) async throws {
        let draft = try await draft(records, path, project, program)
        if let text = draft.text {
            try Project.writeNew(text, to: path)
            for (agent, standIn) in draft.standIns.sorted(by: { $0.key < $1.key }) {
                Output.message("\(standIn) stands in for \(agent), who is not in the centre file")
            }
            return
        }
        Output.message(
            "\(path) is not written: a test of it fails (line 1 is that of the call above):")
        Output.raw((draft.failure ?? "it did not end") + "\n")
        if draft.needsSilence {
            Output.message(
                "it passes only where prompts last 65 ms a character, as in a simulation or in a call "
                    + "with --no-audio: allo test has sound unless told otherwise, so keep one that "
                    + "was made with sound")
        } else {
            Output.message(advice)
        }
        throw ExitCode(1)
    }

    /// Tries a call with sound, as tests are run unless said otherwise.
    private static func draft(
        _ records: [JournalRecord], _ path: String, _ project: Project, _ program: FlowProgram
    ) async throws -> TranscriptDraft {
        var draft = try TranscriptDraft(
            records, path: path, program: program, lengths: PromptLengths(.sound))
        do {
            let speech = try Speech(project: project, program: program, rate: 16_000)
            try await draft.finish(with: speech.renderer)
        } catch {
            Output.message("\(error); it is tried with 65 ms a character, as by test --no-audio")
            draft = try TranscriptDraft(records, path: path, program: program)
            while draft.resume() != nil {}
        }
        return draft
    }
}
