import Media
import SoundCard
import Telephony
import TestSupport
import Testing
import Tones

/// The whole way through ALSA: PulseAudio with null sinks as the telephone.
@Suite(.serialized) struct `The ALSA path` {
    private let rate = 16_000

    init() { PulseLine.useConfigurationInProcess() }

    @Test func `what is played is heard, and nothing else`() async throws {
        let rig = try await PulseLine()
        let recording = try await rig.record(rate: rate)
        let prompt = promptLike(seconds: 1.5, rate: rate, seed: 1)
        let line = LocalLine(
            rate: rate, playback: try PlaybackDevice(rig.deviceInProcess, rate: rate))
        line.play(prompt, as: .first, loops: false)
        #expect(await line.next(until: .played(.first)) == [.played(.first)])
        await line.close()
        let heard = await recording.stop()
        let found = Correlation.best(of: prompt, in: heard)
        let other = Correlation.best(of: promptLike(seconds: 1.5, rate: rate, seed: 2), in: heard)
        #expect(found.value > 0.8)
        #expect(other.value < 0.3)
    }

    @Test func `tones in the caller's mouth are keys, in order, once each`() async throws {
        let rig = try await PulseLine()
        let line = LocalLine(
            rate: rate,
            playback: try PlaybackDevice(rig.deviceInProcess, rate: rate),
            capture: try CaptureDevice(rig.deviceInProcess),
            detector: { ToneDetector() })
        let keys: [Digit] = [.one, .two, .two, .star, .zero, .hash]
        try await rig.speak(DialTones().sound(of: keys, rate: 8_000))
        #expect(await line.next(until: .digit(.hash)) == keys.map(LineEvent.digit))
        await line.close()
    }

    @Test func `a device lost in mid-prompt is told once and the prompt still ends`() async throws {
        let rig = try await PulseLine()
        let line = LocalLine(
            rate: rate,
            playback: try PlaybackDevice(rig.deviceInProcess, rate: rate),
            capture: try CaptureDevice(rig.deviceInProcess),
            detector: { ToneDetector() })
        line.play(promptLike(seconds: 0.2, rate: rate, seed: 3), as: .first, loops: false)
        #expect(await line.next(until: .played(.first)) == [.played(.first)])
        line.play(promptLike(seconds: 1.5, rate: rate, seed: 4), as: .second, loops: false)
        await rig.kill()
        let events = await line.next(until: .played(.second))
        #expect(events.count == 2)
        #expect(events.first?.isLoss == true)
        #expect(events.last == .played(.second))
        await line.close()
        #expect(await line.next(until: .hungUp) == [])
    }

    @Test func `a sound server that hangs is a lost device, and holds nothing up`() async throws {
        let rig = try await PulseLine()
        let line = LocalLine(
            rate: rate, playback: try PlaybackDevice(rig.deviceInProcess, rate: rate))
        line.play(promptLike(seconds: 0.2, rate: rate, seed: 5), as: .first, loops: false)
        #expect(await line.next(until: .played(.first)) == [.played(.first)])
        line.play(promptLike(seconds: 3, rate: rate, seed: 6), as: .second, loops: false)
        rig.freeze()
        let events = await line.next(until: .played(.second))
        #expect(events.map(\.isLoss) == [true, false])
        await line.close()
        rig.stop()
    }

    @Test func `a device that is not there is one sentence with the names of others`() {
        #expect {
            _ = try PlaybackDevice("no-such-device", rate: rate)
        } throws: { error in
            guard let error = error as? SoundDeviceError else { return false }
            return error.reason == .missing && error.device == "no-such-device"
                && error.use == .playback && error.available.contains(PulseLine.device)
                && error.detail.contains("Unknown PCM no-such-device")
        }
    }

    @Test func `a daemon that is gone can't be opened`() async throws {
        let rig = try await PulseLine()
        await rig.kill()
        #expect(throws: SoundDeviceError.self) {
            try CaptureDevice(rig.deviceInProcess)
        }
    }
}

extension LocalLine {
    /// The events up to this one, or up to the end, or to a deadline of 20 s.
    func next(until last: LineEvent) async -> [LineEvent] {
        await PulseLine.within(.seconds(20)) { [events] in
            var seen: [LineEvent] = []
            for await event in events {
                seen.append(event)
                if event == last { break }
            }
            return seen
        } ?? []
    }
}

extension LineEvent {
    var isLoss: Bool {
        if case .deviceLost = self { true } else { false }
    }
}
