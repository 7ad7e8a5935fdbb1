import ArgumentParser
import Flows
import Prompts
import SoundCard
import SoundFiles
import Telephony

/// Speaks a text.
struct Say: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Speak a text as callers would hear it.",
        discussion: "To the speaker, or to a wav file with --output.")

    @Argument(help: "What to say.")
    var text: String

    @Option(help: "The language, as fr-FR.")
    var language = "fr-FR"

    @Option(help: ArgumentHelp("A voice, as fr+f2, instead of the usual one.", valueName: "name"))
    var voice: String?

    @Option(help: "Words a minute.")
    var speed: Int?

    @Option(help: ArgumentHelp("Write a wav file.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("The device to play to.", valueName: "name"))
    var device = "default"

    @Option(help: "Samples per second.")
    var rate = 16_000

    func validate() throws {
        guard SpokenLanguage(LanguageTag(rawValue: language)) != nil else {
            let known = SpokenLanguage.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("--language is one of \(known)")
        }
        if let output, !output.lowercased().hasSuffix(".wav") {
            throw ValidationError("--output writes a wav file; its name must end in .wav")
        }
        guard (8_000...48_000).contains(rate) else {
            throw ValidationError("--rate is 8000 to 48000")
        }
        if let speed, !Voice.speeds.contains(speed) {
            throw ValidationError(
                "--speed is \(Voice.speeds.lowerBound) to \(Voice.speeds.upperBound)")
        }
    }

    func run() async throws {
        let tag = LanguageTag(rawValue: language)
        let usual = Centre.Voice.builtIn(voice: voice, wordsPerMinute: speed, pitch: nil)
        let centre = Centre(name: "", zone: .utc, voices: [tag: usual])
        let speech = try Speech(prompts: "prompts", centreFolder: ".", centre: centre, rate: rate)
        let sound = try await speech.renderer.sound(for: Utterance(text: text, language: tag))
        if let output { return try write(sound, to: output) }
        let line = LocalLine(rate: rate, playback: try PlaybackDevice(device, rate: rate))
        line.play(sound, as: PlaybackID(rawValue: 1), loops: false)
        await line.close()
    }

    private func write(_ sound: Sound, to path: String) throws {
        var writer = try SoundFileWriter(path: path, rate: sound.rate)
        try writer.append(sound.samples)
        try writer.close()
    }
}
