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

/// A call at a place of the tallies, in the parts that figures count: visit by visit, and as a whole.
///
/// The parts are counted once, however many figures are asked for.
public struct CallShares: Sendable {
    private struct Portion {
        let visit: VisitFacts?
        let tally: Tally
    }

    private let call: CallFacts
    private let whole: Portion
    private let visits: [Portion]

    /// Counts a call.
    ///
    /// - Parameters:
    ///   - call: the call; it need not have ended.
    ///   - dimension: what figures are told by.
    ///   - value: of which queue, level, agent …; empty for ``Dimension/all``.
    ///   - quarters: the quarters of an hour that the figures are about.
    ///   - attempts: the attempts to call back that followed the call.
    ///   - isRepeated: whether the caller called again for the same motive.
    public init(
        of call: CallFacts, by dimension: Dimension = .all, value: String = "",
        in quarters: Range<Int>, attempts: [AttemptFacts] = [], isRepeated: Bool = false
    ) {
        func portion(_ facts: CallFacts, _ visit: VisitFacts? = nil) -> Portion {
            var book = TallyBook(by: dimension)
            book.add(facts)
            if isRepeated { book.add(repeatOf: facts) }
            for attempt in attempts { book.add(attempt: attempt, of: facts) }
            return Portion(
                visit: visit, tally: book.tally(by: dimension, value: value, in: quarters))
        }
        self.call = call
        whole = portion(call)
        visits =
            call.visits.map { portion(call.only($0), $0) } + [portion(call.withoutVisits)]
    }

    /// The call's own parts of a figure: a share for each visit, or for the call as a whole, that has
    /// some. They add up over all calls to the figure, where it makes sense at the place.
    ///
    /// - Parameters:
    ///   - figure: the figure.
    ///   - thresholds: the seconds of the formulas.
    ///   - rank: the rank of level that ``Figure/escalationRate`` leads up from; nil for all ranks.
    /// - Returns: the shares, in the order of the visits.
    public func of(
        _ figure: Figure, thresholds: Thresholds = Thresholds(), escalatingFrom rank: Int? = nil
    ) -> [FigureShare] {
        let portions: [Portion] =
            switch figure.scope {
            case .visit, .talk: visits
            case .contact, .arrival, .step, .shift: [whole]
            // Letters are no calls.
            case .written, .writing: []
            }
        return portions.compactMap { portion in
            let fraction = figure.fraction(
                of: portion.tally, thresholds: thresholds, escalatingFrom: rank)
            guard !fraction.isEmpty else { return nil }
            return FigureShare(
                call: call.call, visit: portion.visit?.number,
                time: portion.visit?.entered ?? call.arrived, fraction: fraction)
        }
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

    /// The call without its visits, and the answers about none.
    fileprivate var withoutVisits: CallFacts {
        var call = self
        call.visits = []
        call.surveys.removeAll { $0.visit != nil }
        return call
    }
}

extension TallyBook {
    /// All that the book has at a value of a dimension, in some quarters.
    fileprivate func tally(
        by dimension: Dimension, value: String, in quarters: Range<Int>
    ) -> Tally {
        var sum = Tally()
        for (key, tally) in tallies
        where key.dimension == dimension && key.value == value && quarters.contains(key.quarter) {
            sum.merge(tally)
        }
        return sum
    }
}
