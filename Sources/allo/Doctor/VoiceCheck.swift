import Flows
import Prompts
import Telephony

/// Whether every language can be spoken and every music played.
struct VoiceCheck {
    let project: Project
    let program: FlowProgram

    func findings() async -> [Finding] {
        let speech: Speech
        do {
            speech = try Speech(project: project, program: program, rate: LoadedCentre.rate)
        } catch {
            return [.fail("voices", "\(error)", do: "set HOME or XDG_CACHE_HOME")]
        }
        var findings: [Finding] = []
        let languages = Set(program.flows.values.flatMap(\.languages))
        for language in languages.sorted(by: { $0.rawValue < $1.rawValue }) {
            let sample = Utterance(text: "1 2 3.", language: language)
            do {
                _ = try await speech.renderer.sound(for: sample)
                findings.append(.ok("voices", "\(language) is spoken"))
            } catch {
                findings.append(
                    .fail("voices", "\(error)", do: "look at ‘voices’ in the centre file"))
            }
        }
        for name in program.centre.music.keys.sorted() {
            do {
                let music = try await speech.music(name)
                findings.append(
                    .ok("music", "\(name) lasts \(music.duration.inMilliseconds / 1_000) s"))
            } catch {
                findings.append(
                    .fail("music", "\(error)", do: "look at ‘music’ in the centre file"))
            }
        }
        return findings
    }
}
