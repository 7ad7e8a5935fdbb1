import Foundation

/// How a note sounds: partials that swell, die away, tremble and beat.
struct Instrument: Sendable {
    /// The strengths of the partials; the first is that of the note itself.
    var partials: [Double]
    /// How long a note swells, in seconds.
    var attack: Double
    /// After how long a held note has fallen to a third, in seconds; nil when it is held evenly.
    var decay: Double?
    /// How much sooner each further partial dies away than the one before, as a factor.
    var damping = 0.0
    /// How long a note rings on after its end, in seconds.
    var release: Double
    /// How far the pitch trembles, as a share of the frequency, five times a second.
    var vibrato = 0.0
    /// How far two strings of one note are apart, as a share of the frequency; 0 is one string.
    var detuning = 0.0
    /// How loud it is beside the others.
    var level: Double

    /// A soft ground of strings.
    static let pad = Instrument(
        partials: [1, 0.5, 0.22, 0.1], attack: 0.5, decay: nil, release: 0.9, detuning: 0.0022,
        level: 0.045)
    /// A round bass, with partials enough to be heard on a telephone, which lacks its ground tone.
    static let bass = Instrument(
        partials: [1, 0.8, 0.45, 0.2, 0.08], attack: 0.02, decay: 1.1, damping: 0.25,
        release: 0.25, level: 0.09)
    /// A harp that walks through the chord.
    static let harp = Instrument(
        partials: [1, 0.35, 0.2, 0.08], attack: 0.004, decay: 0.5, damping: 0.5, release: 0.35,
        level: 0.06)
    /// The melody, between a vibraphone and an electric piano.
    static let bell = Instrument(
        partials: [1, 0.22, 0.08, 0.16], attack: 0.008, decay: 0.9, damping: 0.9, release: 0.5,
        vibrato: 0.0016, detuning: 0.0009, level: 0.21)

    /// Adds a note to a track that goes round in a loop: what rings beyond its end is heard at its
    /// beginning.
    ///
    /// The note has a pitch in MIDI's numbers, a strength in 0...1, and the rate is in hertz.
    func play(
        _ pitch: Int, at start: Int, seconds: Double, strength: Double, on track: inout [Float],
        rate: Double
    ) {
        let frequency = 440 * exp2(Double(pitch - 69) / 12)
        let count = min(track.count, Int((seconds + release) * rate))
        let envelope = envelope(count: count, seconds: seconds, rate: rate)
        let strings =
            detuning == 0 ? [frequency] : [1 - detuning, 1 + detuning].map { $0 * frequency }
        for string in strings {
            for (index, partial) in partials.enumerated() {
                let pitch = string * Double(index + 1)
                // What the line can't carry would come back as another tone.
                guard pitch * (1 + vibrato) < rate * 0.46 else { break }
                let fading = decay.map { exp(-Double(index) * damping / ($0 * rate)) } ?? 1
                var gain = level * strength * partial / Double(strings.count)
                var wave = Wave(turn: 2 * .pi * pitch / rate)
                var place = start % track.count
                for step in 0..<count {
                    track[place] += Float(gain * wave.next()) * envelope[step]
                    place += 1
                    if place == track.count { place = 0 }
                    gain *= fading
                    if vibrato > 0, step % Self.vibratoStep == 0 {
                        wave.turn(further: bend(at: Double(step) / rate))
                    }
                }
            }
        }
    }

    /// How many samples pass between two bends of the pitch.
    private static let vibratoStep = 16

    /// How far the pitch is off at a time in seconds, in samples' worth of its own turn: the
    /// trembling sets in over a third of a second.
    private func bend(at time: Double) -> Double {
        Double(Self.vibratoStep) * vibrato * min(1, time * 3) * sin(2 * .pi * 5 * time)
    }

    /// A sine, as the height of an arrow that each sample turns a little further.
    private struct Wave {
        private var (x, y) = (1.0, 0.0)
        private let turn: Double
        private let (cosine, sine): (Double, Double)

        /// Turns by an angle each sample, in radians.
        init(turn: Double) {
            self.turn = turn
            (cosine, sine) = (cos(turn), sin(turn))
        }

        mutating func next() -> Double {
            defer { (x, y) = (x * cosine - y * sine, x * sine + y * cosine) }
            return y
        }

        /// Turns by some samples' worth more, which is small, and sets the length right again.
        mutating func turn(further samples: Double) {
            let extra = turn * samples
            (x, y) = (x - y * extra, y + x * extra)
            let length = (x * x + y * y).squareRoot()
            (x, y) = (x / length, y / length)
        }
    }

    /// The strength of each sample of a note, 0...1: a rise and a fall without a corner.
    private func envelope(count: Int, seconds: Double, rate: Double) -> [Float] {
        let dying = decay.map { exp(-1 / ($0 * rate)) } ?? 1
        var level = 1.0
        return (0..<count).map { step in
            let time = Double(step) / rate
            let rise = min(1, time / attack)
            let fall = time < seconds ? 1 : max(0, 1 - (time - seconds) / release)
            defer { level *= dying }
            return Float(level * rise * rise * (3 - 2 * rise) * fall * fall * (3 - 2 * fall))
        }
    }
}
