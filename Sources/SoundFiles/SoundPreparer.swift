import Foundation
public import Telephony

/// Makes recordings and speech fit for a line: one channel, its rate, even loudness.
///
/// The preparing that `Prompts` asks for.
///
/// ```swift
/// let sound = try SoundPreparer().recording(at: "prompts/fr-FR/bienvenue.flac", rate: 8_000)
/// ```
public struct SoundPreparer: SoundPreparing {
    /// The longest recording that is read; a longer one is an error.
    public static let longestRecording = Duration.seconds(1_800)

    private static let framesAtOnce = 16_384

    /// Needs nothing.
    public init() {}

    /// The recording in a sound file, evenly loud.
    ///
    /// - Throws: ``SoundFileError`` when it is not a readable recording of at most
    ///   ``longestRecording``.
    public func recording(at path: String, rate: Int) throws(SoundFileError) -> Sound {
        var reader = try SoundFileReader(path: path)
        return try prepare(&reader, name: path, rate: rate)
    }

    /// The recording in a sound file that is held in memory, evenly loud.
    ///
    /// - Throws: ``SoundFileError`` as for one on disk.
    public func recording(
        in bytes: [UInt8], named name: String, rate: Int
    ) throws(SoundFileError) -> Sound {
        var reader = try SoundFileReader(bytes: bytes, name: name)
        return try prepare(&reader, name: name, rate: rate)
    }

    /// A sound at another rate, evenly loud.
    ///
    /// - Throws: ``SoundFileError`` when a rate is outside ``Resampler/rates`` or memory is short.
    public func levelled(_ sound: Sound, rate: Int) throws(SoundFileError) -> Sound {
        let name = "sound"
        let samples = sound.samples.map { Float($0) / Self.fullScale }
        let resampled = try Resampler.resample(
            samples, from: sound.rate, to: rate, name: name)
        return try level(resampled, rate: rate, name: name)
    }

    private func prepare(
        _ reader: inout SoundFileReader, name: String, rate: Int
    ) throws(SoundFileError) -> Sound {
        let mostFrames = Int(Self.longestRecording.components.seconds) * reader.rate
        if let announced = reader.announcedFrames, announced > mostFrames {
            throw SoundFileError(path: name, .tooLong)
        }
        var resampler = try Resampler(from: reader.rate, to: rate, name: name)
        let isAtRate = reader.rate == rate
        var samples: [Float] = []
        var frames = 0
        while true {
            let read = try reader.readMono(maxFrames: Self.framesAtOnce)
            if read.isEmpty { break }
            frames += read.count
            guard frames <= mostFrames else { throw SoundFileError(path: name, .tooLong) }
            samples += isAtRate ? read : try resampler.process(read)
        }
        guard frames > 0 else { throw SoundFileError(path: name, .empty) }
        if let announced = reader.announcedFrames, frames < announced {
            throw SoundFileError(path: name, .truncated)
        }
        if !isAtRate { samples += try resampler.finish() }
        return try level(samples, rate: rate, name: name)
    }

    private func level(
        _ samples: [Float], rate: Int, name: String
    ) throws(SoundFileError) -> Sound {
        // A file of floating point samples may hold what is no number.
        let numbers = samples.map { $0.isFinite ? $0 : 0 }
        let levelled = try Leveller(rate: rate, name: name).level(numbers)
        return Sound(samples: levelled.map(Self.quantised), rate: rate)
    }

    private static let fullScale: Float = 32_768

    private static func quantised(_ sample: Float) -> Int16 {
        Int16(max(-fullScale, min(fullScale - 1, (sample * fullScale).rounded())))
    }
}
