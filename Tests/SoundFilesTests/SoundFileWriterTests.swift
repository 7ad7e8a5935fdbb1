import Foundation
import Testing

@testable import SoundFiles

@Suite struct SoundFileWriterTests {
    @Test func `what is appended piece by piece is read back whole`() throws {
        try Fixture.inFolder { folder in
            let path = "\(folder)/heard.wav"
            let samples = (0..<4_000).map { Int16($0 % 200 * 100) }
            var writer = try SoundFileWriter(path: path, rate: 16_000)
            for start in stride(from: 0, to: samples.count, by: 160) {
                try writer.append(Array(samples[start..<(start + 160)]))
            }
            try writer.close()
            var reader = try SoundFileReader(path: path)
            #expect(reader.rate == 16_000)
            #expect(try reader.read(maxFrames: 5_000).map { Int16($0 * 32_768) } == samples)
        }
    }

    @Test func `a file that was never closed can be read up to its last append`() throws {
        try Fixture.inFolder { folder in
            let path = "\(folder)/running.wav"
            var writer = try SoundFileWriter(path: path, rate: 8_000)
            try writer.append([Int16](repeating: 1_000, count: 1_600))
            var reader = try SoundFileReader(path: path)
            #expect(try reader.read(maxFrames: 5_000).count == 1_600)
            try writer.append([Int16](repeating: 1_000, count: 160))
            try writer.close()
        }
    }

    @Test func `a path that can't be written is an error that names it`() {
        let error = #expect(throws: SoundFileError.self) {
            _ = try SoundFileWriter(path: "/nowhere/at/all.wav", rate: 8_000)
        }
        #expect(error?.path == "/nowhere/at/all.wav")
        #expect(error?.description.contains("can't be opened") == true)
    }

    @Test func `a full disk is an error that says so`() {
        let error = #expect(throws: SoundFileError.self) {
            var writer = try SoundFileWriter(path: "/dev/full", rate: 8_000)
            try writer.append([1, 2, 3])
        }
        #expect(error?.description.contains("No space left") == true)
    }
}
