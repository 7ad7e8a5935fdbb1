import Foundation
import Media
import Telephony
import TestSupport
import Testing
import Tones

/// The whole way: a telephone wired to the sound card, and `allo call --listen` behind it.
@Suite(.serialized) struct `A call over ALSA` {
    private let desk: Desk

    init() throws { desk = try Desk() }

    private static let other = "Les chemins de montagne sont fermés jusqu'au printemps."

    @Test func `is driven by tones, and its prompts are heard when they are told`()
        async throws
    {
        let isOnTime = try await Punctuality.isShown {
            let (heard, transcript) = try await call()
            let greeting = try await desk.sound(of: "Bonjour.")
            let menu = try await desk.sound(of: "Pour votre livraison, tapez 1.")
            let other = try await desk.sound(of: Self.other)
            #expect(transcript.compactMap(\.pressed) == ["1", "2", "2", "0", "7"])
            #expect(Correlation.best(of: other, in: heard).value < 0.3)
            let first = Correlation.best(of: greeting, in: heard)
            #expect(first.value > 0.8)
            let found = Correlation.best(of: menu, in: heard)
            #expect(found.value > 0.8)
            // The menu is said again after the no-input: either is as far from the greeting as told.
            return transcript.compactMap(Heard.init).contains { told in
                let distance = found.time - first.time - told.time
                return told.text.hasSuffix("tapez 1.")
                    && max(distance, .zero - distance) <= Punctuality.tolerance
            }
        }
        #expect(isOnTime)
    }

    /// Calls, presses 1 after the menu and four keys after that.
    private func call() async throws -> (heard: Sound, transcript: [String]) {
        try desk.write(SmallFlow.entry, to: "saisie.yaml")
        let rig = try await PulseLine()
        let recording = try await rig.record(rate: 16_000)
        let call = try desk.start(
            ["call", "saisie.yaml", "--device", PulseLine.device, "--listen"]
                + ["--capture", PulseLine.device], environment: rig.environment)
        // The menu has been said to its end when nothing was pressed after it.
        #expect(await call.output.reaches("no-input"))
        try await rig.speak(DialTones().sound(of: [.one], rate: 8_000))
        #expect(await call.output.reaches("hear \"Tapez quatre chiffres.\""))
        try await rig.speak(DialTones().sound(of: [.two, .two, .zero, .seven], rate: 8_000))
        let remains = try await call.remains()
        #expect(remains.end == .exit(0))
        #expect(remains.errors == "")
        return (await recording.stop(), remains.transcript)
    }

    @Test func `goes on as text when the device is pulled out in mid-prompt`() async throws {
        try desk.write(SmallFlow.loop, to: "boucle.yaml")
        let rig = try await PulseLine()
        let call = try desk.start(
            ["call", "boucle.yaml", "--device", PulseLine.device, "--keys", "1 1 1 2"],
            environment: rig.environment)
        #expect(await call.output.reaches("hear \"Pour continuer"))
        await rig.kill()
        let remains = try await call.remains()
        #expect(remains.end == .exit(0))
        #expect(remains.errors.lines.count == 1, "\(remains.errors)")
        #expect(remains.errors.contains(PulseLine.device))
        #expect(remains.transcript.compactMap(\.pressed) == ["1", "1", "1", "2"])
        #expect(remains.transcript.last?.hasSuffix("hang up by flow") == true)
    }
}

extension String {
    /// The keys of a `press` line; nil for any other.
    fileprivate var pressed: String? {
        wholeMatch(of: /[0-9.]+ press (.*)/).map { String($0.1) }
    }
}
