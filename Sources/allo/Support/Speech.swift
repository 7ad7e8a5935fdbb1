import Flows
import Foundation
import Prompts
import SoundFiles
import Telephony

/// Who speaks for a program: its voices, recordings and music at a line's rate.
struct Speech {
    /// The renderer of prompts.
    let renderer: PromptRenderer
    /// The same, with the built-in voices to fall back on: callers never hear nothing.
    let careful: CarefulRenderer
    private let music: [String: Centre.Music]
    private let folder: String

    /// Speaks for the flows of a project at a line's rate, in hertz.
    init(project: Project, program: FlowProgram, rate: Int) throws {
        try self.init(
            prompts: project.prompts, recordings: program.recordings,
            centreFolder: project.centreFolder, centre: program.centre, rate: rate)
    }

    /// Joins the parts.
    ///
    /// - Parameters:
    ///   - prompts: the folder of the prompts.
    ///   - recordings: the recordings that prompts files name, by language and prompt.
    ///   - centreFolder: the folder of the centre file.
    ///   - centre: the voices and the music.
    ///   - rate: samples per second of the line, in hertz.
    /// - Throws: ``Failure`` where there is no place for a cache.
    init(
        prompts: String, recordings: [LanguageTag: [String: String]] = [:], centreFolder: String,
        centre: Centre, rate: Int
    ) throws {
        var settings = PromptRenderer.Settings(
            rate: rate, prompts: prompts, cache: try Speech.cacheFolder(),
            voices: VoiceSettings(Speech.voices(of: centre, in: centreFolder)))
        settings.named = recordings
        renderer = PromptRenderer(
            settings: settings, sounds: SoundPreparer(),
            normalise: Speech.normalised,
            onCacheFailure: { Output.message($0) })
        var spare = settings
        spare.voices = VoiceSettings()
        careful = CarefulRenderer(
            renderer: renderer,
            spare: PromptRenderer(
                settings: spare, sounds: SoundPreparer(), normalise: Speech.normalised),
            report: { Output.message($0) })
        music = centre.music
        folder = centreFolder
    }

    /// A text with its figures and abbreviations in words.
    private static func normalised(_ text: String, _ language: LanguageTag) -> String {
        SpokenLanguage(language).map { TextNormaliser.spoken(text, in: $0) } ?? text
    }

    /// The music that the centre file gives a name to, at the line's rate.
    func music(_ name: String) async throws -> Sound {
        switch music[name] {
        case .synthesised(let piece): try await renderer.music(named: piece)
        case .file(let path, _):
            try SoundPreparer().recording(at: Paths.join(folder, path), rate: renderer.rate)
        case nil: throw Failure("there is no music \(name)")
        }
    }

    /// Makes the music ready, so that nobody waits in silence while it is synthesised.
    func prepareMusic() async {
        for name in music.keys.sorted() {
            // A piece that can't be made ready is told of when it is to be played.
            _ = try? await music(name)
        }
    }

    /// Renders what can be rendered before a call, with a bar on a terminal; what takes longer goes
    /// on beside the call.
    func renderAhead(_ utterances: [Utterance], atMost limit: Duration) async {
        let isDone = await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await renderAhead(utterances)
                return !Task.isCancelled
            }
            group.addTask {
                // Cancelled when all is rendered: nothing is lost.
                try? await Task.sleep(for: limit)
                return false
            }
            defer { group.cancelAll() }
            return await group.next() ?? false
        }
        guard !isDone else { return }
        // Nobody waits for it: what is wanted before is rendered when it is wanted.
        Task(priority: .background) { [renderer] in
            for await _ in renderer.renderAhead(utterances) {}
        }
    }

    /// Renders utterances, with a bar on a terminal.
    func renderAhead(_ utterances: [Utterance]) async {
        let bar = ProgressBar(title: "prompts")
        for await progress in renderer.renderAhead(utterances) {
            bar.show(progress.done, of: progress.total)
        }
        bar.clear()
    }

    /// Where rendered sounds are kept: `$XDG_CACHE_HOME/allo`.
    static func cacheFolder() throws -> String {
        let environment = ProcessInfo.processInfo.environment
        if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
            return cache + "/allo"
        }
        guard let home = environment["HOME"], !home.isEmpty else {
            throw Failure("neither HOME nor XDG_CACHE_HOME is set")
        }
        return home + "/.cache/allo"
    }

    private static func voices(of centre: Centre, in folder: String) -> [LanguageTag: Voice] {
        let usual = VoiceSettings()
        var voices: [LanguageTag: Voice] = [:]
        for (language, voice) in centre.voices {
            switch voice {
            case .program(var command):
                // One with a slash stands beside the centre file, as all its paths do.
                if let program = command.first, program.contains("/") {
                    let path = Paths.join(folder, program)
                    command[0] = path.contains("/") ? path : "./" + path
                }
                voices[language] = .program(command)
            case .builtIn(let name, let speed, let pitch):
                guard
                    case .espeak(let usualName, let usualSpeed, let usualPitch) =
                        usual.voice(for: language)
                else { continue }
                voices[language] = .espeak(
                    voice: name ?? usualName, wordsPerMinute: speed ?? usualSpeed,
                    pitch: pitch ?? usualPitch)
            }
        }
        return voices
    }
}

/// Renders what it can: a text that its voice can't speak is spoken by the built-in one.
struct CarefulRenderer: PromptRendering {
    let renderer: PromptRenderer
    let spare: PromptRenderer
    let report: @Sendable (String) -> Void

    func sound(for utterance: Utterance) async throws -> Sound {
        do {
            return try await renderer.sound(for: utterance)
        } catch {
            report("\(error)")
            var spoken = utterance
            spoken.prompt = nil
            // A recording that can't be read: its text, in the voice of the centre.
            if utterance.prompt != nil, let sound = try? await renderer.sound(for: spoken) {
                return sound
            }
            return try await spare.sound(for: spoken)
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

    func clear() {
        guard isTerminal else { return }
        Output.raw("\r\u{1B}[K")
    }
}
