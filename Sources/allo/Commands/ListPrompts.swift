import ArgumentParser
import Flows
import Prompts
import Telephony

/// Lists the prompts of a centre.
struct ListPrompts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prompts",
        abstract:
            "List the prompts: recordings and spoken texts, what is missing, how long each is.",
        discussion: "Renders what is not in the cache yet. Exit code 1 where a prompt is missing.")

    @Argument(help: "A folder of flows with its centre file, or a flow.")
    var path = "flows"

    @Flag(help: "List the texts that are written in flows too.")
    var all = false

    func run() async throws {
        let project = try await Project(path: path)
        let program = try project.program()
        let speech = try Speech(project: project, program: program, rate: 16_000)
        let utterances = program.constantUtterances.filter { all || $0.prompt != nil }
        await speech.renderAhead(utterances)
        let catalogue = await speech.renderer.catalogue(of: utterances)
        let rows = zip(catalogue.entries, utterances).map { entry, utterance in
            [
                entry.language.rawValue, entry.name ?? "“\(utterance.text)”",
                entry.state.seconds, entry.origin.words,
            ]
        }
        Output.text(
            Table(
                header: ["language", "prompt", "seconds", "from"],
                rows: rows + (try await music(of: program, speech))
            ).text)
        for name in catalogue.unused { Output.message("no flow uses the recording \(name)") }
        let bad = catalogue.entries.filter { $0.state.problem != nil }
        for (entry, utterance) in zip(catalogue.entries, utterances) {
            guard let problem = entry.state.problem else { continue }
            Output.message(
                "\(entry.language) \(entry.name ?? "“\(utterance.text)”"): \(problem)")
        }
        if !bad.isEmpty { throw ExitCode(1) }
    }

    /// The music on hold, each piece with where it is from and whose licence it has.
    private func music(of program: FlowProgram, _ speech: Speech) async throws -> [[String]] {
        var rows: [[String]] = []
        for (name, music) in program.centre.music.sorted(by: { $0.key < $1.key }) {
            let length = try await speech.music(name).duration.inSeconds
            switch music {
            case .synthesised(let piece):
                rows.append(["music", name, length, "\(piece), synthesised by Allo, free to play"])
            case .file(let path, let licence):
                rows.append(["music", name, length, "\(path), \(licence)"])
            }
        }
        return rows
    }
}

extension PromptCatalogue.Origin {
    fileprivate var words: String {
        switch self {
        case .recording(let path): path
        case .speech: "speech"
        }
    }
}

extension PromptCatalogue.State {
    fileprivate var seconds: String {
        if case .ready(let length) = self { length.inSeconds } else { "-" }
    }

    fileprivate var problem: String? {
        switch self {
        case .ready: nil
        case .missing: "there is nothing to say"
        case .unusable(let reason): reason
        }
    }
}
