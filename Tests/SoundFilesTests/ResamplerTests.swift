import Testing

@testable import SoundFiles

@Suite struct ResamplerTests {
    @Test(arguments: [8_000, 16_000, 48_000])
    func `speech of 22,050 Hz keeps its length and its tones at the line's rate`(rate: Int) throws {
        let tone = Fixture.tone(1_000, seconds: 2, rate: 22_050)
        let result = try Resampler.resample(tone, from: 22_050, to: rate, name: "tone")
        #expect(abs(result.count - 2 * rate) <= 2)
        let middle = Array(result.dropFirst(rate / 2).prefix(rate))
        #expect(abs(Fixture.strength(of: 1_000, in: middle, rate: rate) - 0.5) < 0.001)
    }

    @Test func `a tone above the new Nyquist frequency leaves no alias`() throws {
        let tone = Fixture.tone(5_000, seconds: 2, rate: 22_050)
        let result = try Resampler.resample(tone, from: 22_050, to: 8_000, name: "tone")
        // Ends ring; in between, what is left is below -100 dB.
        let middle = result.dropFirst(4_000).prefix(8_000)
        #expect(middle.allSatisfy { abs($0) < 0.000_01 })
    }

    @Test func `pieces give the same as the whole`() throws {
        let tone = Fixture.babble(rate: 44_100)
        let whole = try Resampler.resample(tone, from: 44_100, to: 8_000, name: "tone")
        var resampler = try Resampler(from: 44_100, to: 8_000, name: "tone")
        var pieces: [Float] = []
        for start in stride(from: 0, to: tone.count, by: 441) {
            pieces += try resampler.process(Array(tone[start..<min(start + 441, tone.count)]))
        }
        pieces += try resampler.finish()
        #expect(pieces == whole)
    }

    @Test(arguments: [0, -8_000, 999, 400_000])
    func `a rate that can't be is an error`(rate: Int) {
        #expect(throws: SoundFileError(path: "a", .unsupportedRate(rate))) {
            _ = try Resampler(from: rate, to: 8_000, name: "a")
        }
    }
}
