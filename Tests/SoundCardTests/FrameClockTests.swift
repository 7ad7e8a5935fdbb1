import Testing

@testable import SoundCard

@Suite struct FrameClockTests {
    @Test(arguments: [8_000, 11_025, 16_000, 22_050, 44_100, 48_000])
    func `after an hour the samples and the time agree to one sample`(rate: Int) {
        let clock = FrameClock(rate: rate)
        let frames = 360_000
        let samples = (0..<frames).reduce(0) { $0 + clock.sampleCount(of: $1) }
        #expect(samples == 3_600 * rate)
        #expect(clock.deadline(of: frames) == .seconds(3_600))
    }

    @Test func `frames differ by one sample at most`() {
        let clock = FrameClock(rate: 22_050)
        #expect(Set((0..<200).map(clock.sampleCount)) == [220, 221])
    }
}
