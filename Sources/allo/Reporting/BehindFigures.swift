import CallLog
import Reports
import Telephony

/// The calls behind the figures of a report, found one after the other: there may be more of them
/// than the memory holds.
struct BehindFigures {
    /// A call, or one of its visits, behind a figure.
    struct Evidence {
        let call: CallFacts
        let visit: VisitFacts?
        let fraction: Fraction
    }

    /// What was asked.
    let question: ReportQuestion
    /// The figures with their values, as the report tells them.
    let figures: [(figure: Figure, cell: Report.Cell)]
    private let source: ReportSource
    private let subject: ReportSubject?
    private let firstRank: Int?

    /// Prepares to look for the calls behind the total of a report.
    init(_ report: Report, from source: ReportSource) {
        question = report.question
        figures = zip(report.question.figures, report.total.cells).map { ($0, $1) }
        self.source = source
        subject = question.value.map { [dimension = question.dimension] value in
            ReportSubject(dimension: dimension, value: value)
        }
        firstRank = subject?.dimension.hasLevel == true ? nil : report.firstRank
    }

    /// Looks at each call in the order in which they came in, those that go on last.
    ///
    /// - Parameter find: takes what a call adds to the figure at a place of ``figures``.
    /// - Throws: `JournalError` where the journal can't be read, and what `find` throws.
    func forEach(_ find: (Int, Evidence) throws -> Void) async throws {
        let dimension = subject?.dimension ?? .all
        let places = figures.indices.filter { figures[$0].figure.applies(to: dimension) }
        for value in try await source.values(covered: subject) {
            let selection = CallSelection(
                quarters: question.quarters, dimension: dimension, value: value)
            for try await call in source.tables.calls(selection) {
                let behind = places.filter { !fraction(of: figures[$0].figure, call).isEmpty }
                guard !behind.isEmpty else { continue }
                let shares = CallShares(
                    of: call.facts, by: dimension, value: value, in: question.quarters,
                    isRepeated: call.tally[.repeated] > 0)
                for place in behind {
                    for evidence in evidence(of: figures[place].figure, in: call, shares) {
                        try find(place, evidence)
                    }
                }
            }
            try await forEachContact(places, selection, find)
        }
    }

    /// The letters and e-mails behind the figures of these.
    private func forEachContact(
        _ places: [Int], _ selection: CallSelection, _ find: (Int, Evidence) throws -> Void
    ) async throws {
        let written = places.filter { figures[$0].figure.key.hasPrefix("written") }
        guard !written.isEmpty else { return }
        for contact in try await source.tables.contacts(selection) {
            var book = TallyBook(by: selection.dimension)
            book.add(contact, now: source.now)
            let tally = book.tallies.filter {
                $0.key.value == selection.value
                    && selection.quarters.contains($0.key.quarter)
            }.reduce(into: Tally()) { $0.merge($1.value) }
            for place in written {
                let fraction = figures[place].figure.fraction(of: tally)
                guard !fraction.isEmpty else { continue }
                // It has a name and a time as a call has, and nothing else of one.
                let stand = CallFacts(call: contact.contact, arrived: contact.received)
                try find(place, Evidence(call: stand, visit: nil, fraction: fraction))
            }
        }
    }

    private func fraction(of figure: Figure, _ call: SelectedCall) -> Fraction {
        figure.fraction(
            of: call.tally, thresholds: question.thresholds, escalatingFrom: firstRank)
    }

    /// What a call adds to a figure, visit by visit where that tells all of it.
    private func evidence(
        of figure: Figure, in call: SelectedCall, _ shares: CallShares
    ) -> [Evidence] {
        let whole = fraction(of: figure, call)
        let shares = shares.of(
            figure, thresholds: question.thresholds, escalatingFrom: firstRank)
        let sum = shares.reduce(into: Fraction(0, of: 0)) { $0.add($1.fraction) }
        // Attempts to call back are told of the call alone.
        guard sum == whole else {
            return [Evidence(call: call.facts, visit: nil, fraction: whole)]
        }
        return shares.map { share in
            Evidence(
                call: call.facts, visit: call.facts.visits.first { $0.number == share.visit },
                fraction: share.fraction)
        }
    }
}
