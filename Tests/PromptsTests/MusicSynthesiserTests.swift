import Foundation
import SoundFiles
import Telephony
import Testing

@testable import Prompts

@Suite struct MusicSynthesiserTests {
    @Test(arguments: MusicSynthesiser.pieces)
    func `a piece lasts over a minute at the right loudness and is always the same`(
        piece: MusicSynthesiser.Piece
    ) async throws {
        let studio = try Studio()
        let sound = try await studio.renderer().music(named: piece.name)
        #expect(sound.rate == 8_000)
        #expect(sound.duration >= .seconds(60))
        #expect(abs(try #require(try sound.loudness.integrated) + 23) <= 1)
        #expect(try #require(try sound.loudness.truePeak) < -3)
        let again = try Studio().renderer()
        #expect(try await again.music(named: piece.name) == sound)
    }

    @Test(arguments: MusicSynthesiser.pieces)
    func `the end meets the beginning without a click`(piece: MusicSynthesiser.Piece) {
        let samples = MusicSynthesiser(rate: 8_000).render(piece).samples
        // A click is a bend of the curve that no music has: compare the seam with all else.
        func bend(_ index: Int) -> Int {
            let at = { Int(samples[($0 + samples.count) % samples.count]) }
            return abs(at(index + 1) - 2 * at(index) + at(index - 1))
        }
        let elsewhere = (8..<(samples.count - 8)).map(bend).max() ?? 0
        let seam = (-4...4).map(bend).max() ?? 0
        #expect(seam <= elsewhere)
        // Nor is there a hole: just before the seam it is as loud as just after, within 12 dB.
        let power = { (part: ArraySlice<Int16>) in part.reduce(0.0) { $0 + pow(Double($1), 2) } }
        let ratio = power(samples.suffix(4_000)) / power(samples.prefix(4_000))
        #expect((0.06...16).contains(ratio))
    }

    @Test(arguments: MusicSynthesiser.pieces)
    func `several voices sound at once and no tone stays`(piece: MusicSynthesiser.Piece) {
        let samples = MusicSynthesiser(rate: 8_000).render(piece).samples
        // Every quarter second, the tones from A2 to A6 in steps of semitones.
        let pitches = Array(45...93)
        let frames = stride(from: 0, to: samples.count - 2_000, by: 2_000).map { start in
            pitches.map { pitch in
                Self.strength(
                    of: 440 * exp2(Double(pitch - 69) / 12), in: samples[start..<(start + 2_000)])
            }
        }
        let loud = frames.map { frame -> Set<Int> in
            let top = frame.max() ?? 0
            return Set(pitches.indices.filter { frame[$0] > top / 10 })
        }
        let voices = loud.map(\.count).sorted()
        #expect(voices[voices.count / 10] >= 4)
        for index in pitches.indices {
            let share = loud.count { $0.contains(index) }
            #expect(Double(share) < 0.75 * Double(loud.count), "MIDI \(pitches[index]) stays")
        }
        let strongest = frames.map { frame in frame.indices.max { frame[$0] < frame[$1] } ?? 0 }
        #expect(Set(strongest).count >= 8)
    }

    @Test func `every bar has its melody and every chord lies within reach`() {
        for piece in MusicSynthesiser.pieces {
            let score = piece.score()
            #expect(score.melody.reduce(0) { $0 + $1.beats } == score.beats)
            var voices = [53, 57, 60, 64]
            for (chord, _, _) in score.harmony {
                let next = chord.voicing(after: voices)
                #expect(next.count == 4)
                #expect(Set(next.map { $0 % 12 }).isSuperset(of: chord.classes))
                #expect(zip(voices, next).allSatisfy { abs($0 - $1) <= 7 })
                voices = next
            }
        }
    }

    @Test func `higher rates play the same piece`() async throws {
        let piece = MusicSynthesiser.pieces[0]
        let low = MusicSynthesiser(rate: 8_000).render(piece)
        let high = MusicSynthesiser(rate: 16_000).render(piece)
        #expect(abs(low.seconds - high.seconds) < 0.001)
    }

    @Test func `a file of the designer is music too, and takes the place of ours`() async throws {
        let studio = try Studio()
        try studio.record("music/attente.wav", seconds: 2)
        try studio.record("music/calme.wav", seconds: 3)
        let renderer = studio.renderer()
        #expect(try await renderer.music(named: "attente").duration == .seconds(2))
        #expect(try await renderer.music(named: "calme").duration == .seconds(3))
        await #expect(
            throws: PromptError(.unknownMusic("jazz", known: ["attente", "calme", "matin"]))
        ) { try await renderer.music(named: "jazz") }
    }

    @Test func `the licence says who may play it`() {
        #expect(MusicSynthesiser.licence.contains("GPL-3.0-or-later"))
        #expect(MusicSynthesiser.licence.contains("free of charge"))
    }

    private static func strength(of frequency: Double, in samples: ArraySlice<Int16>) -> Double {
        // Goertzel's recurrence.
        let turn = 2 * cos(2 * .pi * frequency / 8_000)
        var (last, before) = (0.0, 0.0)
        for sample in samples { (last, before) = (Double(sample) + turn * last - before, last) }
        return (last * last + before * before - turn * last * before).squareRoot()
    }
}
