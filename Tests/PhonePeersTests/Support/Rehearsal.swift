import Media
import Telephony
import TestSupport
import Testing

extension AlloServer {
    /// The last call of the journal, once it has ended.
    func lastTranscript() async throws -> [String] {
        let call = try #require(await desk.calls().last)
        return try await desk.transcript(of: call)
    }

    /// Whether the last call goes the same way in a rehearsal with the same keys, line by line.
    func expectRehearsalAgrees() async throws {
        let transcript = try await lastTranscript()
        try desk.write(transcript.joined(separator: "\n") + "\n", to: "live.call")
        let rehearsal = try await desk.run("test", "live.call")
        #expect(rehearsal.end == .exit(0), "\(rehearsal.output)\(rehearsal.errors)")
    }

    /// Whether a recording of the last call holds these prompts where its transcript tells, and no
    /// other anywhere.
    ///
    /// Every telephone begins to record, and keeps packets back, for a time of its own: the first
    /// prompt tells it for all.
    func expectPrompts(_ texts: [String], in heard: Sound) async throws {
        let transcript = try await lastTranscript().compactMap(Heard.init)
        let slack = Duration.milliseconds(60)
        let recording = heard.after(Self.longestDelay)
        var delay: Duration?
        for text in texts {
            let told = try #require(transcript.first { $0.text == text }).time
            let prompt = try await desk.sound(of: text, rate: Self.telephoneRate)
            let nearest = delay.map { told + $0 - slack } ?? told
            let furthest = delay.map { told + $0 + slack } ?? told + Self.longestDelay * 2
            let place = recording.part(from: nearest, to: furthest + prompt.duration)
            let found = Correlation.best(of: prompt, in: place)
            #expect(found.value > 0.8, "\(text): \(found), from \(nearest)")
            delay = delay ?? nearest + found.time - told
        }
        let other = try await desk.sound(of: TestCentre.other, rate: Self.telephoneRate)
        #expect(Correlation.best(of: other, in: heard).value < 0.3)
    }

    /// The rate of what is played on the telephone, whatever the codec.
    static let telephoneRate = 8_000
    /// How much before or after the answer a recording begins at most.
    private static let longestDelay = Duration.milliseconds(250)
}

extension Sound {
    /// The same after a silence.
    fileprivate func after(_ pause: Duration) -> Sound {
        let silence = [Int16](repeating: 0, count: Int(pause / .seconds(1) * Double(rate)))
        return Sound(samples: silence + samples, rate: rate)
    }
}

/// The keys pressed in a transcript, in order.
func keys(in transcript: [String]) -> [String] {
    transcript.compactMap { $0.wholeMatch(of: /[0-9.]+ press (.*)/).map { String($0.1) } }
}
