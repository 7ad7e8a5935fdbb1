import Media
import Telephony
import TestSupport
import Testing

@testable import allo

@Suite struct PromptSearchTests {
    /// Sound like speech in that it is like no other: noise in syllables.
    private func prompt(_ seed: UInt64, seconds: Double) -> Sound {
        var chance = SeededGenerator(seed: seed)
        var low = 0.0
        let samples = (0..<Int(seconds * 8_000)).map { index -> Int16 in
            low += (Double.random(in: -1...1, using: &chance) - low) * 0.4
            let syllable = index / 1_200 % 3 == 2 ? 0.1 : 1.0
            return Int16(low * syllable * 9_000)
        }
        return Sound(samples: samples, rate: 8_000)
    }

    /// As it comes back over a line: through A-law, with silence before and after.
    private func line(_ parts: [(silence: Int, Sound)]) -> Sound {
        var samples: [Int16] = []
        for (silence, sound) in parts {
            samples += [Int16](repeating: 8, count: silence)
            samples += G711.aLaw.decode(G711.aLaw.encode(sound.samples))
        }
        return Sound(samples: samples + [Int16](repeating: 8, count: 4_000), rate: 8_000)
    }

    @Test func `prompts are found one after the other, where they begin`() {
        let (first, second) = (prompt(1, seconds: 3), prompt(2, seconds: 1.2))
        let heard = line([(4_000, first), (1_600, second), (800, first)])
        var search = PromptSearch()
        #expect(search.find(first, in: heard) == 4_000)
        #expect(search.find(second, in: heard) == 4_000 + 24_000 + 1_600)
        #expect(search.find(first, in: heard) == 4_000 + 24_000 + 1_600 + 9_600 + 800)
        #expect(search.find(second, in: heard) == nil)
    }

    @Test func `another prompt is not found, and the place stays`() {
        let (first, second) = (prompt(1, seconds: 2), prompt(2, seconds: 1))
        let heard = line([(4_000, first)])
        var search = PromptSearch()
        #expect(search.find(second, in: heard) == nil)
        #expect(search.place == 0)
        #expect(search.find(first, in: heard) == 4_000)
    }

    @Test func `a prompt that is cut short has not been heard`() {
        let whole = prompt(1, seconds: 4)
        let half = Sound(samples: Array(whole.samples.prefix(17_000)), rate: 8_000)
        var search = PromptSearch()
        #expect(search.find(whole, in: line([(800, half), (30_000, half)])) == nil)
    }

    @Test func `nothing is found in nothing`() {
        var search = PromptSearch()
        let nothing = Sound(samples: [], rate: 8_000)
        #expect(search.find(prompt(1, seconds: 1), in: nothing) == nil)
        #expect(search.find(nothing, in: nothing) == nil)
    }
}
