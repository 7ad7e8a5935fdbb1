import Foundation
import SoundFiles
import Synchronization
import Telephony

@testable import Prompts

/// A folder of prompts and a cache, gone after the test.
final class Studio: Sendable {
    let path: String
    var prompts: String { "\(path)/prompts" }
    var cache: String { "\(path)/cache" }

    init() throws {
        path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path()
        try FileManager.default.createDirectory(
            atPath: "\(path)/prompts", withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func renderer(
        rate: Int = 8_000, voices: VoiceSettings = VoiceSettings(), cache: String? = nil,
        memory: Int = 32 << 20, programLimit: Duration = .seconds(30),
        sounds: any SoundPreparing = SoundPreparer(),
        normalise: @escaping @Sendable (String, LanguageTag) -> String = { text, _ in text },
        onCacheFailure: @escaping @Sendable (String) -> Void = { _ in }
    ) -> PromptRenderer {
        PromptRenderer(
            settings: .init(
                rate: rate, prompts: prompts, cache: cache ?? self.cache, voices: voices,
                memory: memory, programLimit: programLimit),
            sounds: sounds, normalise: normalise, onCacheFailure: onCacheFailure)
    }

    /// Drops a recording of a tone in; gives its path.
    @discardableResult
    func record(_ file: String, frequency: Double = 440, seconds: Double = 1) throws -> String {
        let url = URL(filePath: "\(prompts)/\(file)")
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        var writer = try SoundFileWriter(path: url.path(), rate: 8_000)
        try writer.append(
            (0..<Int(seconds * 8_000)).map {
                Int16(8_000 * sin(2 * .pi * frequency * Double($0) / 8_000))
            })
        try writer.close()
        return url.path()
    }

    /// Writes a program that a voice can be; gives its path.
    func program(_ script: String) throws -> String {
        let path = "\(path)/program-\(UUID().uuidString)"
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return path
    }

    /// The files that are kept on disk now.
    func kept() throws -> [String] {
        guard FileManager.default.fileExists(atPath: cache) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: cache).sorted()
    }
}

/// Prepares sounds as the real one does, and counts how often.
final class CountingPreparer: SoundPreparing {
    private let counter = Mutex(0)
    private let real = SoundPreparer()

    var count: Int { counter.withLock { $0 } }

    func recording(at path: String, rate: Int) throws -> Sound {
        counter.withLock { $0 += 1 }
        return try real.recording(at: path, rate: rate)
    }

    func recording(in bytes: [UInt8], named name: String, rate: Int) throws -> Sound {
        counter.withLock { $0 += 1 }
        return try real.recording(in: bytes, named: name, rate: rate)
    }

    func levelled(_ sound: Sound, rate: Int) throws -> Sound {
        counter.withLock { $0 += 1 }
        return try real.levelled(sound, rate: rate)
    }
}

extension Sound {
    /// How loud it is, by the standard.
    var loudness: Loudness {
        get throws { try Loudness(of: samples.map { Float($0) / 32_768 }, rate: rate, name: "") }
    }

    /// Its length in seconds.
    var seconds: Double { Double(samples.count) / Double(rate) }
}

extension Utterance {
    static let welcome = Utterance(
        prompt: "bienvenue", text: "Bienvenue chez Durand.", language: .french)
}
