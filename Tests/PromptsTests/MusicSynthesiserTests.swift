import Foundation
import SoundFiles
import Telephony
import Testing

@testable import Prompts

@Suite struct MusicSynthesiserTests {
    /// The pieces as they are before they are levelled.
    private static let rendered = Dictionary(
        uniqueKeysWithValues: MusicSynthesiser.pieces.map { piece in
            (piece, MusicSynthesiser(rate: 8_000).render(piece).samples)
        })

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
        // Rendered another time, it is the same.
        let rendered = Sound(samples: try #require(Self.rendered[piece]), rate: 8_000)
        #expect(try SoundPreparer().levelled(rendered, rate: 8_000) == sound)
    }

    @Test(arguments: MusicSynthesiser.pieces)
    func `the end meets the beginning without a click`(piece: MusicSynthesiser.Piece) {
        let samples = Self.rendered[piece, default: []]
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

    @Test(arguments: [Instrument.pad, .bass, .harp, .bell])
    func `a note that rings beyond the end goes on at the beginning`(instrument: Instrument) {
        func loop(startingAt start: Int) -> [Float] {
            var track = [Float](repeating: 0, count: 8_000)
            instrument.play(
                60, at: start, seconds: 0.5, strength: 1, on: &track, rate: 8_000)
            return track
        }
        let atEnd = loop(startingAt: 7_900)
        #expect(Array(atEnd[7_900...] + atEnd[..<7_900]) == loop(startingAt: 0))
    }

    @Test func `a room rings on from the end into the beginning`() {
        let dry = (0..<8_000).map { Float(sin(Double($0) / 10)) * Float($0 % 1_000) / 1_000 }
        func ring(turnedBy turn: Int) -> [Float] {
            var room = Reverb(rate: 1_000)
            let wet = room.ring(
                Array(dry[turn...] + dry[..<turn]), share: 0.5, warmUp: 8_000)
            return Array(wet[(8_000 - turn)...] + wet[..<(8_000 - turn)])
        }
        #expect(zip(ring(turnedBy: 0), ring(turnedBy: 3_000)).allSatisfy { abs($0 - $1) < 0.001 })
    }

    @Test(arguments: MusicSynthesiser.pieces)
    func `several voices sound at once and no tone stays`(piece: MusicSynthesiser.Piece) {
        let samples = Self.rendered[piece, default: []]
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
            let share = Double(loud.count { $0.contains(index) }) / Double(loud.count)
            #expect(share < 0.85, "MIDI \(pitches[index]) stays")
            let longest = loud.reduce(into: (run: 0, most: 0)) { count, tones in
                count.run = tones.contains(index) ? count.run + 1 : 0
                count.most = max(count.most, count.run)
            }
            #expect(longest.most < 4 * 16, "MIDI \(pitches[index]) holds on")
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

    @Test func `higher rates play the same piece`() throws {
        let piece = MusicSynthesiser.pieces[1]
        let low = try #require(Self.rendered[piece])
        let high = MusicSynthesiser(rate: 16_000).render(piece).samples
        #expect(abs(low.count * 2 - high.count) <= 1)
        // Both swell and fade together, second by second.
        for second in 0..<60 {
            let power = { (part: ArraySlice<Int16>) in
                part.reduce(0.0) { $0 + pow(Double($1), 2) } / Double(part.count)
            }
            let ratio =
                power(low[(second * 8_000)..<((second + 1) * 8_000)])
                / power(high[(second * 16_000)..<((second + 1) * 16_000)])
            #expect((0.7...1.4).contains(ratio))
        }
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

    private static let window = (0..<2_000).map { 0.5 - 0.5 * cos(2 * .pi * Double($0) / 2_000) }

    private static func strength(of frequency: Double, in samples: ArraySlice<Int16>) -> Double {
        // Goertzel's recurrence, over a window that fades in and out.
        let turn = 2 * cos(2 * .pi * frequency / 8_000)
        var (last, before) = (0.0, 0.0)
        for (sample, weight) in zip(samples, window) {
            (last, before) = (Double(sample) * weight + turn * last - before, last)
        }
        return (last * last + before * before - turn * last * before).squareRoot()
    }
}
