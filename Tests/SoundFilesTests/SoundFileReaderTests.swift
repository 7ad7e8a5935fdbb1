import CSndFile
import Foundation
import Telephony
import TestSupport
import Testing

@testable import SoundFiles

/// A way in which a recording may be delivered.
struct Delivery: CustomTestStringConvertible, Sendable {
    var name: String
    var format: Int
    var coding: Int
    var rate = 8_000
    var channels = 1

    var testDescription: String { name }

    static let all = [
        Delivery(name: "a.wav", format: SF_FORMAT_WAV, coding: SF_FORMAT_PCM_16, rate: 44_100),
        Delivery(name: "stereo.wav", format: SF_FORMAT_WAV, coding: SF_FORMAT_FLOAT, channels: 2),
        Delivery(name: "a-law.wav", format: SF_FORMAT_WAV, coding: SF_FORMAT_ALAW),
        Delivery(name: "u-law.wav", format: SF_FORMAT_WAV, coding: SF_FORMAT_ULAW),
        Delivery(name: "a.flac", format: SF_FORMAT_FLAC, coding: SF_FORMAT_PCM_16, rate: 48_000),
        Delivery(name: "a.ogg", format: SF_FORMAT_OGG, coding: SF_FORMAT_VORBIS, rate: 22_050),
        Delivery(name: "a.opus", format: SF_FORMAT_OGG, coding: SF_FORMAT_OPUS, rate: 48_000),
        Delivery(
            name: "a.mp3", format: SF_FORMAT_MPEG, coding: SF_FORMAT_MPEG_LAYER_III, rate: 44_100),
        Delivery(name: "a.al", format: SF_FORMAT_RAW, coding: SF_FORMAT_ALAW),
        Delivery(name: "a.ALAW", format: SF_FORMAT_RAW, coding: SF_FORMAT_ALAW),
        Delivery(name: "a.ul", format: SF_FORMAT_RAW, coding: SF_FORMAT_ULAW),
        Delivery(name: "a.ulaw", format: SF_FORMAT_RAW, coding: SF_FORMAT_ULAW),
    ]

    func write(_ samples: [Float], to path: String) throws {
        let frames = channels == 1 ? samples : samples.flatMap { [$0, $0] }
        try Fixture.write(
            frames, to: path, format: format, coding: coding, rate: rate, channels: channels)
    }
}

@Suite struct SoundFileReaderTests {
    @Test(arguments: Delivery.all)
    func `every format gives back the tone that was written`(delivery: Delivery) throws {
        try Fixture.inFolder { folder in
            let path = "\(folder)/\(delivery.name)"
            try delivery.write(Fixture.tone(440, rate: delivery.rate), to: path)
            let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
            for isInMemory in [false, true] {
                var reader =
                    isInMemory
                    ? try SoundFileReader(bytes: bytes, name: path)
                    : try SoundFileReader(path: path)
                #expect(reader.rate == delivery.rate)
                #expect(reader.channels == delivery.channels)
                var samples: [Float] = []
                while case let more = try reader.readMono(maxFrames: 1_000), !more.isEmpty {
                    samples += more
                }
                #expect(abs(samples.count - delivery.rate) < delivery.rate / 8)
                let heard = Fixture.strength(of: 440, in: samples, rate: delivery.rate)
                #expect(abs(heard - 0.5) < 0.06)
                #expect(Fixture.strength(of: 700, in: samples, rate: delivery.rate) < 0.05)
            }
        }
    }

    @Test func `channels are mixed to one by their mean`() throws {
        try Fixture.inFolder { folder in
            let path = "\(folder)/two.wav"
            try Fixture.write(
                [0.5, -0.25, 0.5, 0.25], to: path, format: SF_FORMAT_WAV, coding: SF_FORMAT_FLOAT,
                channels: 2)
            var reader = try SoundFileReader(path: path)
            #expect(try reader.readMono(maxFrames: 9) == [0.125, 0.375])
        }
    }

    @Test func `what is no recording is an error with its path and reason`() throws {
        try Fixture.inFolder { folder in
            func reason(_ name: String, _ bytes: [UInt8]?) throws -> SoundFileError.Reason? {
                let path = "\(folder)/\(name)"
                if let bytes { try Data(bytes).write(to: URL(filePath: path)) }
                let error = #expect(throws: SoundFileError.self) {
                    _ = try SoundPreparer().recording(at: path, rate: 8_000)
                }
                #expect(error?.path == path)
                return error?.reason
            }
            #expect(try reason("none.wav", nil) == .cannotOpen("No such file or directory"))
            #expect(try reason("", nil) == .cannotOpen("not a file"))
            #expect(try reason("empty.wav", []) == .empty)
            guard case .notSound = try reason("text.wav", Array("Bonjour, tapez 1.".utf8)) else {
                Issue.record("text was taken for sound")
                return
            }
            guard case .notSound = try reason("mute.wav", Self.wave(channels: 0, data: 100)) else {
                Issue.record("a sound without channels was read")
                return
            }
            #expect(try reason("fast.wav", Self.wave(rate: 999_999)) == .unsupportedRate(999_999))
            #expect(try reason("bare.wav", Self.wave(data: 0)) == .empty)
        }
    }

    @Test func `a recording that was cut short is an error`() throws {
        try Fixture.inFolder { folder in
            let wav = "\(folder)/cut.wav"
            try Data(Self.wave(data: 8_000).prefix(4_000)).write(to: URL(filePath: wav))
            #expect(throws: SoundFileError(path: wav, .truncated)) {
                _ = try SoundPreparer().recording(at: wav, rate: 8_000)
            }
            let flac = "\(folder)/cut.flac"
            try Fixture.write(
                Fixture.babble(), to: flac, format: SF_FORMAT_FLAC, coding: SF_FORMAT_PCM_16)
            let whole = try Data(contentsOf: URL(filePath: flac))
            try whole.prefix(whole.count / 2).write(to: URL(filePath: flac))
            let error = #expect(throws: SoundFileError.self) {
                _ = try SoundPreparer().recording(at: flac, rate: 8_000)
            }
            #expect(error?.path == flac)
        }
    }

    @Test(arguments: [0, 0x7fff_f000, 0xffff_ffff])
    func `a wave from a pipe, whose length is unknown, is read to its end`(length: Int) throws {
        let reader = try SoundFileReader(
            bytes: Self.wave(data: 8_000, announced: length), name: "pipe")
        #expect(reader.rate == 8_000)
        let sound = try SoundPreparer().recording(
            in: Self.wave(data: 8_000, announced: length), named: "pipe", rate: 8_000)
        #expect(sound.samples.count == 4_000)
    }

    @Test func `a recording that would last for hours is refused before it is read`() throws {
        // 100 MB of nothing, at the lowest rate: sparse on disk, 14 hours long.
        try Fixture.inFolder { folder in
            let path = "\(folder)/hours.wav"
            let size = 100_000_000
            try Data(Self.wave(rate: 1_000, data: 0, announced: size)).write(
                to: URL(filePath: path))
            let file = try #require(FileHandle(forWritingAtPath: path))
            try file.truncate(atOffset: UInt64(44 + size))
            #expect(throws: SoundFileError(path: path, .tooLong)) {
                _ = try SoundPreparer().recording(at: path, rate: 8_000)
            }
        }
    }

    @Test func `damaged bytes never end the program`() throws {
        var random = SeededGenerator(seed: 7)
        let whole = Self.wave(data: 2_000)
        for _ in 0..<300 {
            var bytes = whole
            for _ in 0..<4 { bytes[Int.random(in: 0..<60, using: &random)] = .random(in: 0...255) }
            // Either a sound or an error: both are fine, a crash is not.
            _ = try? SoundPreparer().recording(in: bytes, named: "damaged", rate: 8_000)
        }
    }

    /// A WAVE of 16-bit zigzag, with whatever header is wanted.
    static func wave(
        rate: Int = 8_000, channels: Int = 1, data: Int = 800, announced: Int? = nil
    ) -> [UInt8] {
        func number(_ value: Int, _ bytes: Int) -> [UInt8] {
            (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
        }
        let samples = (0..<(data / 2)).flatMap { number($0 % 100 * 200 - 10_000, 2) }
        let length = announced ?? data
        var bytes = Array("RIFF".utf8) + number(36 + length, 4) + Array("WAVEfmt ".utf8)
        bytes += number(16, 4) + number(1, 2) + number(channels, 2) + number(rate, 4)
        bytes += number(rate * channels * 2, 4) + number(channels * 2, 2) + number(16, 2)
        return bytes + Array("data".utf8) + number(length, 4) + samples
    }
}
