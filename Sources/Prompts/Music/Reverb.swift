/// The sound of a room: combs side by side, then all-passes in a row (M. R. Schroeder, 1962).
struct Reverb {
    private var combs: [Delay]
    private var allPasses: [Delay]

    /// A small room at a rate in hertz.
    init(rate: Int) {
        let samples = { (milliseconds: Double) in max(1, Int(milliseconds * Double(rate) / 1_000)) }
        combs = [29.7, 37.1, 41.1, 43.7].map { Delay(length: samples($0), feedback: 0.74) }
        allPasses = [5.0, 1.7].map { Delay(length: samples($0), feedback: 0.7) }
    }

    /// A track that goes round in a loop, in the room: its end rings on in its beginning.
    ///
    /// - Parameters:
    ///   - track: the dry track.
    ///   - share: how much of the room is added, 0...1.
    ///   - warmUp: how many samples of the track's end are played before its beginning.
    /// - Returns: a track of the same length.
    mutating func ring(_ track: [Float], share: Float, warmUp: Int) -> [Float] {
        for sample in track.suffix(warmUp) { _ = next(sample) }
        return track.map { $0 + share * next($0) }
    }

    private mutating func next(_ sample: Float) -> Float {
        var sum: Float = 0
        for index in combs.indices { sum += combs[index].comb(sample) }
        for index in allPasses.indices { sum = allPasses[index].allPass(sum) }
        return sum * 0.25
    }

    /// A line that gives back later what goes in now, and some of it again and again.
    private struct Delay {
        private var samples: [Float]
        private var place = 0
        private let feedback: Float
        private var dull: Float = 0

        init(length: Int, feedback: Float) {
            samples = [Float](repeating: 0, count: length)
            self.feedback = feedback
        }

        mutating func comb(_ sample: Float) -> Float {
            let old = samples[place]
            dull += 0.6 * (old - dull)  // walls swallow what is high
            put(sample + feedback * dull)
            return old
        }

        mutating func allPass(_ sample: Float) -> Float {
            let old = samples[place]
            let new = sample + feedback * old
            put(new)
            return old - feedback * new
        }

        private mutating func put(_ sample: Float) {
            samples[place] = sample
            place += 1
            if place == samples.count { place = 0 }
        }
    }
}
