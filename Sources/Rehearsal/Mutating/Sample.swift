extension Collection {
    /// So many of the elements, drawn by a seed and in their order; all where there are no more.
    public func sample(_ size: Int, seed: UInt64) -> [Element] {
        var random = SplitMix(seed: seed)
        var left = count
        var wanted = Swift.min(Swift.max(0, size), left)
        var drawn: [Element] = []
        drawn.reserveCapacity(wanted)
        // Each with the chance that as many are drawn as are wanted (Knuth, algorithm S).
        for element in self {
            guard wanted > 0 else { break }
            if Int.random(in: 0..<left, using: &random) < wanted {
                drawn.append(element)
                wanted -= 1
            }
            left -= 1
        }
        return drawn
    }
}

/// Chance that is the same for the same seed (Steele, Lea, Flood: SplitMix64).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
