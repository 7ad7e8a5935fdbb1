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
    /// - Returns: whether a test of it passes.
    /// - Throws: ``Failure`` where the file is there already or can't be written, the error of the
    ///   renderer, and `RehearsalError` where the records don't begin with an arrival.
    @discardableResult
    static func keep(
        _ records: [JournalRecord], at path: String, program: FlowProgram,
        renderer: (any PromptRendering)?
    ) async throws -> Bool {
        var draft = try TranscriptDraft(
            records, path: path, program: program,
            lengths: PromptLengths(renderer == nil ? .text : .sound))
        if let renderer {
            try await draft.finish(with: renderer)
        } else {
            while draft.resume() != nil {}
        }
        try Project.writeNew(draft.text, to: path)
        guard let failure = draft.failure else { return true }
        Output.message("\(path) is written as the call went, but a test of it fails:")
        Output.raw(failure + "\n")
        let strangers = program.strangers(in: records)
        if let first = strangers.first {
            Output.message(
                "\(first)\(strangers.count > 1 ? " and others are" : " is") not in the centre file: a"
                    + " simulation brings agents of its own")
        }
        return false
    }
}

extension FlowProgram {
    /// Those who answered a call and are neither agents nor destinations here.
    fileprivate func strangers(in records: [JournalRecord]) -> [String] {
        let names = records.compactMap { record in
            switch record.event {
            case .offered(let name), .connected(let name), .callbackConnected(let name): name
            default: nil
            }
        }
        return Set(names).filter {
            centre.agents[AgentID(rawValue: $0)] == nil && centre.destinations[$0] == nil
        }.sorted()
    }
}
