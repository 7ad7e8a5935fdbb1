/// How long sound must be held so that most of it comes in time: what packets are later than the
/// earliest of them.
///
/// A late packet lengthens the delay at once; it comes back by half in about seven seconds of even
/// arrival.
struct PlayoutDelay: Equatable, Sendable {
    private let shortest: Int
    private let longest: Int
    /// The shortest way of a packet so far, in samples; it creeps up, so that a sender whose clock
    /// is slower does not look ever later.
    private var earliest: Int32?
    private var creep = 0
    /// In 1/256 samples.
    private var scaled: Int

    init(shortest: Int, longest: Int) {
        self.shortest = shortest
        self.longest = longest
        scaled = shortest * 256
    }

    /// In samples.
    var samples: Int { scaled / 256 }

    /// The stream's timestamps have jumped: earlier ones say nothing about the next.
    mutating func beginAnew() {
        earliest = nil
        scaled = shortest * 256
    }

    mutating func measure(timestamp: UInt32, arrival: UInt32) {
        let way = Int32(bitPattern: arrival &- timestamp)
        let lateness = earliest.map { Int(way &- $0) } ?? 0
        if earliest == nil || lateness < 0 {
            earliest = way
            creep = 0
        } else {
            // One sample in 50 packets: 125 millionths at 20 ms, more than clocks differ.
            creep += 1
            if creep == 50, let earliest {
                self.earliest = earliest &+ 1
                creep = 0
            }
        }
        let wanted = min(max(lateness + shortest, shortest), longest) * 256
        scaled = wanted > scaled ? wanted : scaled - (scaled - wanted) / 512
    }
}
