import Testing

@testable import Prompts
import Telephony

@Suite struct SpeechEngineTests {
    private let engine = SpeechEngine.shared

    @Test func `a sentence lasts as long as one who reads it aloud`() async throws {
        let sound = try await engine.speak(
            "Bonjour et bienvenue. Pour le suivi de votre commande, tapez 1.", as: "fr")
        #expect(sound.rate == 22_050)
        #expect((2.5...7).contains(sound.seconds))
        #expect(sound.samples.contains { $0.magnitude > 5_000 })
    }

    @Test func `each language speaks in its own way`() async throws {
        var sounds: [Sound] = []
        for voice in ["fr", "en-gb", "en-us", "fr+f2"] {
            sounds.append(try await engine.speak("Bonjour, tapez 70", as: voice))
        }
        for (index, sound) in sounds.enumerated() {
            for other in sounds.dropFirst(index + 1) { #expect(sound != other) }
        }
    }

    @Test(arguments: [
        "fr", "fr-FR", "fr-be", "fr-ch", "en-gb", "en-GB", "en-us", "fr+F2", "roa/fr",
    ])
    func `a voice is found by its language, in either case, with a variant`(
        name: String
    ) async throws {
        try await engine.check(voice: name)
        #expect(try await engine.speak("oui", as: name).samples.count > 2_000)
    }

    @Test func `a voice that is not there is an error with names that are`() async {
        let unknown: [(String, PromptError.Reason)] = [
            ("zz-top", .unknownVoice("zz-top", near: [])),
            ("fr+nobody", .unknownVariant("nobody", near: [])),
            ("mb/mb-fr1", .mbrolaVoice("mb/mb-fr1")),
            ("MB/mb-fr4+f2", .mbrolaVoice("MB/mb-fr4+f2")),
            ("mb-fr1", .mbrolaVoice("mb-fr1")),
        ]
        for (name, reason) in unknown {
            await #expect(throws: PromptError(reason)) {
                try await engine.check(voice: name)
            }
        }
        let near = await #expect(throws: PromptError.self) {
            try await engine.check(voice: "fr-bee")
        }
        #expect(near?.description.contains("did you mean 'fr-be'?") == true)
        let nothing = await #expect(throws: PromptError.self) {
            try await engine.check(voice: "")
        }
        #expect(nothing?.description.contains("there are fr, fr-be") == true)
    }

    @Test func `speed and pitch change how it is said, and have their ranges`() async throws {
        let text = "Votre temps d'attente estimé est de trois minutes."
        let usual = try await engine.speak(text, as: "fr")
        let fast = try await engine.speak(text, as: "fr", wordsPerMinute: 300)
        #expect(Double(fast.samples.count) < 0.7 * Double(usual.samples.count))
        #expect(try await engine.speak(text, as: "fr", pitch: 90) != usual)
        for speed in [79, 451, -1] {
            await #expect(throws: PromptError(.speedOutOfRange(speed))) {
                try await engine.speak(text, as: "fr", wordsPerMinute: speed)
            }
        }
        await #expect(throws: PromptError(.pitchOutOfRange(101))) {
            try await engine.speak(text, as: "fr", pitch: 101)
        }
    }

    @Test func `marks of markup are characters, not commands`() async throws {
        let plain = try await engine.speak("bonjour", as: "fr")
        for text in ["<b>bonjour</b>", "[[b0~Zu]]", "bonjour <break time=\"20s\"/>", "a & b"] {
            let sound = try await engine.speak(text, as: "fr")
            #expect(sound.samples.count > 2_000)
            #expect(sound.seconds < 15)
        }
        // An embedded command of espeak-ng (1, then "450S") must not hurry what follows, nor a zero
        // end the text.
        let long = "bonjour à tous et bienvenue chez Durand"
        let clean = try await engine.speak(long, as: "fr")
        let commanded = try await engine.speak("\u{1}450S \(long)", as: "fr")
        #expect(commanded.samples.count > clean.samples.count)
        let cut = try await engine.speak("bonjour\0 bonjour", as: "fr")
        #expect(Double(cut.samples.count) > 1.5 * Double(plain.samples.count))
    }

    @Test func `nothing to say is silence, and too much is an error`() async throws {
        #expect(try await engine.speak("", as: "fr").seconds < 0.5)
        await #expect(throws: PromptError(.textTooLong(20_001))) {
            try await engine.speak(String(repeating: "a", count: 20_001), as: "fr")
        }
    }

    @Test(arguments: [1, 2, 4, 16])
    func `many may ask at once and each hears its own words`(callers: Int) async throws {
        let seconds = try await withThrowingTaskGroup(of: (Int, Double).self) { group in
            for caller in 1...callers {
                group.addTask {
                    let text = Array(repeating: "bonjour", count: caller).joined(separator: " ")
                    return (caller, try await SpeechEngine.shared.speak(text, as: "fr").seconds)
                }
            }
            return try await group.reduce(into: [Int: Double]()) { $0[$1.0] = $1.1 }
        }
        #expect(seconds.count == callers)
        for caller in 1..<callers {
            #expect(try #require(seconds[caller]) < (try #require(seconds[caller + 1])))
        }
    }

    @Test func `the engine tells its version and its voices`() async throws {
        #expect(try await engine.version().hasPrefix("1."))
        #expect(try await engine.voices().contains("fr-be"))
    }
}
