import CallLog
import Flows
import Foundation
import Prompts
import SoundFiles
import Switchboard
import Telephony

/// How soon after a step is entered the first sample of its prompt goes out.
///
/// A real switchboard with a real journal runs a flow of say steps, one after the other. Timed is
/// from the step's time in the journal (rounded down to a millisecond, which counts against us) to
/// the moment when the line hands the frame with the first sample to its device: rendering, tasks
/// and the wait for the next frame of 10 ms included. What a device holds ahead is not.
struct FirstSample {
    private static let rate = 16_000

    let workplace: Workplace
    let effort: Effort

    func figures() async throws -> [Figure] {
        let cache = workplace.newFolder("cache")
        let constant = try program {
            "Votre commande numéro \($0) est prête, nous l'envoyons demain."
        }
        let told = try program { "Le solde de votre compte est de {solde + \($0) as money}." }
        let renderer = renderer(cache: cache)
        let new = try await latencies(in: constant, by: renderer)
        let values = try await latencies(in: told, by: renderer)
        let inMemory = try await latencies(in: constant, by: renderer)
        let onDisk = try await latencies(in: constant, by: self.renderer(cache: cache))
        return [
            figure("cached in memory", below: 20, inMemory),
            figure("cached on disk", below: 20, onDisk),
            figure("not cached", below: 150, new),
            figure("with a value", below: 150, values),
        ]
    }

    private func figure(_ kind: String, below goal: Double, _ latencies: [Duration]) -> Figure {
        Figure(
            "first sample of a prompt, \(kind)", .milliseconds,
            latencies.map(\.inMillisecondsExactly), goal: .always(below: goal))
    }

    private func renderer(cache: String) -> PromptRenderer {
        PromptRenderer(
            settings: PromptRenderer.Settings(
                rate: FirstSample.rate, prompts: cache + "/none", cache: cache),
            sounds: SoundPreparer(),
            normalise: { text, language in
                SpokenLanguage(language).map { TextNormaliser.spoken(text, in: $0) } ?? text
            })
    }

    /// A flow that says one sentence after the other.
    private func program(saying sentence: (Int) -> String) throws -> FlowProgram {
        let steps = (1...effort.prompts).map { number in
            """
              say-\(number):
                say: "\(sentence(number))"
                next: \(number == effort.prompts ? "end" : "say-\(number + 1)")

            """
        }
        let flow = """
            format: 1
            flow: talk
            languages: [fr-FR]
            start: say-1
            variables: {solde: "12.50"}
            steps:
            \(steps.joined())
              end:
                hang-up: Au revoir.
            """
        return try FlowFolder.program(
            FlowChecker.check(flows: [SourceText(path: "talk.yaml", text: flow)]))
    }

    private func latencies(
        in program: FlowProgram, by renderer: PromptRenderer
    ) async throws -> [Duration] {
        let start = ContinuousClock.now
        let stopwatch = Stopwatch(start: start)
        let journal = try await Journal.open(
            at: workplace.newFolder("talk") + "/journal.sqlite",
            by: JournalWriter(
                node: "bench", version: "bench", processNumber: 1,
                wallTime: .milliseconds(WorkingDay.start), monotonicTime: .zero))
        let switchboard = Switchboard(
            program: program,
            parts: Switchboard.Parts(
                journal: journal, renderer: renderer,
                music: { try await renderer.music(named: $0) },
                web: NoWeb(), announce: { stopwatch.see($0) },
                report: { FileHandle.standardError.write(Data("\($0)\n".utf8)) }),
            start: start)
        let line = ClickLine(rate: FirstSample.rate, stopwatch: stopwatch)
        let arrival = Arrival(
            flow: "talk", caller: CallerID(rawValue: "caller-1"), from: nil, to: "talk",
            unixMilliseconds: WorkingDay.start)
        await withTaskGroup { group in
            group.addTask { await switchboard.run() }
            await switchboard.answer(arrival, as: CallID(rawValue: "call-1"), on: line)
            switchboard.shutDown()
        }
        try await journal.close()
        let latencies = stopwatch.latencies
        guard latencies.count > effort.prompts else {
            throw Problem("only \(latencies.count) prompts were heard")
        }
        return latencies
    }

    /// Nobody to ask.
    private struct NoWeb: WebAsking {
        func answer(to request: WebRequest) async -> OutsideAnswer { .failed }
    }
}
