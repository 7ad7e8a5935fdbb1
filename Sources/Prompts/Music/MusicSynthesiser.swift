public import Telephony

/// Plays the music that callers wait with: pieces of our own, on instruments that are computed.
///
/// Four voices play: a ground of strings whose parts move as little as they can, a bass, a harp and
/// a melody, in a small room. A piece lasts over a minute and goes round without a seam: what rings
/// at its end is heard at its beginning. The same piece at the same rate is always the same samples.
public struct MusicSynthesiser: Sendable {
    /// The right to play these pieces.
    public static let licence = """
        This music is composed and synthesised by the Allo project and comes with it under \
        GPL-3.0-or-later. It may be played to callers free of charge: the project claims no fee \
        for it, and has declared it to no collecting society (SACEM, SCPA).
        """

    /// A piece that can be played.
    public struct Piece: Hashable, Sendable {
        /// What flows call it.
        public let name: String
        let score: @Sendable () -> Score

        /// Tells whether two pieces are the same: they bear the same name.
        public static func == (first: Piece, second: Piece) -> Bool { first.name == second.name }

        /// Hashes the name.
        public func hash(into hasher: inout Hasher) { hasher.combine(name) }
    }

    /// The pieces that there are.
    public static let pieces = [
        Piece(name: "calme") { .calm },
        Piece(name: "matin") { .morning },
    ]

    /// Samples per second, in hertz.
    public let rate: Int

    /// Prepares to play at a rate in hertz, which is positive.
    public init(rate: Int) {
        precondition(rate > 0)
        self.rate = rate
    }

    /// A piece, once through. Its loudness is right, but levelling may make it exact.
    public func render(_ piece: Piece) -> Sound {
        let score = piece.score()
        let samplesPerBeat = 60 / score.tempo * Double(rate)
        var track = [Float](repeating: 0, count: Int((score.beats * samplesPerBeat).rounded()))
        var band = Band(track: track, rate: Double(rate), samplesPerBeat: samplesPerBeat)
        band.playGround(of: score)
        band.playBass(of: score)
        band.playHarp(of: score)
        band.playMelody(of: score)
        var room = Reverb(rate: rate)
        track = room.ring(band.track, share: 0.22, warmUp: rate * 5)
        return Sound(samples: track.map { Int16(max(-1, min(1, $0)) * 32_767) }, rate: rate)
    }
}
