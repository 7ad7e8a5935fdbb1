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

    /// Writes a call to a new file, and says so if a test of it fails.
    ///
    /// - Parameters:
    ///   - records: the records of the call.
    ///   - path: the file.
    ///   - program: the flows that it is tested against.
    ///   - renderer: who knows how long prompts last; nil for 65 ms a character.
    /// - Throws: ``Failure`` where the file is there already or can't be written, the error of the
    ///   renderer, and `RehearsalError` where the records don't begin with an arrival.
    static func keep(
        _ records: [JournalRecord], at path: String, program: FlowProgram,
        renderer: (any PromptRendering)?
    ) async throws {
        var draft = try TranscriptDraft(
            records, path: path, program: program,
            lengths: PromptLengths(renderer == nil ? .text : .sound))
        if let renderer {
            try await draft.finish(with: renderer)
        } else {
            while draft.resume() != nil {}
        }
        try Project.writeNew(draft.text, to: path)
        guard let failure = draft.failure else { return }
        Output.message("\(path) is written as the call went, but a test of it fails:")
        Output.raw(failure + "\n")
    }
}
