import Foundation
import Synchronization
import Telephony
import Testing

@testable import SoundFiles

@Suite struct CallRecorderTests {
    /// A clock that a test moves.
    private final class HandClock: Sendable {
        private let moment = Mutex(ContinuousClock.now)
        var now: ContinuousClock.Instant { moment.withLock { $0 } }
        func advance(by span: Duration) { moment.withLock { $0 += span } }
    }

    /// A recorder with a folder and a clock of its own.
    private struct Desk {
        let folder: String
        let clock = HandClock()
        let recorder: CallRecorder

        init(_ format: RecordingFormat) throws {
            folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
                .path()
            let clock = clock
            recorder = CallRecorder(folder: folder, format: format, now: { clock.now })
        }

        /// Lets both parties say tones for a while: the caller 400 Hz, the agent 1,000 Hz.
        func talk(_ recording: any Recording, for span: Duration, from first: Int = 0) {
            let packets = Int(span / .milliseconds(20))
            for packet in first..<first + packets {
                clock.advance(by: .milliseconds(20))
                for (track, frequency) in [(recording.caller, 400.0), (recording.agent, 1_000)] {
                    let samples = (packet * 160..<(packet + 1) * 160).map { index in
                        Int16(10_000 * sin(2 * .pi * frequency * Double(index) / 8_000))
                    }
                    samples.withUnsafeBufferPointer {
                        track.put(
                            HeardSound(
                                samples: $0, timestamp: UInt32(packet * 160), arrival: clock.now))
                    }
                }
                // As often as the recorder's own timer would, by this clock.
                if packet % 12 == 0 { recorder.advance() }
            }
        }

        /// The sides of a file.
        func sides(of file: String) throws -> [[Float]] {
            var reader = try SoundFileReader(path: "\(folder)/\(file)")
            #expect(reader.rate == 8_000)
            let channels = reader.channels
            let samples = try reader.read(maxFrames: 1_000_000)
            return (0..<channels).map { side in
                stride(from: side, to: samples.count, by: channels).map { samples[$0] }
            }
        }

        func end() { try? FileManager.default.removeItem(atPath: folder) }
    }

    @Test(arguments: RecordingFormat.allCases)
    func `each party is heard on its side, and nobody while it is muted`(
        format: RecordingFormat
    ) async throws {
        let desk = try Desk(format)
        defer { desk.end() }
        let recording = desk.recorder.begin("2026-11-23/call-1", of: .both)
        desk.talk(recording, for: .seconds(2))
        recording.mute()
        desk.talk(recording, for: .seconds(2), from: 100)
        recording.unmute()
        desk.talk(recording, for: .seconds(2), from: 200)
        let report = await recording.end()
        #expect(
            report == RecordingReport(file: "2026-11-23/call-1.\(format)", duration: .seconds(6)))
        let sides = try desk.sides(of: report.file)
        #expect(sides.count == 2)
        for (side, frequency, other) in [(0, 400.0, 1_000.0), (1, 1_000, 400)] {
            let heard = sides[side]
            #expect(abs(heard.count - 48_000) <= 480)
            for span in [1_600..<14_400, 36_000..<47_000] {
                let part = Array(heard[span])
                #expect(Fixture.strength(of: frequency, in: part, rate: 8_000) > 0.25)
                #expect(Fixture.strength(of: other, in: part, rate: 8_000) < 0.01)
            }
            #expect(heard[16_400..<33_500].allSatisfy { abs($0) < 0.01 })
        }
        #expect(desk.recorder.count == 0)
    }

    @Test func `only its owner may read a recording, which has its name once it is whole`()
        async throws
    {
        let desk = try Desk(.wav)
        defer { desk.end() }
        let recording = desk.recorder.begin("comment", of: .caller)
        desk.talk(recording, for: .seconds(1))
        let report = await recording.end()
        #expect(try desk.sides(of: report.file).count == 1)
        let path = "\(desk.folder)/comment.wav"
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: desk.folder) == ["comment.wav"])
    }

    @Test func `a recording that is discarded leaves nothing`() async throws {
        let desk = try Desk(.wav)
        defer { desk.end() }
        let recording = desk.recorder.begin("comment", of: .caller)
        desk.talk(recording, for: .seconds(1))
        await recording.discard()
        #expect(try FileManager.default.contentsOfDirectory(atPath: desk.folder).isEmpty)
        #expect(desk.recorder.count == 0)
    }

    @Test func `a recording that is there is not written over`() async throws {
        let desk = try Desk(.wav)
        defer { desk.end() }
        _ = await desk.recorder.begin("call", of: .caller).end()
        let report = await desk.recorder.begin("call", of: .caller).end()
        #expect(report.failure?.contains("File exists") == true)
    }

    @Test func `a name that leads out of the folder is refused`() async throws {
        let desk = try Desk(.wav)
        defer { desk.end() }
        let report = await desk.recorder.begin("../../call", of: .caller).end()
        #expect(report.failure?.contains("leads out of its folder") == true)
    }

    @Test func `a folder that can't be made is told at the end`() async throws {
        let recorder = CallRecorder(folder: "/dev/null/recordings", format: .wav)
        let recording = recorder.begin("call", of: .both)
        let report = await recording.end()
        #expect(report.failure != nil)
    }

    @Test(arguments: RecordingFormat.allCases)
    func `what a crash left behind gets its name`(format: RecordingFormat) async throws {
        let desk = try Desk(format)
        defer { desk.end() }
        let recording = desk.recorder.begin("2026-11-23/call-2", of: .both)
        desk.talk(recording, for: .seconds(3))
        // As if the program had ended here: the timer has written what was due.
        let other = CallRecorder(folder: desk.folder, format: format)
        #expect(other.salvage() == ["2026-11-23/call-2.\(format)"])
        if format == .wav {
            #expect(try desk.sides(of: "2026-11-23/call-2.wav")[0].count >= 16_000)
        }
        _ = await recording.end()
    }
}
