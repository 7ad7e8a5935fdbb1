import Telephony
import Testing

@testable import PhoneBridge

@Suite struct PlaybackTests {
    private func playback(_ payload: [UInt8], loops: Bool = false) -> Playback {
        Playback(
            Sound(samples: [], rate: 8_000), as: PlaybackID(rawValue: 1), loops: loops,
            payload: payload)
    }

    /// The next packet of four bytes, and whether the sound ended with it.
    private func next(_ playback: inout Playback) -> ([UInt8], Bool) {
        var bytes = [UInt8](repeating: 0, count: 4)
        let silence: [UInt8] = [9, 9, 9, 9]
        let isAtEnd = bytes.withUnsafeMutableBytes { bytes in
            silence.withUnsafeBytes { playback.next(into: bytes, silence: $0) }
        }
        return (bytes, isAtEnd)
    }

    @Test func `bytes go out in order, the last packet is filled with silence`() {
        var playback = playback([1, 2, 3, 4, 5, 6])
        #expect(next(&playback) == ([1, 2, 3, 4], false))
        #expect(next(&playback) == ([5, 6, 9, 9], true))
    }

    @Test func `a sound of whole packets ends with its last one`() {
        var playback = playback([1, 2, 3, 4])
        #expect(next(&playback) == ([1, 2, 3, 4], true))
    }

    @Test func `a loop has no seam`() {
        var playback = playback([1, 2, 3], loops: true)
        #expect(next(&playback) == ([1, 2, 3, 1], false))
        #expect(next(&playback) == ([2, 3, 1, 2], false))
    }

    @Test(arguments: [false, true])
    func `an empty sound is over at once`(loops: Bool) {
        var playback = playback([], loops: loops)
        #expect(next(&playback) == ([9, 9, 9, 9], true))
    }

    @Test func `time that goes by unheard moves it on`() {
        var playback = playback([1, 2, 3, 4, 5, 6])
        #expect(!playback.pass(4))
        #expect(next(&playback) == ([5, 6, 9, 9], true))
        var loop = self.playback([1, 2, 3], loops: true)
        #expect(!loop.pass(4))
        #expect(next(&loop) == ([2, 3, 1, 2], false))
    }

    @Test func `a new codec goes on from the same moment`() {
        var playback = playback([1, 2, 3, 4, 5, 6])
        _ = next(&playback)
        playback.change(to: [11, 12, 13, 14, 15, 16])
        #expect(next(&playback) == ([15, 16, 9, 9], true))
    }
}

private func == (left: ([UInt8], Bool), right: ([UInt8], Bool)) -> Bool {
    left.0 == right.0 && left.1 == right.1
}
