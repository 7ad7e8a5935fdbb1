import Telephony
import Testing
import Tones

@Suite struct ToneDetectorTests {
    @Test(arguments: Digit.allCases)
    func `each key is heard once`(digit: Digit) {
        let sound = DialTones().sound(of: [digit], rate: ToneDetector.rate)
        #expect(ToneDetector().digits(in: sound.samples) == [digit])
    }

    @Test(arguments: [1, 7, 80, 160, 441, 20_000])
    func `how the samples are cut changes nothing`(length: Int) {
        let sound = DialTones().sound(of: Digit.allCases, rate: ToneDetector.rate)
        #expect(digits(in: sound.samples, cutInto: length) == Digit.allCases)
    }

    @Test func `a key of 40 ms, 40 ms after another, is heard`() {
        let tones = DialTones(toneLength: .milliseconds(40), pauseLength: .milliseconds(40))
        let keys = Digit.allCases + Digit.allCases.reversed()
        #expect(heard(keys, tones) == keys)
    }

    @Test func `a tone of 15 ms is no key`() {
        #expect(heard([.five], DialTones(toneLength: .milliseconds(15))) == [])
    }

    @Test func `a key held for ten seconds counts once`() {
        #expect(heard([.five], DialTones(toneLength: .seconds(10))) == [.five])
    }

    @Test func `the same key pressed four times is four keys`() {
        #expect(heard([.one, .one, .one, .one], DialTones()) == [.one, .one, .one, .one])
    }

    @Test(arguments: [0.0, -3, -10, -20, -30])
    func `keys are heard at every usual level`(level: Double) {
        #expect(heard(Digit.allCases, DialTones(level: level)) == Digit.allCases)
    }

    @Test func `below the threshold nothing is a key`() {
        #expect(heard(Digit.allCases, DialTones(level: -45)) == [])
    }

    @Test(arguments: [4.0, 2, -2, -4, -8])
    func `keys are heard with twist`(twist: Double) {
        #expect(heard(Digit.allCases, DialTones(twist: twist)) == Digit.allCases)
    }

    @Test(arguments: [14.0, -18])
    func `one tone much louder than the other is no key`(twist: Double) {
        #expect(heard(Digit.allCases, DialTones(level: -20, twist: twist)) == [])
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `keys of 60 ms are heard through noise 10 dB below`(seed: UInt64) {
        let tones = DialTones(toneLength: .milliseconds(60))
        var samples = tones.sound(of: Digit.allCases, rate: ToneDetector.rate).samples
        // Two sines of -10 dBm0 are -7 dBm0 together.
        samples.mix(noise(dBm0: -17, count: samples.count, seed: seed))
        #expect(ToneDetector().digits(in: samples) == Digit.allCases)
    }

    @Test func `with the filter, keys are heard over a dial tone of the same level`() {
        var samples = DialTones().sound(of: Digit.allCases, rate: ToneDetector.rate).samples
        samples.mix(sines([(350, -13), (440, -13)], count: samples.count))
        let detector = ToneDetector(filtersDialTone: true)
        #expect(detector.digits(in: samples) == Digit.allCases)
    }

    @Test(arguments: [-40.0, -20, -10, 0])
    func `noise is no key`(level: Double) {
        let minute = noise(dBm0: level, count: 60 * ToneDetector.rate, seed: 7)
        #expect(ToneDetector().digits(in: minute) == [])
    }

    @Test func `a voice is no key`() {
        let voice = voiceLike(count: 60 * ToneDetector.rate, seed: 11)
        #expect(ToneDetector().digits(in: voice) == [])
    }

    @Test func `the tones of the network are no keys`() {
        let network: [[(Double, Double)]] = [
            [(440, -10)], [(350, -13), (440, -13)], [(1_400, -6)],
        ]
        for tones in network {
            #expect(ToneDetector().digits(in: sines(tones, count: 80_000)) == [])
        }
    }

    @Test func `no samples bring no key`() {
        #expect(ToneDetector().digits(in: []) == [])
    }

    private func heard(_ keys: [Digit], _ tones: DialTones) -> [Digit] {
        ToneDetector().digits(in: tones.sound(of: keys, rate: ToneDetector.rate).samples)
    }

    private func digits(in samples: [Int16], cutInto length: Int) -> [Digit] {
        let detector = ToneDetector()
        return stride(from: 0, to: samples.count, by: length).flatMap { start in
            detector.digits(in: Array(samples[start..<min(start + length, samples.count)]))
        }
    }
}
