internal import CESpeakNG
public import Telephony

/// espeak-ng 1.51, which speaks in this process.
///
/// There is one engine a process, and it crashes when two threads use it: this actor is its only
/// owner, and runs on a queue of its own since each sentence blocks for some milliseconds. The
/// same text may come out some milliseconds longer or shorter from one time to the next: whoever
/// needs it to stay the same keeps it.
///
/// ```swift
/// let sound = try await SpeechEngine.shared.speak("Bonjour.", as: "fr+f2")
/// ```
public actor SpeechEngine {
    /// The one engine of this process.
    public static let shared = SpeechEngine()
    /// The most characters that are spoken at once: about twenty minutes.
    public static let longestText = 20_000

    private let executor = SerialQueueExecutor(label: "allo.speech")
    private var started: Started?

    /// What a started engine tells of itself.
    private struct Started {
        let rate: Int
        let version: String
        let voices: EspeakVoices
    }

    private init() {}

    /// The queue that all calls of the engine run on.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// The version of espeak-ng, such as `1.51`.
    ///
    /// - Throws: ``PromptError`` when the engine does not start.
    public func version() throws(PromptError) -> String { try start().version }

    /// The names of the voices that are installed, in order, without their variants.
    ///
    /// - Throws: ``PromptError`` when the engine does not start.
    public func voices() throws(PromptError) -> [String] { try start().voices.names }

    /// Tells whether a voice can speak, before a caller waits for it.
    ///
    /// - Throws: ``PromptError`` with the reason why it can't, and names that exist.
    public func check(
        voice: String, wordsPerMinute: Int = Voice.usualSpeed, pitch: Int = 50
    ) throws(PromptError) {
        guard Voice.speeds.contains(wordsPerMinute) else {
            throw PromptError(.speedOutOfRange(wordsPerMinute))
        }
        guard Voice.pitches.contains(pitch) else { throw PromptError(.pitchOutOfRange(pitch)) }
        _ = try start().voices.file(named: voice)
    }

    /// A text, spoken.
    ///
    /// - Parameters:
    ///   - text: plain text: `<`, `&` and `[[` are characters like others.
    ///   - voice: a language, with a variant where wanted: `fr`, `en-gb`, `fr+f2`.
    ///   - wordsPerMinute: the speed, in ``Voice/speeds``.
    ///   - pitch: in ``Voice/pitches``; 50 is the voice's own.
    /// - Returns: the sound at the engine's own rate, 22,050 Hz; empty when there is nothing to say.
    /// - Throws: ``PromptError`` when the engine does not start, the voice is not there, a number is
    ///   out of range or the text too long.
    public func speak(
        _ text: String, as voice: String, wordsPerMinute: Int = Voice.usualSpeed, pitch: Int = 50
    ) throws(PromptError) -> Sound {
        guard text.count <= Self.longestText else {
            throw PromptError(.textTooLong(text.count))
        }
        try check(voice: voice, wordsPerMinute: wordsPerMinute, pitch: pitch)
        let engine = try start()
        let file = try engine.voices.file(named: voice)
        try succeed(espeak_SetVoiceByName(file))
        try succeed(espeak_SetParameter(espeakRATE, Int32(wordsPerMinute), 0))
        try succeed(espeak_SetParameter(espeakPITCH, Int32(pitch), 0))
        return Sound(samples: try synthesise(text), rate: engine.rate)
    }

    private func start() throws(PromptError) -> Started {
        if let started { return started }
        let rate = espeak_Initialize(
            AUDIO_OUTPUT_SYNCHRONOUS, 0, nil, Int32(espeakINITIALIZE_DONT_EXIT))
        guard rate > 0 else { throw PromptError(.engineUnavailable) }
        espeak_SetSynthCallback { samples, count, _ in
            if let samples, count > 0 {
                SpeechEngine.heard += UnsafeBufferPointer(start: samples, count: Int(count))
            }
            return 0
        }
        let voices = EspeakVoices()
        let version = String(cString: espeak_Info(nil))
        // The first words of an engine come out shorter than all later ones: they are thrown away.
        try succeed(espeak_SetVoiceByName(try voices.file(named: "fr")))
        _ = try synthesise("bonjour")
        let engine = Started(rate: Int(rate), version: version, voices: voices)
        started = engine
        return engine
    }

    private func synthesise(_ text: String) throws(PromptError) -> [Int16] {
        Self.heard = []
        defer { Self.heard = [] }
        let plain = Self.plain(text)
        try succeed(
            espeak_Synth(
                plain, plain.utf8.count + 1, 0, POS_CHARACTER, 0, UInt32(espeakCHARS_UTF8), nil,
                nil))
        return Self.heard
    }

    /// A text without control characters, which would end it (0) or command the engine (1).
    private static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    scalar.properties.generalCategory == .control ? " " : scalar
                }))
    }

    private func succeed(_ code: espeak_ERROR) throws(PromptError) {
        guard code == EE_OK else { throw PromptError(.engineFailed(Int(code.rawValue))) }
    }

    /// What the engine's callback has heard of the text that it speaks now.
    ///
    /// Guarded by this actor: the callback runs inside its calls of the engine only.
    private nonisolated(unsafe) static var heard: [Int16] = []
}
