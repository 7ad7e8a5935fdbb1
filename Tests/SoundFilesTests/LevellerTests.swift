import Telephony
import Testing

@testable import SoundFiles

@Suite struct LevellerTests {
    @Test func `a tone measures as the standard says`() throws {
        // EBU Tech 3341, case 1: a 1 kHz sine at -23 dBFS in both channels is -23 LUFS;
        // in one channel it is 3 dB less.
        let tone = Fixture.tone(1_000, amplitude: 0.0708, seconds: 20, rate: 48_000)
        let loudness = try Loudness(of: tone, rate: 48_000, name: "tone")
        #expect(abs(try #require(loudness.integrated) + 26) < 0.1)
        #expect(abs(try #require(loudness.truePeak) + 23) < 0.2)
    }

    @Test(arguments: [0.005, 0.02, 0.1, 0.5, 1.0], [8_000, 16_000, 48_000])
    func `every strength of voice ends at -23 LUFS with its peaks under -3 dBTP`(
        amplitude: Double, rate: Int
    ) throws {
        let babble = Fixture.babble(amplitude: amplitude * 4, rate: rate)
        let levelled = try Leveller(rate: rate, name: "babble").level(babble)
        try expectLevel(of: levelled, rate: rate)
    }

    @Test func `peaks that a gain alone would lift too high are held down, loudness is kept`()
        throws
    {
        var spiky = Fixture.babble(amplitude: 0.1)
        for index in stride(from: 1_000, to: spiky.count, by: 4_000) { spiky[index] = 0.9 }
        let levelled = try Leveller(rate: 8_000, name: "spiky").level(spiky)
        try expectLevel(of: levelled, rate: 8_000)
    }

    @Test(arguments: [0.02, 0.1, 0.39])
    func `a sound too short for the standard is levelled as if it went on`(
        seconds: Double
    ) throws {
        let short = Fixture.tone(amplitude: 0.9, seconds: seconds)
        let levelled = try Leveller(rate: 8_000, name: "short").level(short)
        #expect(levelled.count == short.count)
        try expectLevel(of: levelled, rate: 8_000)
    }

    @Test func `silence stays silence and nothing stays nothing`() throws {
        let leveller = Leveller(rate: 8_000, name: "silence")
        let hiss = Fixture.tone(amplitude: 0.000_1)
        #expect(try leveller.level(hiss) == hiss)
        #expect(try leveller.level([0, 0, 0]) == [0, 0, 0])
        #expect(try leveller.level([]) == [])
    }

    @Test func `clicks stay soft rather than break the ceiling`() throws {
        var clicks = [Float](repeating: 0, count: 24_000)
        for index in stride(from: 100, to: clicks.count, by: 8_000) { clicks[index] = 0.3 }
        let levelled = try Leveller(rate: 8_000, name: "clicks").level(clicks)
        let peak = try #require(try Loudness(of: levelled, rate: 8_000, name: "").truePeak)
        #expect(peak < -3)
    }

    @Test func `the preparer gives 16-bit samples at the rate of the line`() throws {
        let sound = Sound(
            samples: Fixture.babble(rate: 22_050).map { Int16($0 * 32_767) }, rate: 22_050)
        let levelled = try SoundPreparer().levelled(sound, rate: 8_000)
        #expect(levelled.rate == 8_000)
        #expect(levelled.duration == .seconds(3))
        try expectLevel(of: levelled.samples.floats, rate: 8_000)
    }

    private func expectLevel(
        of samples: [Float], rate: Int, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let loudness = try Loudness(of: samples, rate: rate, name: "result")
        let integrated = try #require(loudness.integrated, sourceLocation: sourceLocation)
        let peak = try #require(loudness.truePeak, sourceLocation: sourceLocation)
        #expect(abs(integrated + 23) <= 1, sourceLocation: sourceLocation)
        #expect(peak < -3, sourceLocation: sourceLocation)
    }
}

@Suite struct PeakLimiterTests {
    @Test func `the gain is down at every peak and untouched far from it`() {
        let limiter = PeakLimiter(ceiling: 0, rate: 8_000)
        var samples = [Float](repeating: 0.5, count: 1_000)
        samples[500] = 2
        let limited = limiter.limit(samples, peaks: samples)
        #expect(limited[500] <= 1.000_1)
        #expect(limited[500] > 0.99)
        #expect(limited[100] == 0.5)
        #expect(limited[900] == 0.5)
        // Soft: no step of the gain between neighbours beyond a fraction of the whole way.
        let gains = zip(limited, samples).map { $0 / $1 }
        #expect(zip(gains, gains.dropFirst()).allSatisfy { abs($0 - $1) < 0.01 })
    }
}
