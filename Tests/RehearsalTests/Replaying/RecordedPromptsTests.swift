import Telephony
import Testing

@testable import Rehearsal

@Suite struct RecordedPromptsTests {
    private let hello = Utterance(prompt: "hello", text: "Bonjour.", language: .french)

    /// The lengths of a prompt that is heard again and again, with what is known otherwise each time.
    private func lengths(
        of utterance: Utterance, heard: [(length: Int, cut: Bool)], orElse known: [Duration?],
        text: LoggedText = .common("Bonjour.")
    ) -> [Duration?] {
        var prompts = RecordedPrompts()
        var now = Duration.zero
        for (length, cut) in heard {
            prompts.began("hello", text, at: now)
            now += .milliseconds(length)
            prompts.ended("hello", cut: cut, at: now)
        }
        return known.map { prompts.length(of: utterance, orElse: $0) }
    }

    @Test func `prompts last as long as they did, in their order, then as they do now`() {
        #expect(
            lengths(
                of: hello, heard: [(900, false), (910, false)],
                orElse: [.seconds(5), .seconds(5), .seconds(5), nil])
                == [.milliseconds(900), .milliseconds(910), .seconds(5), nil])
    }

    @Test func `a prompt that was stopped lasts longer than it was heard`() {
        #expect(
            lengths(
                of: hello, heard: [(900, true), (400, true)],
                orElse: [nil, .milliseconds(900), .seconds(5)])
                == [nil, .milliseconds(901), .seconds(5)])
    }

    @Test func `another text under the same name is another prompt`() {
        let other = Utterance(prompt: "hello", text: "Bonsoir.", language: .french)
        #expect(lengths(of: other, heard: [(900, false)], orElse: [nil]) == [nil])
    }

    @Test func `a text that was erased is known by the name of its prompt`() {
        #expect(
            lengths(of: hello, heard: [(2_000, false)], orElse: [nil], text: .erased)
                == [.seconds(2)])
    }
}
