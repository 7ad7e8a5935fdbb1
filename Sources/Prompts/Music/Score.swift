/// A piece of music on paper: what is played when, in beats.
struct Score: Sendable {
    /// Beats per minute.
    let tempo: Double
    /// Beats per bar.
    let beatsPerBar: Int
    /// The harmony: one bar each, of one chord or more that share it evenly.
    let bars: [[Chord]]
    /// The melody, whose notes and rests follow one another from the first beat on.
    let melody: [Note]

    /// How many beats the whole lasts.
    var beats: Double { Double(bars.count * beatsPerBar) }

    /// The chords with the beat that each begins on and the beats that it lasts.
    var harmony: [(chord: Chord, start: Double, beats: Double)] {
        bars.enumerated().flatMap { bar, chords in
            let share = Double(beatsPerBar) / Double(chords.count)
            return chords.enumerated().map { place, chord in
                (chord, Double(bar * beatsPerBar) + Double(place) * share, share)
            }
        }
    }
}

/// A note of a melody, or a rest.
struct Note: Sendable {
    /// In MIDI's numbers (60 is middle C, 69 is A of 440 Hz); nil is a rest.
    let pitch: Int?
    /// How long it lasts, in beats.
    let beats: Double

    init(_ pitch: Int?, _ beats: Double = 1) {
        self.pitch = pitch
        self.beats = beats
    }
}

/// A chord: a root and what stands above it.
struct Chord: Sendable {
    /// The root as a pitch class, 0 is C.
    let root: Int
    /// The other tones, in semitones above the root.
    let tones: [Int]

    static func major(_ root: Int) -> Chord { Chord(root: root, tones: [4, 7]) }
    static func majorSeventh(_ root: Int) -> Chord { Chord(root: root, tones: [4, 7, 11]) }
    static func minorSeventh(_ root: Int) -> Chord { Chord(root: root, tones: [3, 7, 10]) }
    static func seventh(_ root: Int) -> Chord { Chord(root: root, tones: [4, 7, 10]) }
    static func suspended(_ root: Int) -> Chord { Chord(root: root, tones: [5, 7, 10]) }

    /// The pitch classes, the root first.
    var classes: [Int] { [root] + tones.map { (root + $0) % 12 } }

    /// Where the tones lie so that each part moves as little as it can from the chord before.
    ///
    /// Four parts between E3 and G4; a chord of three tones doubles its root.
    func voicing(after previous: [Int]) -> [Int] {
        var wanted = classes.count < 4 ? classes + [root] : classes
        var voices: [Int] = []
        for part in previous {
            // Each part in turn takes the tone that is nearest to where it is.
            let choices = wanted.indices.map { index in
                (index: index, pitch: Self.nearest(wanted[index], to: part))
            }
            guard let choice = choices.min(by: { abs($0.pitch - part) < abs($1.pitch - part) })
            else { break }
            voices.append(choice.pitch)
            wanted.remove(at: choice.index)
        }
        return voices.sorted()
    }

    private static func nearest(_ pitchClass: Int, to pitch: Int) -> Int {
        let candidates = (52...67).filter { $0 % 12 == pitchClass }
        return candidates.min { abs($0 - pitch) < abs($1 - pitch) } ?? pitch
    }
}
