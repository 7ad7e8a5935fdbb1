import CSndFile
import Foundation

/// Sounds and files that the tests of this room are made of.
enum Fixture {
    /// A sine of some length: `seconds` of `frequency` hertz at `amplitude`, -1...1.
    static func tone(
        _ frequency: Double = 440, amplitude: Double = 0.5, seconds: Double = 1, rate: Int = 8_000
    ) -> [Float] {
        (0..<Int(seconds * Double(rate))).map { index in
            Float(amplitude * sin(2 * .pi * frequency * Double(index) / Double(rate)))
        }
    }

    /// Something like a voice: a buzz of 120 hertz whose strength rises and falls, with pauses.
    static func babble(seconds: Double = 3, amplitude: Double = 0.5, rate: Int = 8_000) -> [Float] {
        (0..<Int(seconds * Double(rate))).map { index in
            let time = Double(index) / Double(rate)
            let syllable = max(0, sin(2 * .pi * 3 * time))
            let buzz = (1...20).reduce(0.0) { sum, partial in
                sum + cos(2 * .pi * 120 * Double(partial) * time) / Double(partial)
            }
            return Float(amplitude * syllable * buzz / 4)
        }
    }

    /// Writes a file with libsndfile, as another program would.
    static func write(
        _ samples: [Float], to path: String, format: Int, coding: Int, rate: Int = 8_000,
        channels: Int = 1
    ) throws {
        var info = SF_INFO(
            frames: 0, samplerate: Int32(rate), channels: Int32(channels),
            format: Int32(format | coding), sections: 0, seekable: 0)
        guard let file = sf_open(path, Int32(SFM_WRITE), &info) else {
            throw Failure(text: String(cString: sf_strerror(nil)))
        }
        defer { sf_close(file) }
        let frames = Int64(samples.count / channels)
        guard sf_writef_float(file, samples, frames) == frames else {
            throw Failure(text: String(cString: sf_strerror(file)))
        }
    }

    /// Runs a test in a folder of its own, which is gone afterwards.
    static func inFolder<T>(_ body: (String) throws -> T) throws -> T {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder.path())
    }

    /// How strong one frequency is in a sound, as the amplitude of its sine.
    static func strength(of frequency: Double, in samples: [Float], rate: Int) -> Double {
        var real = 0.0
        var imaginary = 0.0
        for (index, sample) in samples.enumerated() {
            let angle = 2 * .pi * frequency * Double(index) / Double(rate)
            real += Double(sample) * cos(angle)
            imaginary += Double(sample) * sin(angle)
        }
        return 2 * hypot(real, imaginary) / Double(samples.count)
    }

    struct Failure: Error {
        let text: String
    }
}

extension [Int16] {
    /// The samples in -1...1.
    var floats: [Float] { map { Float($0) / 32_768 } }
}
