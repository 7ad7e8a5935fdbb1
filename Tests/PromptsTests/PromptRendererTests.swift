import Foundation
import SoundFiles
import Synchronization
import Telephony
import Testing

@testable import Prompts

@Suite struct PromptRendererTests {
    @Test(arguments: [8_000, 16_000, 48_000])
    func `a prompt has the line's rate, even loudness and no silence at its ends`(
        rate: Int
    ) async throws {
        let renderer = try Studio().renderer(rate: rate)
        for utterance in [
            .welcome,
            Utterance(text: "Oui.", language: .french),
            Utterance(text: "For an order, press 1. For a complaint, press 2.", language: .english),
            Utterance(
                text: "Septante.", language: LanguageTag(rawValue: "fr-BE"), isPersonal: true),
        ] {
            let sound = try await renderer.sound(for: utterance)
            #expect(sound.rate == rate)
            let loudness = try sound.loudness
            #expect(abs(try #require(loudness.integrated) + 23) <= 1)
            #expect(try #require(loudness.truePeak) < -3)
            let quiet = sound.samples.prefix { $0.magnitude < 100 }.count
            #expect(Double(quiet) / Double(rate) < 0.06)
            #expect(try await renderer.duration(of: utterance) == sound.duration)
        }
    }

    @Test func `a recording takes the place of the text, in either case and any format`()
        async throws
    {
        let studio = try Studio()
        let renderer = studio.renderer()
        let spoken = try await renderer.sound(for: .welcome)
        try studio.record("fr-FR/bienvenue.WAV", seconds: 0.75)
        let recorded = try await renderer.sound(for: .welcome)
        #expect(recorded != spoken)
        #expect(recorded.duration == .milliseconds(750))
        #expect(abs(try #require(recorded.loudness.integrated) + 23) <= 1)
        // Another name, and the same text without a name, are still spoken.
        var other = Utterance.welcome
        other.prompt = nil
        #expect(try await renderer.sound(for: other) == spoken)
    }

    @Test func `a changed recording is another sound`() async throws {
        let studio = try Studio()
        let path = try studio.record("fr-FR/bienvenue.wav", seconds: 0.5)
        let renderer = studio.renderer()
        #expect(try await renderer.duration(of: .welcome) == .milliseconds(500))
        try FileManager.default.removeItem(atPath: path)
        try studio.record("fr-FR/bienvenue.wav", seconds: 1.25)
        #expect(try await renderer.duration(of: .welcome) == .milliseconds(1_250))
    }

    @Test func `a region without a recording of its own uses that of its language`() async throws {
        let studio = try Studio()
        try studio.record("fr/bienvenue.wav", seconds: 0.5)
        var utterance = Utterance.welcome
        utterance.language = LanguageTag(rawValue: "fr-CH")
        #expect(try await studio.renderer().duration(of: utterance) == .milliseconds(500))
    }

    @Test(arguments: ["../secret", "/etc/passwd", "..", "a/b", ""])
    func `no name leads out of the folder`(name: String) async throws {
        let studio = try Studio()
        try studio.record("../secret.wav")
        try studio.record("fr-FR/a/b.wav")
        let folder = RecordingFolder(path: studio.prompts)
        #expect(folder.recording(of: name, in: .french) == nil)
        #expect(folder.recording(of: "secret", in: LanguageTag(rawValue: "..")) == nil)
    }

    @Test func `a recording that can't be read is an error with its path`() async throws {
        let studio = try Studio()
        let path = try studio.record("fr-FR/bienvenue.flac")
        try Data("not a sound".utf8).write(to: URL(filePath: path))
        let error = await #expect(throws: PromptError.self) {
            try await studio.renderer().sound(for: .welcome)
        }
        #expect(error?.description.contains("fr-FR/bienvenue.flac") == true)
    }

    @Test func `texts are put into words before they are spoken`() async throws {
        let renderer = try Studio().renderer { text, language in
            #expect(language == .french)
            return text.replacing("0612", with: "zéro six, douze")
        }
        let spoken = try await renderer.sound(for: Utterance(text: "0612", language: .french))
        let words = try await renderer.sound(
            for: Utterance(text: "zéro six, douze", language: .french))
        #expect(spoken == words)
    }

    @Test(arguments: ["", "   ", "\n"])
    func `no text and no recording is an error with the prompt's name`(text: String) async throws {
        let utterance = Utterance(prompt: "adieu", text: text, language: .french)
        await #expect(throws: PromptError(.nothingToSay(prompt: "adieu", language: .french))) {
            try await Studio().renderer().sound(for: utterance)
        }
    }

    @Test func `requests at the same time make a sound once`() async throws {
        let sounds = CountingPreparer()
        let renderer = try Studio().renderer(sounds: sounds)
        let heard = try await withThrowingTaskGroup(of: Sound.self) { group in
            for _ in 0..<32 { group.addTask { try await renderer.sound(for: .welcome) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(heard.map(\.samples)).count == 1)
        #expect(sounds.count == 1)
    }

    @Test func `progress goes from nothing to all and tells what failed`() async throws {
        let studio = try Studio()
        let renderer = studio.renderer()
        let bad = Utterance(prompt: "vide", text: "", language: .french)
        let all = [.welcome, bad, .welcome, Utterance(text: "Merci.", language: .french)]
        var last: RenderProgress?
        for await progress in renderer.renderAhead(all) {
            #expect(progress.done >= last?.done ?? 0)
            last = progress
        }
        #expect(last?.done == 3)
        #expect(last?.total == 3)
        #expect(last?.failures.map(\.utterance) == [bad])
        #expect(try studio.kept().count == 2)
    }

    @Test func `the catalogue tells what is there, what is missing and what is broken`()
        async throws
    {
        let studio = try Studio()
        let recording = try studio.record("fr-FR/accueil.wav", seconds: 0.5)
        try studio.record("fr-FR/oublie.wav")
        let broken = try studio.record("fr-FR/casse.wav")
        try Data().write(to: URL(filePath: broken))
        let named = ["accueil", "vide", "casse", "merci"].map {
            Utterance(prompt: $0, text: $0 == "merci" ? "Merci." : "", language: .french)
        }
        let catalogue = await studio.renderer().catalogue(of: named)
        #expect(catalogue.entries.map(\.name) == ["accueil", "vide", "casse", "merci"])
        #expect(catalogue.entries[0].origin == .recording(recording))
        #expect(catalogue.entries[0].state == .ready(.milliseconds(500)))
        #expect(catalogue.entries[1].state == .missing)
        guard case .unusable(let reason) = catalogue.entries[2].state,
            case .ready(let duration) = catalogue.entries[3].state
        else {
            Issue.record("\(catalogue.entries)")
            return
        }
        #expect(reason.contains("casse.wav") && reason.contains("no samples"))
        #expect(catalogue.entries[3].origin == .speech)
        #expect(duration > .milliseconds(200))
        #expect(catalogue.unused == ["fr-FR/oublie"])
    }
}
