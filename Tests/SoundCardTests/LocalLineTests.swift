import Synchronization
import Telephony
import TestSupport
import Testing

@testable import SoundCard

@Suite struct LocalLineTests {
    private let beep = promptLike(seconds: 0.1, rate: 8_000, seed: 9)

    @Test func `without a device, sounds last as long as they are`() async {
        let tapped = Mutex<[Int16]>([])
        let line = LocalLine(
            rate: 8_000, tap: { samples in tapped.withLock { $0 += samples } })
        line.play(beep, as: .first, loops: false)
        #expect(await line.next(until: .played(.first)) == [.played(.first)])
        let elapsed = ContinuousClock.now - line.answered
        #expect(elapsed >= .milliseconds(90))
        line.play(beep, as: .second, loops: false)
        #expect(await line.next(until: .played(.second)) == [.played(.second)])
        await line.close()
        #expect(tapped.withLock { $0.firstRange(of: beep.samples) } != nil)
    }

    @Test func `the events end with the line, and closing twice is no harm`() async {
        let line = LocalLine(rate: 8_000)
        line.play(beep, as: .first, loops: false)
        async let first: Void = line.close()
        async let second: Void = line.close()
        _ = await (first, second)
        await line.close()
        #expect(await line.next(until: .hungUp) == [.played(.first)])
    }

    @Test func `keys and a hang-up from elsewhere are events of the line`() async {
        let line = LocalLine(rate: 8_000)
        line.press(.five)
        line.hangUp()
        #expect(await line.next(until: .hungUp) == [.digit(.five), .hungUp])
        await line.close()
    }

    @Test func `a line that nobody holds any longer lets its device go`() async {
        let speaker = FakeSpeaker()
        let events = LocalLine(
            rate: 8_000, speaker: speaker, microphone: nil, detector: nil, tap: nil
        ).events
        let all = await PulseLine.within(.seconds(20)) {
            await events.reduce(into: []) { $0.append($1) }
        }
        #expect(all == [])
        #expect(speaker.isClosed)
    }

    @Test func `keys are detected by a detector made for the line`() async {
        let line = LocalLine(
            rate: 8_000, speaker: nil, microphone: FakeMicrophone(frames: [[3], [4]]),
            detector: { FakeDetector() }, tap: nil)
        #expect(
            await line.next(until: .deviceLost("the microphone broke"))
                == [.digit(.three), .digit(.four), .deviceLost("the microphone broke")])
        await line.close()
    }
}
