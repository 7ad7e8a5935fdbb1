import Media
import Telephony
import TestSupport
import Testing

@Suite struct CorrelationTests {
    private let rate = 16_000
    private var prompt: Sound { promptLike(seconds: 0.8, rate: rate, seed: 1) }

    private func recording(of sound: Sound, at offset: Int, gain: Double) -> Sound {
        var random = SeededGenerator(seed: 5)
        var samples = (0..<rate * 4).map { _ in Int16.random(in: -60...60, using: &random) }
        for (index, sample) in sound.samples.enumerated() {
            samples[offset + index] += Int16(Double(sample) * gain)
        }
        return Sound(samples: samples, rate: rate)
    }

    @Test(arguments: [0, 1, 1_234, 4_001, 51_200], [0.2, 1.0])
    func `a sound is found at its sample, whatever its loudness`(offset: Int, gain: Double) {
        let found = Correlation.best(
            of: prompt, in: recording(of: prompt, at: offset, gain: gain))
        #expect(found.value > 0.95)
        #expect(found.offset == offset)
    }

    @Test func `another sound is not found`() {
        let other = promptLike(seconds: 0.8, rate: rate, seed: 2)
        let found = Correlation.best(of: other, in: recording(of: prompt, at: 4_000, gain: 1))
        #expect(found.value < 0.3)
    }

    @Test func `a sound is found in a recording at another rate`() {
        let heard = recording(of: prompt, at: 16_000, gain: 1).resampled(to: 48_000)
        let found = Correlation.best(of: prompt, in: heard)
        #expect(found.value > 0.8)
        #expect(abs(found.offset - 16_000) <= 2)
    }

    @Test func `half a sound is less than found`() {
        let half = Sound(samples: Array(prompt.samples.prefix(6_400)), rate: rate)
        let found = Correlation.best(of: prompt, in: recording(of: half, at: 8_000, gain: 1))
        #expect(found.value < 0.85)
    }

    @Test func `in silence, or in too little, nothing is found`() {
        let silence = Sound(samples: [Int16](repeating: 0, count: 32_000), rate: rate)
        #expect(Correlation.best(of: prompt, in: silence).value == 0)
        #expect(Correlation.best(of: silence, in: prompt).value == 0)
        #expect(Correlation.best(of: Sound(samples: [], rate: rate), in: silence).value == 0)
    }
}
