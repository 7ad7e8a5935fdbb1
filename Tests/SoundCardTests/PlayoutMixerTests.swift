import Telephony
import Testing

@testable import SoundCard

@Suite struct PlayoutMixerTests {
    private let sound = Sound(samples: (1...250).map { Int16($0) }, rate: 8_000)

    @Test func `without a sound there is silence, and time goes on`() {
        var mixer = PlayoutMixer(rate: 8_000)
        #expect(mixer.next(80).samples == [Int16](repeating: 0, count: 80))
        #expect(mixer.position == 80)
    }

    @Test func `a sound begins with the next frame and ends where its last sample was`() {
        var mixer = PlayoutMixer(rate: 8_000)
        _ = mixer.next(80)
        mixer.start(sound, as: .first, loops: false)
        let frames = (0..<4).map { _ in mixer.next(80) }
        let expected = sound.samples + [Int16](repeating: 0, count: 70)
        #expect(frames.flatMap(\.samples) == expected)
        #expect(frames.map(\.ending?.sample) == [nil, nil, nil, 330])
        #expect(frames.last?.ending?.playback == .first)
        #expect(mixer.next(80).ending == nil)
    }

    @Test func `a sound that fills its last frame ends in it`() {
        var mixer = PlayoutMixer(rate: 8_000)
        mixer.start(Sound(samples: [1, 2, 3, 4], rate: 8_000), as: .first, loops: false)
        #expect(mixer.next(4).ending == .init(playback: .first, sample: 4))
    }

    @Test func `an empty sound ends at once, and as a loop is silence`() {
        var mixer = PlayoutMixer(rate: 8_000)
        let empty = Sound(samples: [], rate: 8_000)
        mixer.start(empty, as: .first, loops: false)
        #expect(mixer.next(4).ending == .init(playback: .first, sample: 0))
        mixer.start(empty, as: .second, loops: true)
        #expect(mixer.next(4).samples == [0, 0, 0, 0])
        #expect(mixer.next(4).ending == nil)
        #expect(mixer.current == .second)
    }

    @Test func `a loop has no seam and no end`() {
        var mixer = PlayoutMixer(rate: 8_000)
        mixer.start(Sound(samples: [1, 2, 3], rate: 8_000), as: .first, loops: true)
        let frames = (0..<3).map { _ in mixer.next(4) }
        #expect(frames.flatMap(\.samples) == [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3])
        #expect(frames.allSatisfy { $0.ending == nil })
    }

    @Test func `a stopped sound fades out within 5 ms and has no ending`() {
        var mixer = PlayoutMixer(rate: 8_000)
        let loud = Sound(samples: [Int16](repeating: 10_000, count: 8_000), rate: 8_000)
        mixer.start(loud, as: .first, loops: false)
        _ = mixer.next(80)
        mixer.stop(.first)
        let (samples, ending) = mixer.next(80)
        #expect(ending == nil)
        #expect(samples.prefix(40).first == 9_750)
        #expect(zip(samples, samples.dropFirst()).allSatisfy { $0 >= $1 && $0 - $1 <= 250 })
        #expect(samples.dropFirst(39).allSatisfy { $0 == 0 })
        #expect(mixer.current == nil)
    }

    @Test func `a frame shorter than the fade leaves the rest of it to the next`() {
        var mixer = PlayoutMixer(rate: 8_000)
        let loud = Sound(samples: [Int16](repeating: 4_000, count: 100), rate: 8_000)
        mixer.start(loud, as: .first, loops: false)
        _ = mixer.next(10)
        mixer.stop(.first)
        let samples = (0..<5).flatMap { _ in mixer.next(10).samples }
        let fade = (0..<40).map { 4_000 * (39 - $0) / 40 }
        #expect(samples.map(Int.init) == fade + [Int](repeating: 0, count: 10))
    }

    @Test func `stopping another playback changes nothing`() {
        var mixer = PlayoutMixer(rate: 8_000)
        mixer.start(sound, as: .first, loops: false)
        mixer.stop(.second)
        #expect(mixer.next(3).samples == [1, 2, 3])
    }

    @Test func `a sound stopped before its first frame is never heard`() {
        var mixer = PlayoutMixer(rate: 8_000)
        mixer.start(sound, as: .first, loops: false)
        mixer.stop(.first)
        #expect(mixer.next(4).samples == [0, 0, 0, 0])
    }

    @Test func `a new sound begins while the old one fades, and is never wrapped`() {
        var mixer = PlayoutMixer(rate: 8_000)
        let loud = Sound(samples: [Int16](repeating: 30_000, count: 400), rate: 8_000)
        mixer.start(loud, as: .first, loops: false)
        _ = mixer.next(80)
        mixer.start(loud, as: .second, loops: false)
        let (samples, _) = mixer.next(80)
        #expect(samples.first == .max)
        #expect(samples.allSatisfy { $0 >= 30_000 })
        #expect(mixer.current == .second)
    }
}
