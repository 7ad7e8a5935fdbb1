import Flows
import Foundation
import Prompts
import SoundFiles
import Telephony

/// Who speaks for a program: its voices, recordings and music at a line's rate.
struct Speech {
    /// The renderer of prompts.
    let renderer: PromptRenderer
    private let music: [String: Centre.Music]
    private let folder: String

    /// Joins the parts.
    ///
    /// - Parameters:
    ///   - rate: samples per second of the line, in hertz.
    init(project: Project, centre: Centre, rate: Int) throws {
        renderer = PromptRenderer(
            settings: PromptRenderer.Settings(
                rate: rate, prompts: project.prompts, cache: try Speech.cacheFolder(),
                voices: VoiceSettings(centre.voices.mapValues(Speech.voice))),
            sounds: SoundPreparer(),
            normalise: { text, language in
                SpokenLanguage(language).map { TextNormaliser.spoken(text, in: $0) } ?? text
            },
            onCacheFailure: { Output.message($0) })
        music = centre.music
        folder = project.centreFolder
    }

    /// The music that the centre file gives a name to, at the line's rate.
    func music(_ name: String) async throws -> Sound {
        switch music[name] {
        case .synthesised(let piece): try await renderer.music(named: piece)
        case .file(let path, _):
            try SoundPreparer().recording(at: Project.join(folder, path), rate: renderer.rate)
        case nil: throw Failure("there is no music \(name)")
        }
    }

    /// Renders what can be rendered before the call, with a bar on a terminal.
    func renderAhead(_ program: FlowProgram) async {
        var bar = ProgressBar(title: "prompts")
        for await progress in renderer.renderAhead(program.constantUtterances) {
            bar.show(progress.done, of: progress.total)
        }
        bar.clear()
    }

    /// Where rendered sounds are kept: `$XDG_CACHE_HOME/allo`.
    static func cacheFolder() throws -> String {
        let environment = ProcessInfo.processInfo.environment
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return cache + "/allo" }
        guard let home = environment["HOME"], !home.isEmpty else {
            throw Failure("neither HOME nor XDG_CACHE_HOME is set")
        }
        return home + "/.cache/allo"
    }

    private static func voice(_ voice: Centre.Voice) -> Voice {
        switch voice {
        case .builtIn(let name, let speed, let pitch):
            .espeak(
                voice: name ?? "fr", wordsPerMinute: speed ?? Voice.usualSpeed, pitch: pitch ?? 50)
        case .program(let command): .program(command)
        }
    }
}

/// Says nothing, for as long as it would take: 65 ms a character.
struct SilentRenderer: PromptRendering {
    let rate: Int

    static func duration(of utterance: Utterance) -> Duration {
        .milliseconds(65 * utterance.text.count)
    }

    func sound(for utterance: Utterance) async throws -> Sound {
        let samples = Int(SilentRenderer.duration(of: utterance).inMilliseconds) * rate / 1_000
        return Sound(samples: [Int16](repeating: 0, count: samples), rate: rate)
    }
}

/// A bar that grows on a terminal, and is nothing elsewhere.
struct ProgressBar {
    private static let width = 30
    private let title: String
    private let isTerminal = isatty(2) == 1

    init(title: String) { self.title = title }

    func show(_ done: Int, of total: Int) {
        guard isTerminal, total > 0 else { return }
        let filled = done * ProgressBar.width / total
        let bar =
            String(repeating: "█", count: filled)
            + String(repeating: "░", count: ProgressBar.width - filled)
        Output.raw("\r\(title) \(bar) \(done)/\(total)")
    }

    mutating func clear() {
        guard isTerminal else { return }
        Output.raw("\r\u{1B}[K")
    }
}
