public import Telephony

/// Turns utterances into sound at the line's rate: recordings where there are some, else speech.
///
/// What has been made is kept in memory and, unless it holds a value of a call, on disk by the
/// hash of its content; a changed text, voice or recording is thus another sound. Requests for the
/// same sound at the same time make it once.
///
/// ```swift
/// let renderer = PromptRenderer(
///     settings: .init(rate: 8_000, prompts: "prompts", cache: "/home/durand/.cache/allo"),
///     sounds: SoundPreparer(), normalise: { text, language in spell(text, in: language) })
/// let sound = try await renderer.sound(for: Utterance(text: "Bonjour.", language: .french))
/// ```
public actor PromptRenderer: PromptRendering, MusicGiving {
    /// Where things are, and how they sound.
    public struct Settings: Sendable {
        /// Samples per second of the line, in hertz.
        public var rate: Int
        /// The folder of the recordings: `<language>/<name>.<format>`, `music/<name>.<format>`.
        public var prompts: String
        /// Recordings that are not named after their prompt, by language and prompt: paths in the
        /// folder of the recordings.
        public var named: [LanguageTag: [String: String]] = [:]
        /// The folder that rendered sounds are kept in; it is made when needed.
        public var cache: String
        /// The voice of each language.
        public var voices: VoiceSettings
        /// The most bytes of samples that are kept in memory.
        public var memory: Int
        /// How long a text-to-speech program may take for one text.
        public var programLimit: Duration

        /// Describes settings.
        public init(
            rate: Int, prompts: String, cache: String, voices: VoiceSettings = VoiceSettings(),
            memory: Int = 32 << 20, programLimit: Duration = .seconds(30)
        ) {
            self.rate = rate
            self.prompts = prompts
            self.cache = cache
            self.voices = voices
            self.memory = memory
            self.programLimit = programLimit
        }
    }

    /// Samples per second of all sounds that it gives, in hertz.
    public nonisolated let rate: Int
    nonisolated let recordings: RecordingFolder

    private let voices: VoiceSettings
    private let maker: SoundMaker
    private let normalise: @Sendable (String, LanguageTag) -> String
    private let onCacheFailure: @Sendable (String) -> Void
    private var memory: MemoryCache<SoundSource>
    private var running: [SoundSource: Task<Result<SoundMaker.Made, PromptError>, Never>] = [:]
    private var hasReportedFailure = false

    /// Prepares to render.
    ///
    /// - Parameters:
    ///   - settings: where things are, and how they sound.
    ///   - sounds: reads recordings and levels sounds.
    ///   - engine: the engine of this process.
    ///   - normalise: puts digits and abbreviations of a text into words.
    ///   - onCacheFailure: told once, in one sentence, when sounds can't be kept on disk; they are
    ///     then made again by the next process.
    public init(
        settings: Settings, sounds: any SoundPreparing, engine: SpeechEngine = .shared,
        normalise: @escaping @Sendable (String, LanguageTag) -> String = { text, _ in text },
        onCacheFailure: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        rate = settings.rate
        recordings = RecordingFolder(path: settings.prompts, named: settings.named)
        voices = settings.voices
        maker = SoundMaker(
            rate: settings.rate, programLimit: settings.programLimit,
            cache: DiskCache(folder: settings.cache), engine: engine, sounds: sounds)
        self.normalise = normalise
        self.onCacheFailure = onCacheFailure
        memory = MemoryCache(capacity: settings.memory)
    }

    /// The sound of an utterance.
    ///
    /// - Throws: ``PromptError`` when the text can't be spoken or the recording not read.
    public func sound(for utterance: Utterance) async throws(PromptError) -> Sound {
        try await sound(of: source(of: utterance), isPersonal: utterance.isPersonal)
    }

    /// How long an utterance lasts: the count of its rendered samples.
    ///
    /// - Throws: ``PromptError`` as ``sound(for:)`` does.
    public func duration(of utterance: Utterance) async throws(PromptError) -> Duration {
        try await sound(for: utterance).duration
    }

    /// Music to wait with: `music/<name>` in the folder of the recordings, else a piece of our own.
    ///
    /// - Throws: ``PromptError`` when there is neither, with the names that exist.
    public func music(named name: String) async throws(PromptError) -> Sound {
        if let path = recordings.music(named: name), let state = FileState(of: path) {
            return try await sound(of: .recording(path: path, state), isPersonal: false)
        }
        guard let piece = MusicSynthesiser.pieces.first(where: { $0.name == name }) else {
            throw PromptError(.unknownMusic(name, known: musicNames))
        }
        return try await sound(of: .piece(piece), isPersonal: false)
    }

    /// The names of the music that there is, in order: files and pieces of our own.
    public nonisolated var musicNames: [String] {
        Set(recordings.names(in: "music") + MusicSynthesiser.pieces.map(\.name)).sorted()
    }

    private func source(of utterance: Utterance) throws(PromptError) -> SoundSource {
        if let name = utterance.prompt,
            let path = recordings.recording(of: name, in: utterance.language),
            let state = FileState(of: path)
        {
            return .recording(path: path, state)
        }
        let text = normalise(utterance.text, utterance.language)
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw PromptError(
                .nothingToSay(prompt: utterance.prompt, language: utterance.language))
        }
        return .speech(text: text, voices.voice(for: utterance.language))
    }

    private func sound(
        of source: SoundSource, isPersonal: Bool
    ) async throws(PromptError) -> Sound {
        if let sound = memory.sound(for: source) { return sound }
        if let task = running[source] { return try await task.value.get().sound }
        let maker = maker
        // Owned by `running` and awaited by whoever asks: one who gives up must not stop others.
        let task = Task { await maker.sound(of: source, isPersonal: isPersonal) }
        running[source] = task
        let result = await task.value
        running[source] = nil
        let made = try result.get()
        memory.keep(made.sound, for: source)
        if let failure = made.cacheFailure, !hasReportedFailure {
            hasReportedFailure = true
            onCacheFailure(failure)
        }
        return made.sound
    }
}
