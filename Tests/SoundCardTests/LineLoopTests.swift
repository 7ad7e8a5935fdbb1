import Synchronization
import Telephony
import Testing

@testable import SoundCard

@Suite struct LineLoopTests {
    private let sound = Sound(samples: (1...200).map { Int16($0) }, rate: 8_000)

    private func loop(
        speaker: FakeSpeaker? = nil, microphone: FakeMicrophone? = nil,
        tap: (([Int16]) -> Void)? = nil
    ) -> LineLoop {
        LineLoop(
            rate: 8_000, speaker: speaker, microphone: microphone, detector: FakeDetector(),
            tap: tap)
    }

    @Test func `a sound is told as played with its last frame`() {
        var loop = loop()
        let events = [
            loop.tick([.play(sound, as: .first, loops: false)]), loop.tick([]), loop.tick([]),
            loop.tick([]),
        ]
        #expect(events == [[], [], [.played(.first)], []])
    }

    @Test func `the tap and the speaker get the same samples, silence too`() {
        let speaker = FakeSpeaker()
        let tapped = Mutex<[Int16]>([])
        var loop = loop(speaker: speaker) { samples in tapped.withLock { $0 += samples } }
        _ = loop.tick([])
        _ = loop.tick([.play(sound, as: .first, loops: false)])
        for _ in 0..<3 { _ = loop.tick([]) }
        let silence = [Int16](repeating: 0, count: 80)
        #expect(speaker.samples == silence + sound.samples + Array(repeating: 0, count: 120))
        #expect(tapped.withLock { $0 } == speaker.samples)
    }

    @Test func `commands are obeyed in order`() {
        var loop = loop()
        #expect(
            loop.tick([
                .play(sound, as: .first, loops: false), .stop(.first),
                .play(Sound(samples: [1], rate: 8_000), as: .second, loops: false), .stop(.first),
            ]) == [.played(.second)])
    }

    @Test func `keys come out as they are heard`() {
        var loop = loop(microphone: FakeMicrophone(frames: [[], [1], [2, 10]]))
        #expect(
            [loop.tick([]), loop.tick([]), loop.tick([])]
                == [[], [.digit(.one)], [.digit(.two), .digit(.star)]])
    }

    @Test func `a lost speaker is told once and the prompt still ends`() {
        let speaker = FakeSpeaker(frames: 1)
        var loop = loop(speaker: speaker)
        let events = [
            loop.tick([.play(sound, as: .first, loops: false)]), loop.tick([]), loop.tick([]),
        ]
        #expect(events == [[], [.deviceLost("the speaker broke")], [.played(.first)]])
        #expect(speaker.isClosed)
    }

    @Test func `when both devices are lost, that is one event`() {
        var loop = loop(speaker: FakeSpeaker(frames: 0), microphone: FakeMicrophone(frames: []))
        #expect(loop.tick([]) == [.deviceLost("the microphone broke")])
        #expect(loop.tick([]) == [])
    }

    @Test func `close lets the sound and the device's delay be heard, then lets go`() {
        let speaker = FakeSpeaker(latency: .milliseconds(25))
        var loop = loop(speaker: speaker)
        _ = loop.tick([.play(sound, as: .first, loops: false), .close])
        #expect(loop.tick([]) == [])
        #expect(loop.tick([]) == [.played(.first)])
        var rest = 0
        while !loop.isOver, rest < 100 {
            #expect(!speaker.isClosed)
            _ = loop.tick([])
            rest += 1
        }
        #expect(rest == 4)
        #expect(speaker.isClosed)
    }

    @Test func `the tap ends with the last sound, not with the device`() {
        let tapped = Mutex(0)
        var loop = loop(speaker: FakeSpeaker(latency: .milliseconds(50))) { samples in
            tapped.withLock { $0 += samples.count }
        }
        var ticks = 0
        _ = loop.tick([.close])
        while !loop.isOver, ticks < 100 {
            _ = loop.tick([])
            ticks += 1
        }
        #expect(tapped.withLock { $0 } == 80)
    }

    @Test func `close stops a loop`() {
        var loop = loop()
        _ = loop.tick([.play(sound, as: .first, loops: true)])
        _ = loop.tick([.close])
        _ = loop.tick([])
        #expect(loop.isOver)
    }

    @Test func `after close nothing new is played`() {
        var loop = loop()
        _ = loop.tick([.close, .play(sound, as: .first, loops: true)])
        _ = loop.tick([])
        #expect(loop.isOver)
    }

    @Test func `an abandoned line ends at once`() {
        let speaker = FakeSpeaker(latency: .seconds(1))
        var loop = loop(speaker: speaker)
        _ = loop.tick([.play(sound, as: .first, loops: false), .abandon])
        #expect(loop.isOver)
        #expect(speaker.isClosed)
    }
}
