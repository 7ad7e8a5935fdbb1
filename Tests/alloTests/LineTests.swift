import Foundation
import Telephony
import TestSupport
import Testing
import Tones

/// The whole way: a telephone wired to the sound card, and `allo call --listen` behind it.
@Suite(.serialized) struct `A call over ALSA` {
    private static let other = "Les chemins de montagne sont fermés jusqu'au printemps."

    @Test func `is driven by tones, and its prompts are heard`() async throws {
        let desk = try Desk()
        try desk.write(SmallFlow.entry, to: "saisie.yaml")
        let menu = try await desk.sound(of: "Pour votre livraison, tapez 1.")
        let other = try await desk.sound(of: Self.other)
        let rig = try await PulseLine()
        let recording = try await rig.record(rate: 16_000)
        let call = try desk.start(
            ["call", "saisie.yaml", "--device", PulseLine.device, "--listen"]
                + ["--capture", PulseLine.device], environment: rig.environment)
        // The menu has been said to its end when nothing was pressed after it.
        #expect(await call.output.reaches("no-input"))
        try await rig.speak(DialTones().sound(of: [.one], rate: 8_000))
        #expect(await call.output.reaches("hear \"Tapez quatre chiffres.\""), "\(call.output.text)")
        try await rig.speak(DialTones().sound(of: [.two, .two, .zero, .seven], rate: 8_000))
        let remains = try await call.remains()
        let heard = await recording.stop()
        #expect(remains.end == .exit(0))
        #expect(remains.errors == "")
        #expect(remains.transcript.compactMap(\.pressed) == ["1", "2", "2", "0", "7"])
        #expect(Correlation.best(of: menu, in: heard).value > 0.8)
        #expect(Correlation.best(of: other, in: heard).value < 0.3)
    }
}

extension String {
    /// The keys of a `press` line; nil for any other.
    fileprivate var pressed: String? {
        wholeMatch(of: /[0-9.]+ press (.*)/).map { String($0.1) }
    }
}
