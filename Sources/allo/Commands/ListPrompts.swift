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
            Table(header: ["language", "prompt", "seconds", "from"], rows: rows).text)
        for name in catalogue.unused { Output.message("no flow uses the recording \(name)") }
        let bad = catalogue.entries.filter { $0.state.problem != nil }
        for entry in bad {
            Output.message(
                "\(entry.language) \(entry.name ?? ""): \(entry.state.problem ?? "")")
        }
        if !bad.isEmpty { throw ExitCode(1) }
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
