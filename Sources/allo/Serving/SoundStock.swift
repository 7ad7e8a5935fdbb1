import Flows
import Telephony

/// The sounds of one reading of the files: what of them can be made before any call, and who makes
/// the rest.
struct SoundStock: Sendable {
    let speech: Speech
    private(set) var sounds: [Utterance: Sound] = [:]
    private(set) var music: [String: Sound] = [:]

    /// Makes a program's constant texts and its music ready.
    ///
    /// - Parameters:
    ///   - program: the flows and their centre.
    ///   - speech: its voices.
    ///   - older: sounds that are ready already: those that are the same are shared, with what has
    ///     been made of them for codecs.
    /// - Throws: `CancellationError` only: what can't be rendered is told of, and left out.
    init(_ program: FlowProgram, with speech: Speech, sharing older: ReadySounds? = nil)
        async throws
    {
        self.speech = speech
        for utterance in program.constantUtterances {
            try Task.checkCancellation()
            // What can't be rendered is told of when a caller would hear it.
            guard let made = try? await speech.careful.sound(for: utterance) else { continue }
            let ready = older?.readySound(for: utterance)
            sounds[utterance] = ready == made ? ready : made
        }
        for name in program.centre.music.keys {
            try Task.checkCancellation()
            guard let made = try? await speech.music(name) else { continue }
            let ready = older?.readyMusic(name)
            music[name] = ready == made ? ready : made
        }
    }

    /// All of them.
    var all: [Sound] { Array(sounds.values) + Array(music.values) }
}
