/// What the figures are computed from: counts, sums, the waits by seconds and the answered visits by
/// rank, of any set of calls.
///
/// Tallies of disjoint sets merge into the tally of both, in any order and grouping; the empty
/// tally changes nothing. Every formula of ``Figure`` is a quotient of sums of these numbers.
public struct Tally: Hashable, Sendable {
    private var counters: [Int]
    /// The waits that an agent or a provider ended.
    public var answeredWaits = WaitHistogram()
    /// The waits that the caller ended by hanging up.
    public var abandonedWaits = WaitHistogram()
    /// The waits that a callback ended.
    public var callbackWaits = WaitHistogram()

    /// The answered visits by the rank of their levels, where that is known.
    public var rankedVisits = RankedVisits()

    /// Nothing counted.
    public init() { counters = Array(repeating: 0, count: Counter.allCases.count) }

    /// A number of the tally; spans are in milliseconds.
    public subscript(counter: Counter) -> Int {
        get { counters[counter.rawValue] }
        set { counters[counter.rawValue] = newValue }
    }

    /// Whether nothing was counted.
    public var isEmpty: Bool { self == Tally() }

    /// Counts what another tally counted too.
    public mutating func merge(_ other: Tally) {
        for index in counters.indices { counters[index] &+= other.counters[index] }
        answeredWaits.merge(other.answeredWaits)
        abandonedWaits.merge(other.abandonedWaits)
        callbackWaits.merge(other.callbackWaits)
        rankedVisits.merge(other.rankedVisits)
    }

    /// The tally of two disjoint sets together.
    public func merging(_ other: Tally) -> Tally {
        var both = self
        both.merge(other)
        return both
    }

    /// Visits that have ended.
    public var visits: Int {
        self[.answered] &+ self[.abandoned] &+ self[.callbacks] &+ flowedOut
    }

    /// Visits that flowed out, for whatever reason.
    public var flowedOut: Int {
        self[.timedOut] &+ self[.foundFull] &+ self[.foundClosed] &+ self[.foundEmpty]
            &+ self[.leftByKey]
    }
}
