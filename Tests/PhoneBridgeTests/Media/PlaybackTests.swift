import SIP
import Telephony
import Testing

@testable import PhoneBridge

@Suite struct PlaybackTests {
    /// What goes out, four bytes a packet.
    private final class Player {
        struct Packet: Equatable {
            var bytes: [UInt8]
            var isLast: Bool

            init(_ bytes: [UInt8], isLast: Bool = false) {
                self.bytes = bytes
                self.isLast = isLast
            }
        }

        private var playback: Playback

        init(_ payload: [UInt8], loops: Bool = false) {
            playback = Playback(
                Sound(samples: [], rate: 8_000), as: PlaybackID(rawValue: 1), loops: loops,
                codec: .pcma, payload: payload)
        }

        func next() -> Packet {
            var bytes = [UInt8](repeating: 0, count: 4)
            let silence: [UInt8] = [9, 9, 9, 9]
            let isLast = bytes.withUnsafeMutableBytes { bytes in
                silence.withUnsafeBytes { playback.next(into: bytes, silence: $0) }
            }
            return Packet(bytes, isLast: isLast)
        }

        func pass(_ count: Int) -> Bool { playback.pass(count) }
        func change(to payload: [UInt8]) { playback.change(to: .pcmu, payload: payload) }
    }

    @Test func `bytes go out in order, the last packet is filled with silence`() {
        let playback = Player([1, 2, 3, 4, 5, 6])
        #expect(playback.next() == .init([1, 2, 3, 4]))
        #expect(playback.next() == .init([5, 6, 9, 9], isLast: true))
    }

    @Test func `a sound of whole packets ends with its last one`() {
        let playback = Player([1, 2, 3, 4])
        #expect(playback.next() == .init([1, 2, 3, 4], isLast: true))
    }

    @Test func `a loop has no seam`() {
        let playback = Player([1, 2, 3], loops: true)
        #expect(playback.next() == .init([1, 2, 3, 1]))
        #expect(playback.next() == .init([2, 3, 1, 2]))
    }

    @Test(arguments: [false, true])
    func `an empty sound is over at once`(loops: Bool) {
        let playback = Player([], loops: loops)
        #expect(playback.next() == .init([9, 9, 9, 9], isLast: true))
    }

    @Test func `time that goes by unheard moves it on`() {
        let playback = Player([1, 2, 3, 4, 5, 6])
        #expect(!playback.pass(4))
        #expect(playback.next() == .init([5, 6, 9, 9], isLast: true))
        let loop = Player([1, 2, 3], loops: true)
        #expect(!loop.pass(4))
        #expect(loop.next() == .init([2, 3, 1, 2]))
    }

    @Test func `a new codec goes on from the same moment`() {
        let playback = Player([1, 2, 3, 4, 5, 6])
        _ = playback.next()
        playback.change(to: [11, 12, 13, 14, 15, 16])
        #expect(playback.next() == .init([15, 16, 9, 9], isLast: true))
    }
}
