import Foundation
import SoundFiles
import Telephony
import Testing

@testable import PhoneBridge

/// What lines say is recorded.
@Suite struct LineRecordingTests {
    /// A pure tone at 8,000 Hz.
    private func tone(_ frequency: Double, _ span: Duration) -> Sound {
        let count = Int(span / .milliseconds(1)) * 8
        return Sound(
            samples: (0..<count).map { index in
                Int16(10_000 * sin(2 * .pi * frequency * Double(index) / 8_000))
            }, rate: 8_000)
    }

    /// How strong one frequency is in a sound, as the amplitude of its sine.
    private func strength(of frequency: Double, in samples: some Collection<Float>) -> Double {
        var (real, imaginary) = (0.0, 0.0)
        for (index, sample) in samples.enumerated() {
            let angle = 2 * .pi * frequency * Double(index) / 8_000
            real += Double(sample) * cos(angle)
            imaginary += Double(sample) * sin(angle)
        }
        return 2 * (real * real + imaginary * imaginary).squareRoot() / Double(samples.count)
    }

    @Test func `caller and agent are heard each on their side, and not while it is muted`()
        async throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let recorder = CallRecorder(folder: folder.path(), format: .wav)
        let stage = try await AgentStage()
        let phone = try await AgentPhone("anne", of: stage)
        let pair = try await stage.connect(phone)
        #expect(try await Reader(pair.caller.events).soon() == .reached)
        let phoneEvents = Reader(pair.phone.events)

        /// Lets both say their tones for a second.
        func talk(_ turn: Int) async throws {
            pair.caller.play(
                tone(400, .seconds(2)), as: PlaybackID(rawValue: turn), loops: true)
            pair.phone.play(tone(1_000, .seconds(1)), as: PlaybackID(rawValue: turn), loops: false)
            #expect(try await phoneEvents.soon() == .played(PlaybackID(rawValue: turn)))
        }

        let began = ContinuousClock.now
        let recording = recorder.begin("call", of: .both)
        pair.line.record(on: recording.caller)
        pair.agent.record(on: recording.agent)
        try await talk(1)
        recording.mute()
        let muted = began.duration(to: .now)
        try await talk(2)
        recording.unmute()
        let unmuted = began.duration(to: .now)
        try await talk(3)
        let report = await recording.end()
        let span = began.duration(to: .now)
        #expect(report.failure == nil)
        #expect(report.droppedPackets == 0)
        #expect(abs(report.duration / .milliseconds(1) - span / .milliseconds(1)) < 60)

        var reader = try SoundFileReader(path: folder.appending(path: report.file).path())
        let samples = try reader.read(maxFrames: 100_000)
        let left = stride(from: 0, to: samples.count, by: 2).map { samples[$0] }
        let right = stride(from: 1, to: samples.count, by: 2).map { samples[$0] }
        #expect(abs(Double(left.count) / 8 - report.duration / .milliseconds(1)) < 1)
        let silence = (Int(muted / .milliseconds(1)) * 8)..<(Int(unmuted / .milliseconds(1)) * 8)
        for side in [left, right] { #expect(side[silence].allSatisfy { $0 == 0 }) }
        for part in [1_600..<6_400, silence.upperBound + 2_400..<silence.upperBound + 6_400] {
            #expect(strength(of: 400, in: left[part]) > 0.2)
            #expect(strength(of: 1_000, in: left[part]) < 0.02)
            #expect(strength(of: 1_000, in: right[part]) > 0.2)
            #expect(strength(of: 400, in: right[part]) < 0.02)
        }
        await stage.end(phone)
    }

    @Test func `a caller alone is recorded, and no longer than is wanted`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: folder) }
        let recorder = CallRecorder(folder: folder.path(), format: .opus)
        let stage = try await AgentStage()
        let (caller, line) = try await stage.arrive()
        let events = Reader(caller.events)
        #expect(try await events.soon() == .reached)
        let recording = recorder.begin("comment", of: .caller)
        line.record(on: recording.caller)
        caller.play(tone(400, .seconds(1)), as: PlaybackID(rawValue: 1), loops: false)
        #expect(try await events.soon() == .played(PlaybackID(rawValue: 1)))
        line.record(on: nil)
        caller.play(tone(1_000, .seconds(1)), as: PlaybackID(rawValue: 2), loops: false)
        #expect(try await events.soon() == .played(PlaybackID(rawValue: 2)))
        let report = await recording.end()
        var reader = try SoundFileReader(path: folder.appending(path: report.file).path())
        #expect(reader.channels == 1)
        let samples = try reader.read(maxFrames: 100_000)
        #expect(strength(of: 400, in: samples[1_600..<6_400]) > 0.2)
        #expect(strength(of: 1_000, in: samples[10_000..<14_000]) < 0.01)
        await stage.end()
    }
}
