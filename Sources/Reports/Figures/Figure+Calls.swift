public import Telephony

/// What one call has to do with a figure.
public struct FigureShare: Hashable, Sendable {
    /// The call.
    public var call: CallID
    /// The number of the visit; nil where the call as a whole counts.
    public var visit: Int?
    /// When that began.
    public var time: WallTime
    /// What it adds to both parts of the figure.
    public var fraction: Fraction
}

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
    ///   - attempts: the attempts to call back that followed the call.
    ///   - isRepeated: whether the caller called again for the same motive.
    /// - Returns: a share for each visit, or for the call as a whole, that has some.
    public func shares(
        of call: CallFacts, by dimension: Dimension = .all, value: String = "",
        in quarters: Range<Int>, thresholds: Thresholds = Thresholds(),
        attempts: [AttemptFacts] = [], isRepeated: Bool = false
    ) -> [FigureShare] {
        guard applies(to: dimension) else { return [] }
        return portions(of: call).compactMap { portion in
            var book = TallyBook()
            book.add(portion.facts)
            if isRepeated { book.add(repeatOf: portion.facts) }
            for attempt in attempts { book.add(attempt: attempt, of: portion.facts) }
            var fraction = Fraction(0, of: 0)
            for (key, tally) in book.tallies
            where key.dimension == dimension && key.value == value
                && quarters.contains(key.quarter)
            {
                fraction.add(self.fraction(of: tally, thresholds: thresholds))
            }
            guard !fraction.isEmpty else { return nil }
            return FigureShare(
                call: call.call, visit: portion.visit?.number,
                time: portion.visit?.entered ?? call.arrived, fraction: fraction)
        }
    }

    /// The call in as many parts as the figure may count: visit by visit, or as a whole.
    private func portions(of call: CallFacts) -> [(facts: CallFacts, visit: VisitFacts?)] {
        switch scope {
        case .visit, .talk:
            var rest = call
            rest.visits = []
            rest.surveys.removeAll { $0.visit != nil }
            return call.visits.map { (call.only($0), $0) } + [(rest, nil)]
        case .contact, .arrival, .step, .shift: return [(call, nil)]
        }
    }
}

extension Fraction {
    mutating func add(_ other: Fraction) {
        numerator += other.numerator
        denominator += other.denominator
    }
}

extension CallFacts {
    /// The call with one of its visits, and the answers about it.
    fileprivate func only(_ visit: VisitFacts) -> CallFacts {
        var call = self
        call.visits = [visit]
        call.surveys.removeAll { $0.visit != visit.number }
        return call
    }
}
