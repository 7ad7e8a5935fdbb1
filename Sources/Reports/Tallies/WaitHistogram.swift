/// How many waits took how many seconds: enough to count them against any whole second, exactly.
///
/// Bin `k` holds the waits in (k - 1, k] seconds, and how many of them took k seconds to the
/// millisecond; so "at most" and "less than" both come out as if each wait were looked at.
public struct WaitHistogram: Hashable, Sendable {
    /// The waits of one second.
    public struct Bin: Hashable, Sendable {
        /// The upper end, in seconds, which is part of the bin; from 0.
        public var second: Int
        /// The waits above the last second and up to this one.
        public var count: Int
        /// Those of them that took so many seconds exactly.
        public var exact: Int
    }

    /// The bins that hold something, in ascending order.
    public private(set) var bins: [Bin] = []

    /// No waits.
    public init() {}

    /// The bins in ascending order of their seconds, each once.
    init(sorted bins: [Bin]) { self.bins = bins }

    /// All waits.
    public var total: Int { bins.reduce(0) { $0 &+ $1.count } }

    /// The waits of so many seconds or less.
    public func count(atMost seconds: Int) -> Int {
        var count = 0
        for bin in bins {
            guard bin.second <= seconds else { break }
            count &+= bin.count
        }
        return count
    }

    /// The waits of less than so many seconds.
    public func count(below seconds: Int) -> Int {
        var count = 0
        for bin in bins {
            guard bin.second <= seconds else { break }
            count &+= bin.second == seconds ? bin.count &- bin.exact : bin.count
        }
        return count
    }

    /// The waits of more than so many seconds.
    public func count(above seconds: Int) -> Int { total &- count(atMost: seconds) }

    /// Counts a wait in milliseconds.
    mutating func add(milliseconds: Int) {
        let (whole, rest) = max(0, milliseconds).quotientAndRemainder(dividingBy: 1_000)
        let bin = Bin(second: rest == 0 ? whole : whole + 1, count: 1, exact: rest == 0 ? 1 : 0)
        var low = 0
        var high = bins.count
        while low < high {
            let middle = (low + high) / 2
            if bins[middle].second < bin.second { low = middle + 1 } else { high = middle }
        }
        if low < bins.count, bins[low].second == bin.second {
            bins[low].count &+= 1
            bins[low].exact &+= bin.exact
        } else {
            bins.insert(bin, at: low)
        }
    }

    /// Counts the waits of another histogram too.
    mutating func merge(_ other: WaitHistogram) {
        guard !other.bins.isEmpty else { return }
        guard !bins.isEmpty else {
            bins = other.bins
            return
        }
        var merged: [Bin] = []
        merged.reserveCapacity(bins.count + other.bins.count)
        var left = bins[...]
        var right = other.bins[...]
        while let one = left.first, let two = right.first {
            if one.second < two.second {
                merged.append(one)
                left.removeFirst()
            } else if two.second < one.second {
                merged.append(two)
                right.removeFirst()
            } else {
                merged.append(
                    Bin(
                        second: one.second, count: one.count &+ two.count,
                        exact: one.exact &+ two.exact))
                left.removeFirst()
                right.removeFirst()
            }
        }
        merged.append(contentsOf: left)
        merged.append(contentsOf: right)
        bins = merged
    }
}
