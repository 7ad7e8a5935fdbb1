/// The last seconds of a recording: the sides beside each other, before they are written.
///
/// What nobody said, what never came and what is muted is silence, so that time is kept. All numbers
/// are samples at 8,000 Hz since the beginning of the recording.
struct RecordingTape {
    /// How much of the recording is at hand: three seconds.
    static let room = 24_000
    /// How much earlier silence begins than it is asked for: a key may sound already. 100 ms.
    static let leadIn = 800
    /// How much longer it lasts: the last key may sound still. 250 ms.
    static let leadOut = 2_000

    /// A span without sound.
    private struct Mute {
        var start: Int
        /// Nil while nobody has ended it.
        var end: Int?
    }

    /// Where the samples at hand begin: all before them was taken.
    private(set) var start = 0
    /// How many packets came when their place had been taken already.
    private(set) var latePackets = 0
    private var sides: [[Int16]]
    private var clocks: [TrackClock]
    private var mutes: [Mute] = []

    /// An empty recording of so many sides.
    init(sides: Int) {
        self.sides = Array(
            repeating: [Int16](repeating: 0, count: RecordingTape.room), count: sides)
        clocks = Array(repeating: TrackClock(), count: sides)
    }

    /// Puts a packet of a side where it belongs.
    mutating func put(_ samples: [Int16], of side: Int, timestamp: UInt32, arrival: Int) {
        let position = clocks[side].position(
            timestamp: timestamp, count: samples.count, arrival: arrival)
        let skipped = min(max(start - position, 0), samples.count)
        let offset = position + skipped - start
        let count = min(samples.count - skipped, RecordingTape.room - offset)
        guard count > 0 else {
            if position + samples.count > 0 { latePackets += 1 }
            return
        }
        sides[side].replaceSubrange(
            offset..<offset + count, with: samples[skipped..<skipped + count])
    }

    /// Silence on all sides from a moment on.
    mutating func mute(from moment: Int) {
        guard mutes.last.map({ $0.end != nil }) ?? true else { return }
        mutes.append(Mute(start: moment - RecordingTape.leadIn))
    }

    /// Ends what ``mute(from:)`` began.
    mutating func unmute(at moment: Int) {
        guard let last = mutes.indices.last, mutes[last].end == nil else { return }
        mutes[last].end = moment + RecordingTape.leadOut
    }

    /// Takes what is before a moment, and not more than is at hand.
    ///
    /// - Returns: the samples of the sides, in turns.
    mutating func take(upTo moment: Int) -> [Int16] {
        let count = min(max(moment - start, 0), RecordingTape.room)
        guard count > 0 else { return [] }
        let end = start + count
        for mute in mutes {
            let silent =
                (max(mute.start, start)..<max(mute.start, start, min(mute.end ?? end, end)))
            for side in sides.indices {
                for position in silent where position < end { sides[side][position - start] = 0 }
            }
        }
        mutes.removeAll { $0.end.map { $0 <= end } ?? false }
        var taken: [Int16] = []
        taken.reserveCapacity(count * sides.count)
        for index in 0..<count {
            for side in sides { taken.append(side[index]) }
        }
        for side in sides.indices {
            sides[side].removeFirst(count)
            sides[side].append(contentsOf: repeatElement(0, count: count))
        }
        start = end
        return taken
    }
}
