import Telephony

extension Figure {
    /// The call's own parts of the figure at a place of the tallies: the calls behind the figure are
    /// those that have some, and the parts of all of them add up to it.
    ///
    /// Time of agents belongs to no call: the denominators of ``handledPerHour`` and ``occupancy``
    /// are not among the parts.
    ///
    /// - Parameters:
    ///   - call: the call; it need not have ended.
    ///   - dimension: what the figure is told by.
    ///   - value: of which queue, level, agent …; empty for ``Dimension/all``.
    ///   - quarters: the quarters of an hour that the figure is about.
    ///   - thresholds: the seconds of the formulas.
    ///   - rank: the rank of level that ``escalationRate`` leads up from; nil for all ranks.
    ///   - attempts: the attempts to call back that followed the call.
    ///   - isRepeated: whether the caller called again for the same motive.
    /// - Returns: a share for each visit, or for the call as a whole, that has some.
    public func shares(
        of call: CallFacts, by dimension: Dimension = .all, value: String = "",
        in quarters: Range<Int>, thresholds: Thresholds = Thresholds(),
        escalatingFrom rank: Int? = nil, attempts: [AttemptFacts] = [], isRepeated: Bool = false
    ) -> [FigureShare] {
        guard applies(to: dimension) else { return [] }
        return CallShares(
            of: call, by: dimension, value: value, in: quarters, attempts: attempts,
            isRepeated: isRepeated
        ).of(self, thresholds: thresholds, escalatingFrom: rank)
    }
}

extension Fraction {
    /// Adds another one, part by part.
    public mutating func add(_ other: Fraction) {
        numerator += other.numerator
        denominator += other.denominator
    }
}
