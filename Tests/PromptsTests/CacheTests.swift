import Foundation
import Synchronization
import Telephony
import Testing

@testable import Prompts

@Suite struct CacheTests {
    @Test func `a second process takes the sound from the disk`() async throws {
        let studio = try Studio()
        let first = try await studio.renderer().sound(for: .welcome)
        #expect(try studio.kept().count == 1)
        let sounds = CountingPreparer()
        #expect(try await studio.renderer(sounds: sounds).sound(for: .welcome) == first)
        #expect(sounds.count == 0)
    }

    @Test func `what makes another sound makes another name`() async throws {
        let studio = try Studio()
        _ = try await studio.renderer().sound(for: .welcome)
        _ = try await studio.renderer(rate: 16_000).sound(for: .welcome)
        let slow = VoiceSettings([.french: .espeak(voice: "fr", wordsPerMinute: 120)])
        _ = try await studio.renderer(voices: slow).sound(for: .welcome)
        _ = try await studio.renderer().sound(
            for: Utterance(text: "Bienvenue.", language: .french))
        #expect(try studio.kept().count == 4)
    }

    @Test func `lists that read alike in a row have different names`() {
        #expect(ContentHash(["a", "bc"]) != ContentHash(["ab", "c"]))
        #expect(ContentHash(["a"]) == ContentHash(["a"]))
        #expect(ContentHash([]).hex.count == 64)
    }

    @Test func `what is said to one person only is never written to disk`() async throws {
        let studio = try Studio()
        var utterance = Utterance.welcome
        utterance.isPersonal = true
        _ = try await studio.renderer().sound(for: utterance)
        #expect(try studio.kept().isEmpty)
    }

    @Test func `a file that is cut short or damaged anywhere is made again`() async throws {
        let studio = try Studio()
        let first = try await studio.renderer().sound(for: .welcome)
        let path = "\(studio.cache)/\(try #require(try studio.kept().first))"
        let whole = try Data(contentsOf: URL(filePath: path))
        var damages = [0, 7, 9, 40, whole.count - 1].map { place in
            var damaged = whole
            damaged[place] ^= 0x10
            return damaged
        }
        damages += [0, 11, 43, 44, whole.count / 2, whole.count - 1].map { whole.prefix($0) }
        for damaged in damages {
            try damaged.write(to: URL(filePath: path))
            let again = try await studio.renderer().sound(for: .welcome)
            #expect(abs(again.seconds - first.seconds) < 0.2)
            #expect(try Data(contentsOf: URL(filePath: path)) != damaged)
            let sounds = CountingPreparer()
            #expect(try await studio.renderer(sounds: sounds).sound(for: .welcome) == again)
            #expect(sounds.count == 0)
        }
        #expect(try studio.kept().count == 1)
    }

    @Test func `a disk that takes nothing is told once and renders on`() async throws {
        let studio = try Studio()
        // A file where the folder should be fails as a full disk does: nothing can be created.
        try Data().write(to: URL(filePath: "\(studio.path)/file"))
        let told = Mutex<[String]>([])
        let renderer = studio.renderer(
            cache: "\(studio.path)/file/cache",
            onCacheFailure: { text in told.withLock { $0.append(text) } })
        let sound = try await renderer.sound(for: .welcome)
        _ = try await renderer.sound(for: Utterance(text: "Merci.", language: .french))
        #expect(try await renderer.sound(for: .welcome) == sound)
        #expect(told.withLock { $0.count } == 1)
        #expect(told.withLock { $0.first?.contains("file/cache") } == true)
    }

    @Test func `memory keeps what was used last, within its bounds`() {
        var cache = MemoryCache<String>(capacity: 100)
        let sound = { Sound(samples: [Int16](repeating: $0, count: 20), rate: 8_000) }
        cache.keep(sound(1), for: "a")
        cache.keep(sound(2), for: "b")
        #expect(cache.sound(for: "a") == sound(1))
        cache.keep(sound(3), for: "c")
        #expect(cache.bytes == 80)
        #expect(cache.sound(for: "b") == nil)
        #expect(cache.sound(for: "a") != nil)
        #expect(cache.sound(for: "c") != nil)
        cache.keep(Sound(samples: [Int16](repeating: 0, count: 51), rate: 8_000), for: "huge")
        #expect(cache.sound(for: "huge") == nil)
        cache.keep(sound(4), for: "a")
        #expect(cache.bytes == 80)
        #expect(cache.sound(for: "a") == sound(4))
    }
}
