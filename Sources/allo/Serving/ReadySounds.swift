import Flows
import Synchronization
import Telephony

/// The sounds of all calls, in memory: what was rendered before a call is played without waiting,
/// and shared, so that each is encoded once for a codec.
///
/// Texts that hold a value of a call are rendered when they are wanted, and not kept here.
final class ReadySounds: PromptRendering {
    private struct State {
        var speech: Speech
        var sounds: [Utterance: Sound] = [:]
        var music: [String: Sound] = [:]
    }

    private let state: Mutex<State>

    init(_ speech: Speech) { state = Mutex(State(speech: speech)) }

    /// Takes another speech for what is not ready, and makes a program's constant texts and music
    /// ready with it. What was ready for running calls stays.
    func prepare(_ program: FlowProgram, with speech: Speech) async {
        var sounds: [Utterance: Sound] = [:]
        for utterance in program.constantUtterances {
            // What can't be rendered is told of when a caller would hear it.
            sounds[utterance] = try? await speech.careful.sound(for: utterance)
        }
        var music: [String: Sound] = [:]
        for name in program.centre.music.keys { music[name] = try? await speech.music(name) }
        let made = (sounds, music)
        state.withLock { state in
            state.speech = speech
            state.sounds.merge(made.0) { _, new in new }
            state.music.merge(made.1) { _, new in new }
        }
    }

    func readySound(for utterance: Utterance) -> Sound? {
        state.withLock { $0.sounds[utterance] }
    }

    func readyMusic(_ name: String) -> Sound? { state.withLock { $0.music[name] } }

    func sound(for utterance: Utterance) async throws -> Sound {
        try await state.withLock(\.speech).careful.sound(for: utterance)
    }

    func music(_ name: String) async throws -> Sound {
        try await state.withLock(\.speech).music(name)
    }
}
