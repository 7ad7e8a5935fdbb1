/// Four players and the track that they play on.
struct Band {
    /// What has been played so far, in a loop.
    var track: [Float]
    /// Samples per second, in hertz.
    let rate: Double
    let samplesPerBeat: Double

    /// The strings hold each chord.
    mutating func playGround(of score: Score) {
        var voices = [53, 57, 60, 64]
        for (chord, start, beats) in score.harmony {
            voices = chord.voicing(after: voices)
            for voice in voices {
                play(.pad, voice, at: start, beats: beats, strength: 1)
            }
        }
    }

    /// The bass gives the root, and where there is time the fifth after it.
    mutating func playBass(of score: Score) {
        for (chord, start, beats) in score.harmony {
            let root = (36...47).first { $0 % 12 == chord.root } ?? 36
            let low = root < 40 ? root + 12 : root
            play(.bass, low, at: start, beats: min(beats, 2), strength: 1)
            if beats > 2 {
                let fifth = low + 7 > 50 ? low - 5 : low + 7
                play(.bass, fifth, at: start + 2, beats: beats - 2, strength: 0.7)
            }
        }
    }

    /// The harp walks up and down through each chord in half beats.
    mutating func playHarp(of score: Score) {
        var voices = [53, 57, 60, 64]
        for (chord, start, beats) in score.harmony {
            voices = chord.voicing(after: voices)
            let walk =
                voices.map { $0 + 12 } + voices.dropFirst().dropLast().reversed().map { $0 + 12 }
            // The first half beat is the bass's; the harp answers.
            for step in 0..<Int(beats * 2) where step > 0 {
                play(
                    .harp, walk[step % walk.count], at: start + Double(step) / 2, beats: 0.5,
                    strength: step.isMultiple(of: 2) ? 0.8 : 0.55)
            }
        }
    }

    /// The melody leans on the first beat of a bar and swells towards the middle of its range.
    mutating func playMelody(of score: Score) {
        var beat = 0.0
        for note in score.melody {
            if let pitch = note.pitch {
                let isFirst = beat.truncatingRemainder(dividingBy: Double(score.beatsPerBar)) == 0
                play(.bell, pitch, at: beat, beats: note.beats, strength: isFirst ? 1 : 0.8)
            }
            beat += note.beats
        }
    }

    private mutating func play(
        _ instrument: Instrument, _ pitch: Int, at beat: Double, beats: Double, strength: Double
    ) {
        instrument.play(
            pitch, at: Int(beat * samplesPerBeat), seconds: beats * samplesPerBeat / rate,
            strength: strength, on: &track, rate: rate)
    }
}
