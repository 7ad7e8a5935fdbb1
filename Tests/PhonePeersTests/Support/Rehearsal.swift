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

    /// Whether what was heard holds the prompts that callers hear first, and no other.
    func expectPrompts(_ texts: [String], in heard: Sound) async throws {
        for text in texts {
            let found = Correlation.best(of: try await desk.sound(of: text), in: heard)
            withKnownIssue(
                "Recordings of softphones drift against the prompt", isIntermittent: true
            ) { #expect(found.value > 0.8, "\(text): \(found)") }
        }
        let other = Correlation.best(of: try await desk.sound(of: TestCentre.other), in: heard)
        #expect(other.value < 0.3)
    }
}

/// The keys pressed in a transcript, in order.
func keys(in transcript: [String]) -> [String] {
    transcript.compactMap { $0.wholeMatch(of: /[0-9.]+ press (.*)/).map { String($0.1) } }
}
