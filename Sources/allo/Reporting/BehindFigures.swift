import CallLog
import Reports
import Telephony

/// The calls behind figures: each with what it adds to the two parts of each figure.
struct BehindFigures {
    /// A call, or one of its visits, behind a figure.
    struct Evidence {
        let call: CallFacts
        let visit: VisitFacts?
        let fraction: Fraction
    }

    /// A figure with what is behind it.
    struct Found {
        let figure: Figure
        var evidence: [Evidence] = []

        /// All of it together: the parts of the figure.
        var fraction: Fraction {
            evidence.reduce(Fraction(0, of: 0)) { sum, one in
                Fraction(
                    sum.numerator + one.fraction.numerator,
                    of: sum.denominator + one.fraction.denominator)
            }
        }
    }

    let question: ReportQuestion
    let found: [Found]
    /// What the calls are told by.
    private let dimension: Reports.Dimension

    /// Looks for the calls behind the figures of a question.
    init(_ question: ReportQuestion, from source: ReportSource) async throws {
        self.question = question
        let subject = question.value.map {
            ReportSubject(dimension: question.dimension, value: $0)
        }
        let dimension = subject?.dimension ?? .all
        self.dimension = dimension
        var found = question.figures.map { Found(figure: $0) }
        let values = try await source.values(covered: subject)
        for value in values {
            let selection = CallSelection(
                quarters: question.quarters, dimension: dimension, value: value)
            for try await call in source.tables.calls(selection) {
                for place in found.indices {
                    found[place].evidence += found[place].figure.evidence(
                        of: call, by: dimension, value: value, question)
                }
            }
        }
        self.found = found
    }

    /// The figure that the calls make; nil where there is nothing to divide by, or no sense in it.
    func value(of found: Found) -> Double? {
        guard found.figure.applies(to: dimension) else { return nil }
        return found.figure.value(of: found.fraction)
    }
}

extension Figure {
    /// What a call adds to the figure, visit by visit where that tells all of it.
    fileprivate func evidence(
        of call: SelectedCall, by dimension: Reports.Dimension, value: String,
        _ question: ReportQuestion
    ) -> [BehindFigures.Evidence] {
        guard applies(to: dimension) else { return [] }
        let whole = fraction(of: call.tally, thresholds: question.thresholds)
        guard !whole.isEmpty else { return [] }
        let shares = shares(
            of: call.facts, by: dimension, value: value, in: question.quarters,
            thresholds: question.thresholds, isRepeated: call.tally[.repeated] > 0)
        let sum = shares.reduce(Fraction(0, of: 0)) { sum, share in
            Fraction(
                sum.numerator + share.fraction.numerator,
                of: sum.denominator + share.fraction.denominator)
        }
        // Attempts to call back are told of the call alone.
        guard sum == whole else {
            return [BehindFigures.Evidence(call: call.facts, visit: nil, fraction: whole)]
        }
        return shares.map { share in
            BehindFigures.Evidence(
                call: call.facts, visit: call.facts.visits.first { $0.number == share.visit },
                fraction: share.fraction)
        }
    }
}
