import Flows
import Foundation
import Media
import SoundFiles
import Telephony

/// How soon the next prompt follows a key.
extension TelephoneSpeed {
    /// Other calls that go on meanwhile.
    private static let others = 500

    func keyFigures() throws -> [Figure] {
        let alone = try serving { try silentKeys($0) }
        var figures = [
            Figure(
                "end of a key to the next prompt, in silence, by allo ring, 99 % below",
                .milliseconds, [alone], goal: .below(25))
        ]
        guard let client else { return figures }
        let wanted = try secondPrompt()
        let barging = try serving { try bargingKeys($0, client, wanted) }
        let (busy, busyBarging) = try serving { server in
            let load = try client.start(
                server, "load",
                ["-n", "\(TelephoneSpeed.others)", "-r", "100", "-w", "1", "-t", "90", "-x"])
            defer { load.terminate() }
            // Until all are there.
            Thread.sleep(forTimeInterval: Double(TelephoneSpeed.others) / 100 + 1)
            return (try silentKeys(server), try bargingKeys(server, client, wanted))
        }
        figures.append(
            Figure(
                "the same with \(TelephoneSpeed.others) other calls", .milliseconds, [busy],
                goal: .below(25)))
        let name = "end of a key to the next prompt, in a prompt, by the independent client"
        return figures + [
            Figure("\(name), 50 % below", .milliseconds, [barging.d_p50]),
            Figure("\(name), 99 % below", .milliseconds, [barging.d_p99], goal: .below(25)),
            Figure(
                "the same with \(TelephoneSpeed.others) other calls, 99 % below", .milliseconds,
                [busyBarging.d_p99], goal: .below(25)),
            Figure(
                "keys without an answer", .calls,
                [barging, busyBarging].map { Double($0.dsent - $0.dhit) }, goal: .always(below: 1)),
        ]
    }

    private func silentKeys(_ server: ServedCentre) throws -> Double {
        let report = try ring.run(
            server, "keys",
            ["--calls", isQuick ? "20" : "100", "--rate", "10", "--keys", "1 1 1", "--hold", "12"])
        guard report.failed == 0, let spans = report.keyToSound else {
            throw Problem("no key was answered")
        }
        return spans.p99
    }

    private func bargingKeys(
        _ server: ServedCentre, _ client: LoadClient, _ wanted: String
    ) throws -> LoadClient.Result {
        try client.run(
            server, "load",
            [
                "-R", "-r", "20", "-t", isQuick ? "5" : "20", "-H", "-1", "-d", "1", "-D", "1000",
                "-E", wanted,
            ])
    }

    /// A file with the A-law bytes of what callers hear after the key.
    private func secondPrompt() throws -> String {
        let folder = URL(fileURLWithPath: centre).deletingLastPathComponent().path
        let program = try FlowFolder.program(of: folder)
        let utterances = program.constantUtterances
        guard let text = utterances.first(where: { $0.text.hasPrefix("Voici la suite") })?.text
        else { throw Problem("the flow for loads has no second prompt") }
        let wave = command.workplace.path + "/second.wav"
        _ = try command.run(
            [
                "say", text, "--rate", "8000", "--voice", "fr+f2", "--speed", "165", "--output",
                wave,
            ],
            home: command.workplace.path)
        var reader = try SoundFileReader(path: wave)
        var samples: [Int16] = []
        while true {
            let part = try reader.read(maxFrames: 65_536)
            if part.isEmpty { break }
            samples += part.map { Int16(clamping: Int(($0 * 32_768).rounded())) }
        }
        let file = command.workplace.path + "/second.alaw"
        try Data(samples.map { G711.aLaw.encode($0) }).write(to: URL(fileURLWithPath: file))
        return file
    }
}
