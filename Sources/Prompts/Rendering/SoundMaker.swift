import Foundation
import Telephony

/// Makes sounds from their sources, or takes them from the disk where they have been made before.
///
/// Holds nothing that changes: any number of sounds can be made at once.
struct SoundMaker: Sendable {
    /// Samples per second of what is made, in hertz.
    let rate: Int
    /// How long a text-to-speech program may take for one text.
    let programLimit: Duration
    let cache: DiskCache
    let engine: SpeechEngine
    let sounds: any SoundPreparing

    /// A sound, and why it could not be kept on disk, if so.
    struct Made: Sendable {
        var sound: Sound
        var cacheFailure: String?
    }

    /// The sound of a source; kept on disk for the next time unless it is personal.
    @concurrent
    func sound(of source: SoundSource, isPersonal: Bool) async -> Result<Made, PromptError> {
        do throws(PromptError) {
            guard !isPersonal else { return .success(Made(sound: try await make(source))) }
            let content = try await content(of: source)
            if let sound = cache.sound(for: content), sound.rate == rate {
                return .success(Made(sound: sound))
            }
            let sound = try await make(source)
            return .success(Made(sound: sound, cacheFailure: keep(sound, for: content)))
        } catch {
            return .failure(error)
        }
    }

    private func content(of source: SoundSource) async throws(PromptError) -> ContentHash {
        switch source {
        case .speech(let text, let voice):
            let version =
                switch voice {
                case .espeak: try await engine.version()
                case .program: ""
                }
            return ContentHash(["speech", text, version, "\(rate)"] + voice.fingerprint)
        case .recording(let path, _):
            do {
                return try ContentHash(contentsOf: path, rate: rate)
            } catch {
                throw PromptError(.unreadableRecording("\(path): can't be read: \(error)"))
            }
        case .piece(let piece):
            return ContentHash(["music", piece.name, "\(rate)"])
        }
    }

    private func make(_ source: SoundSource) async throws(PromptError) -> Sound {
        switch source {
        case .speech(let text, .espeak(let voice, let speed, let pitch)):
            let speech = try await engine.speak(
                text, as: voice, wordsPerMinute: speed, pitch: pitch)
            return try levelled(speech.trimmed())
        case .speech(let text, .program(let command)):
            let bytes = try await SpeechProgram(command: command, limit: programLimit)
                .sound(of: text)
            let name = command.first ?? ""
            do {
                return try sounds.recording(in: bytes, named: "standard output", rate: rate)
                    .trimmed()
            } catch {
                throw PromptError(.programWroteNoSound(name, "\(error)"))
            }
        case .recording(let path, _):
            do {
                return try sounds.recording(at: path, rate: rate)
            } catch {
                throw PromptError(.unreadableRecording("\(error)"))
            }
        case .piece(let piece):
            return try levelled(MusicSynthesiser(rate: rate).render(piece))
        }
    }

    private func levelled(_ sound: Sound) throws(PromptError) -> Sound {
        do {
            return try sounds.levelled(sound, rate: rate)
        } catch {
            throw PromptError(.unprepared("\(error)"))
        }
    }

    private func keep(_ sound: Sound, for content: ContentHash) -> String? {
        do {
            try cache.keep(sound, for: content)
            return nil
        } catch {
            let error = error as NSError
            let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
            let reason = cause.localizedFailureReason ?? cause.localizedDescription
            return "\(cache.folder): sounds can't be kept: \(reason)"
        }
    }
}
