import Foundation
import SoundFiles
import Telephony
import Testing

@testable import Prompts

@Suite struct SpeechProgramTests {
    private func render(
        _ studio: Studio, _ command: [String], text: String = "Bonjour.",
        limit: Duration = .seconds(30)
    ) async throws(PromptError) -> Sound {
        let voices = VoiceSettings([.french: .program(command)])
        return try await studio.renderer(voices: voices, programLimit: limit)
            .sound(for: Utterance(text: text, language: .french))
    }

    @Test func `a program gets the text and its sound is heard, levelled`() async throws {
        let studio = try Studio()
        let tone = try studio.record("tone.wav", seconds: 0.5)
        let program = try studio.program("cat > '\(studio.path)/said'; cat \"$1\"")
        let sound = try await render(studio, [program, tone], text: "Il reste 2 € à payer.")
        #expect(abs(sound.seconds - 0.5) < 0.01)
        #expect(abs(try #require(try sound.loudness.integrated) + 23) <= 1)
        let said = try String(contentsOfFile: "\(studio.path)/said", encoding: .utf8)
        #expect(said == "Il reste 2 € à payer.")
    }

    @Test func `a program that never reads its text is judged by its sound`() async throws {
        let studio = try Studio()
        let tone = try studio.record("tone.wav", seconds: 0.5)
        let long = String(repeating: "Un texte plus long qu'un tuyau. ", count: 10_000)
        let sound = try await render(studio, ["cat", tone], text: long)
        #expect(abs(sound.seconds - 0.5) < 0.01)
    }

    @Test func `a program that fails is an error with its exit and its last words`() async throws {
        let studio = try Studio()
        let program = try studio.program("echo starting >&2; echo 'no licence' >&2; exit 3")
        await #expect(
            throws: PromptError(
                .programFailed(
                    program, status: "ended with exit code 3", lastLine: "no licence"))
        ) { try await render(studio, [program]) }
    }

    @Test func `a program that is not there is an error with its name`() async throws {
        let studio = try Studio()
        for name in ["no-such-program-here", "\(studio.path)/nowhere"] {
            await #expect(throws: PromptError(.programNotFound(name))) {
                try await render(studio, [name])
            }
        }
        await #expect(throws: PromptError(.noProgram)) { try await render(studio, []) }
    }

    @Test(arguments: ["echo this is no sound", "true", "head -c 3000 /dev/zero"])
    func `a program that writes no sound is an error that says so`(script: String) async throws {
        let studio = try Studio()
        let program = try studio.program(script)
        let error = await #expect(throws: PromptError.self) {
            try await render(studio, [program])
        }
        guard case .programWroteNoSound(program, _) = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try studio.kept().isEmpty)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a program that does not end is ended, with all that it has started`() async throws {
        let studio = try Studio()
        let program = try studio.program("sleep 600; echo done")
        await #expect(
            throws: PromptError(.programTooSlow(program, .milliseconds(200)))
        ) { try await render(studio, [program], limit: .milliseconds(200)) }
    }
}
