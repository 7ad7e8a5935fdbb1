import ArgumentParser
import CallLog
import Flows
import Rehearsal
import Telephony
import Transcripts

/// Shows a call of the journal as its transcript, or runs it again.
struct ReplayCall: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Show a call of the journal as its transcript, or run it again.",
        discussion: """
            With --check the call runs again, in virtual time and with the keys of the journal, \
            against a flow as it is now: a line that has gone is marked -, one that is new +, one \
            that comes at another time ~, and the exit code is 1 where there is any.
            """)

    @Argument(help: "The call, by its name or the beginning of it; the newest without it.")
    var call: String?

    @Option(help: ArgumentHelp("Run the call again against this flow.", valueName: "flow"))
    var check: String?

    @Flag(
        name: .customLong("no-audio"), help: "With --check, new prompts last 65 ms a character.")
    var noAudio = false

    @Option(
        help: ArgumentHelp(
            "Write the call to a new file, as a transcript for allo test.",
            discussion: """
                It is tried against the flows of its place first, with sound as allo test does. Where \
                it fails, nothing is written, the reason is told, and the exit code is 1. Without \
                --personal, numbers and names are left out of it: a customer of the file with whom \
                the call goes the same way stands in for the caller, or a number that is made up.
                """, valueName: "file"))
    var save: String?

    @Flag(help: "Show numbers, names and other personal texts as they are.")
    var personal = false

    @OptionGroup var journal: JournalOptions

    func run() async throws {
        try TranscriptKeeping.check(save)
        let reader = try await journal.reader()
        let call = try await wanted(reader)
        if let check { return try await compare(reader, call, with: check) }
        let events = try await reader.events(of: call, personal: personal ? .whole : .shortened)
        guard
            let transcript = Transcript(
                records: events.map(\.record), numbers: personal ? .full : .shortened)
        else { throw Failure("the journal does not know how the call \(call) came in") }
        Output.text(transcript.text)
        if let save { try await keep(events.map(\.record), at: save) }
    }

    /// Writes the call to a new file, as a transcript that passes against the flows of its place.
    private func keep(_ records: [JournalRecord], at path: String) async throws {
        let folder = TestFiles.flowFolder(of: path)
        let project: Project
        let program: FlowProgram
        do {
            project = try await Project(path: folder)
            program = try project.program()
        } catch {
            throw Failure(
                "\(path) is not written: it can't be tried against the flows of \(folder): \(error)"
            )
        }
        try await TranscriptKeeping.keep(
            records, at: path, project: project, program: program,
            advice: personal
                ? "`allo replay CALL --check FLOW` tells what goes otherwise now"
                : "`allo replay CALL --check FLOW` tells what goes otherwise now; what the caller "
                    + "typed or who they are may matter, which --personal keeps")
    }

    private func wanted(_ reader: JournalReader) async throws -> CallID {
        if let call { return try await reader.call(startingWith: call) }
        guard let newest = try await reader.calls(limit: 1).first else {
            throw Failure("the journal holds no call")
        }
        return newest.call
    }

    private func compare(_ reader: JournalReader, _ call: CallID, with path: String) async throws {
        let project = try await Project(path: path)
        let program = try project.program()
        let records = try await reader.events(of: call, personal: .whole).map(\.record)
        var replay = try Replay(
            records, flow: project.flow, program: program,
            lengths: PromptLengths(noAudio ? .text : .sound))
        let renderer: any PromptRendering =
            noAudio
            ? SilentRenderer(rate: 8_000)
            : try Speech(project: project, program: program, rate: 16_000).renderer
        try await replay.finish(with: renderer)
        let shown = personal ? [:] : ShownLines.shortened(records + replay.newRecords)
        for change in replay.changes {
            let line = "\(change)"
            let sign = String(line.prefix(2))
            Output.line(shown[String(line.dropFirst(2))].map { sign + $0 } ?? line)
        }
        let count = replay.changes.count(where: \.isDifference)
        switch count {
        case 0: Output.message("the call goes as it went")
        case 1: Output.message("1 line differs")
        default: Output.message("\(count) lines differ")
        }
        if count > 0 { throw ExitCode(1) }
    }
}
