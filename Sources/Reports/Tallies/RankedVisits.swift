/// How many visits of each rank of level were answered, and how many of those went up.
///
/// The ranks that appear are kept in ascending order, so that the first level can be told from the
/// others after tallies were merged.
public struct RankedVisits: Hashable, Sendable {
    /// The visits of one rank.
    public struct Rank: Hashable, Sendable {
        /// The rank of their levels.
        public var rank: Int
        /// Those that were answered.
        public var answered = 0
        /// Those of the answered ones that were transferred to a queue of a higher level.
        public var escalated = 0
    }

    /// The ranks that appear, in ascending order; one of which nothing was answered appears too.
    public private(set) var ranks: [Rank] = []

    /// No visits.
    public init() {}

    /// The ranks in ascending order, each once.
    init(sorted ranks: [Rank]) { self.ranks = ranks }

    /// The lowest rank that appears; nil where none does.
    public var lowest: Int? { ranks.first?.rank }

    /// The visits that went up of those that were answered: of one rank, or of all for nil.
    public func escalation(from rank: Int?) -> Fraction {
        ranks.reduce(into: Fraction(0, of: 0)) { sum, one in
            guard rank == nil || rank == one.rank else { return }
            sum.add(Fraction(one.escalated, of: one.answered))
        }
    }

    /// Counts visits of a rank.
    mutating func add(_ visits: Rank) {
        let place = ranks.firstIndex { $0.rank >= visits.rank } ?? ranks.endIndex
        guard place < ranks.endIndex, ranks[place].rank == visits.rank else {
            ranks.insert(visits, at: place)
            return
        }
        ranks[place].answered &+= visits.answered
        ranks[place].escalated &+= visits.escalated
    }

    /// Counts the visits of another set too.
    mutating func merge(_ other: RankedVisits) {
        for visits in other.ranks { add(visits) }
    }
}
