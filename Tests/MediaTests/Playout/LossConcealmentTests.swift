import Foundation
import Testing

@testable import Media

@Suite struct LossConcealmentTests {
    /// A voice of one pitch: some of its overtones.
    private func voice(_ hertz: Double, count: Int) -> [Int16] {
        (0..<count).map { index in
            let phase = Double(index) / 8_000 * hertz * 2 * .pi
            return Int16(4_000 * (sin(phase) + sin(2 * phase) / 2 + sin(5 * phase) / 4))
        }
    }

    /// Plays frames of 20 ms, those in `lost` concealed.
    private func play(_ sound: [Int16], lost: Set<Int>) -> [Int16] {
        var concealment = LossConcealment()
        var sound = sound
        sound.withUnsafeMutableBufferPointer { samples in
            for frame in 0..<samples.count / 160 {
                let part = UnsafeMutableBufferPointer(
                    rebasing: samples[frame * 160..<(frame + 1) * 160])
                if lost.contains(frame) { concealment.fill(part) } else { concealment.hear(part) }
            }
        }
        return sound
    }

    private func loudness(_ samples: some Collection<Int16>) -> Double {
        let energy = samples.reduce(0.0) { $0 + Double($1) * Double($1) }
        return (energy / Double(samples.count)).squareRoot()
    }

    @Test func `sound without gaps stays as it is`() {
        let sound = voice(130, count: 1_600)
        #expect(play(sound, lost: []) == sound)
    }

    @Test(arguments: [80.0, 100, 125, 160, 190])
    func `the gap of one packet goes on like the voice before it`(hertz: Double) {
        let sound = voice(hertz, count: 1_600)
        let heard = play(sound, lost: [5])
        let difference = zip(sound, heard).map { Int16(clamping: Int($0) - Int($1)) }
        // 8 dB below the voice, where silence would be as loud as it.
        #expect(loudness(difference[800..<960]) < 0.4 * loudness(sound[800..<960]))
        #expect(heard[..<800] == sound[..<800])
        #expect(heard[1_120...] == sound[1_120...])
    }

    @Test func `a gap has no steps that the voice has not`() {
        let sound = voice(120, count: 3_200)
        let heard = play(sound, lost: [5, 6, 11])
        func steepest(_ samples: [Int16]) -> Int {
            zip(samples, samples.dropFirst()).map { abs(Int($0) - Int($1)) }.max() ?? 0
        }
        #expect(steepest(heard) < steepest(sound) * 3 / 2)
    }

    @Test func `a long gap fades, and is silent after 60 ms`() {
        let heard = play(voice(120, count: 3_200), lost: Set(5..<12))
        let before = loudness(heard[640..<800])
        let parts = (5..<12).map { loudness(heard[$0 * 160..<($0 + 1) * 160]) }
        #expect(parts[0] > before * 0.7 && parts[0] < before * 1.1)
        #expect(parts[1] < parts[0] * 0.8)
        #expect(parts[2] < parts[1] * 0.6)
        #expect(parts[3...].allSatisfy { $0 == 0 })
    }

    @Test func `a gap before any sound is silent`() {
        #expect(play(voice(120, count: 320), lost: [0, 1]).allSatisfy { $0 == 0 })
    }

    @Test func `the loudest sound does not trap`() {
        let square = (0..<3_200).map { $0 % 73 < 36 ? Int16.max : Int16.min }
        #expect(play(square, lost: [3, 4, 7, 12, 13, 14, 15]).count == 3_200)
    }
}
