import Telephony

/// What the caller hears, sample by sample: one playback at a time, and silence between.
///
/// ```
///            start                       last sample
/// silence ──────────▶ playing ─────────────────────────▶ silence   (its end is told)
///    ▲                  │  ▲
///    │ faded out        │  └── start: the old one fades out under the new one
///    └──────────────────┘ stop
/// ```
struct PlayoutMixer {
    /// A playback that came to its end, and where.
    struct Ending: Equatable {
        let playback: PlaybackID
        /// The sample of the line, counted from the answer, that follows its last one.
        let sample: Int
    }

    private struct Playing {
        let playback: PlaybackID
        let samples: [Int16]
        let loops: Bool
        var position = 0
    }

    /// How many samples the line has had since the answer.
    private(set) var position = 0
    /// What plays now, or nil.
    var current: PlaybackID? { playing?.playback }
    /// Whether what plays now never ends by itself.
    var isLooping: Bool { playing?.loops ?? false }

    private var playing: Playing?
    /// What is still to be heard of a playback that was stopped.
    private var tail: ArraySlice<Int16> = []
    private let fadeLength: Int

    /// Begins in silence, at a rate in hertz.
    init(rate: Int) {
        fadeLength = max(1, Duration.milliseconds(5).samples(at: rate))
    }

    /// Plays a sound from the next sample on; whatever plays now fades out.
    mutating func start(_ sound: Sound, as playback: PlaybackID, loops: Bool) {
        fadeOut()
        playing = Playing(playback: playback, samples: sound.samples, loops: loops)
    }

    /// Lets a playback fade out within 5 ms. Does nothing when another one plays, or none.
    mutating func stop(_ playback: PlaybackID) {
        guard current == playback else { return }
        fadeOut()
    }

    /// The next samples of the line, and the playback that ended in them.
    mutating func next(_ count: Int) -> (samples: [Int16], ending: Ending?) {
        var samples: [Int16] = []
        samples.reserveCapacity(count)
        var ending: Ending?
        while samples.count < count {
            guard var now = playing else { break }
            let piece = now.samples[now.position...].prefix(count - samples.count)
            samples += piece
            now.position = piece.endIndex
            playing = now
            guard piece.endIndex == now.samples.endIndex else { break }
            if now.loops, !now.samples.isEmpty {
                playing?.position = 0
            } else if now.loops {
                break
            } else {
                ending = Ending(playback: now.playback, sample: position + samples.count)
                playing = nil
            }
        }
        samples += repeatElement(0, count: count - samples.count)
        for (index, sample) in zip(samples.indices, tail) {
            samples[index] = Int16(clamping: Int(samples[index]) + Int(sample))
        }
        tail = tail.dropFirst(count)
        position += count
        return (samples, ending)
    }

    private mutating func fadeOut() {
        guard let stopped = playing else { return }
        playing = nil
        guard stopped.position > 0 || stopped.loops else { return }
        var rest = Array(stopped.samples[stopped.position...].prefix(fadeLength))
        for index in rest.indices {
            rest[index] = Int16(Int(rest[index]) * (fadeLength - 1 - index) / fadeLength)
        }
        for (index, sample) in zip(rest.indices, tail) {
            rest[index] = Int16(clamping: Int(rest[index]) + Int(sample))
        }
        tail = rest[...]
    }
}
