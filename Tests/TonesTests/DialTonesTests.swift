import Telephony
import Testing
import Tones

@Suite struct DialTonesTests {
    @Test(arguments: [8_000, 16_000, 22_050, 48_000])
    func `a key lasts as told, at every rate`(rate: Int) {
        let tones = DialTones(toneLength: .milliseconds(100), pauseLength: .milliseconds(50))
        let sound = tones.sound(of: [.one, .two], rate: rate)
        #expect(abs(sound.samples.count - rate * 350 / 1_000) <= 5)
        #expect(sound.rate == rate)
    }

    @Test(arguments: [-30.0, -10, -4])
    func `two tones have the power of their levels`(level: Double) {
        let tones = DialTones(level: level, toneLength: .seconds(1), pauseLength: .zero)
        let samples = tones.sound(of: [.six], rate: 8_000).samples
        #expect(abs(powerInDBm0(samples) - (level + 3.01)) < 0.1)
    }

    @Test func `keys too loud for 16 bits are cut, not wrapped`() {
        let samples = DialTones(level: 3).sound(of: [.six], rate: 8_000).samples
        #expect(samples.max() == .max)
        #expect(zip(samples, samples.dropFirst()).allSatisfy { abs(Int($0) - Int($1)) < 60_000 })
    }

    @Test func `nothing to dial is one pause`() {
        let sound = DialTones().sound(of: [], rate: 8_000)
        #expect(sound.samples == [Int16](repeating: 0, count: 640))
    }
}
