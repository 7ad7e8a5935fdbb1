import Flows
import Rehearsal
import Transcripts

/// How many whole calls a second can be rehearsed against their transcripts, without sound: those
/// of the flows' own tests, in turn.
struct RehearsalSpeed {
    private struct Script {
        var path: String
        var transcript: Transcript
        var fixtures: Fixtures
    }

    /// The folder of the flows, whose tests are in `tests`.
    let flows: String
    let program: FlowProgram
    let effort: Effort

    func figures() throws -> [Figure] {
        let scripts = try scripts()
        guard !scripts.isEmpty else { throw Problem("\(flows)/tests holds no transcript") }
        let rates = try effort.rates {
            for script in scripts { try rehearse(script) }
            return scripts.count
        }
        let lines = scripts.map(\.transcript.lines.count).reduce(0, +) / scripts.count
        return [
            Figure(
                "calls rehearsed on one core, \(lines) lines each", .perSecond, rates,
                goal: .atLeast(5_000))
        ]
    }

    private func rehearse(_ script: Script) throws {
        var test = try TranscriptTest(
            script.transcript, name: script.path, fixtures: script.fixtures, program: program)
        while test.resume() != nil {}
        guard test.result?.hasPassed == true else {
            throw Problem("a rehearsed call fails: \(test.result.map { "\($0)" } ?? script.path)")
        }
    }

    private func scripts() throws -> [Script] {
        let folder = "\(flows)/tests"
        return try Files.names(in: folder, ending: ".call").map { name in
            let path = "\(folder)/\(name)"
            let transcript = try Transcript(parsing: text(of: path), file: path)
            let fixtures = try transcript.fixtures.map { name in
                try Fixtures(parsing: text(of: "\(folder)/\(name)"), file: name)
            }
            return Script(
                path: path, transcript: transcript, fixtures: fixtures ?? Fixtures())
        }
    }

    private func text(of path: String) throws -> String {
        String(decoding: try Files.contents(of: path), as: UTF8.self)
    }
}
