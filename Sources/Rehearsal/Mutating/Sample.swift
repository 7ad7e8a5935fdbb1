extension Collection {
    /// So many of the elements, drawn by a seed and in their order; all where there are no more.
    public func sample(_ size: Int, seed: UInt64) -> [Element] {
        var random = Chance(seed: seed, .faults)
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
