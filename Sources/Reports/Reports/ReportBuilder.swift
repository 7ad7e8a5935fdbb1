import Telephony

/// Gathers tallies, in any order, into a report: it keeps no more of them than the report has rows.
///
/// ```swift
/// var builder = ReportBuilder(question)
/// for (key, tally) in book.tallies { builder.add(tally, at: key) }
/// let report = builder.report()
/// ```
public struct ReportBuilder: Sendable {
    private struct Place: Hashable {
        let name: String
        let slot: ReportSlot?
    }

    private let question: ReportQuestion
    private let quarters: Range<Int>
    private var clock: ReportClock
    private var rows: [Place: Tally] = [:]
    private var total = Tally()
    private let knownFirstRank: Int?
    private var lowestRank: Int?
    private var steps: [String: Tally] = [:]
    private var calendar = CallCalendar()

    /// Begins a report.
    ///
    /// - Parameters:
    ///   - question: what it is to tell.
    ///   - firstRank: the lowest rank of all levels, those that the question is not about among them;
    ///     nil for the lowest of the tallies that are counted.
    public init(_ question: ReportQuestion, firstRank: Int? = nil) {
        self.question = question
        knownFirstRank = firstRank
        quarters = question.quarters
        clock = ReportClock(zone: question.zone, interval: question.interval)
    }

    /// Counts a tally; one that the question is not about is passed over.
    public mutating func add(_ tally: Tally, at key: TallyKey) {
        guard quarters.contains(key.quarter) else { return }
        let tally = withProvisional(tally, at: key)
        if key.dimension == .all, let lowest = tally.rankedVisits.lowest {
            lowestRank = min(lowestRank ?? lowest, lowest)
        }
        if key.dimension == .step, question.value == nil || isSubject(key) {
            steps[key.value, default: Tally()].merge(tally)
        }
        if isSubject(key) {
            total.merge(tally)
            note(tally, at: key.quarter)
        }
        guard key.dimension == question.dimension,
            question.value == nil || question.value == key.value
        else { return }
        let place = Place(name: key.value, slot: clock.slot(of: key.quarter))
        rows[place, default: Tally()].merge(tally)
    }

    /// The report of what was counted.
    public func report() -> Report {
        let places = rows.keys.sorted { left, right in
            left.name == right.name
                ? (left.slot?.order ?? 0) < (right.slot?.order ?? 0) : left.name < right.name
        }
        let subject: Dimension = question.value == nil ? .all : question.dimension
        return Report(
            question: question,
            rows: places.map { place in
                row(place, of: rows[place] ?? Tally(), by: question.dimension)
            },
            total: row(Place(name: "", slot: nil), of: total, by: subject),
            menu: menu, firstRank: firstRank, calendar: calendar, waiting: total[.waiting],
            answeredWaits: total.answeredWaits,
            abandonedWaits: total.abandonedWaits)
    }

    private var firstRank: Int? { knownFirstRank ?? lowestRank }

    /// Whether the whole of the report is made of it: of everything, or of the one value asked for.
    private func isSubject(_ key: TallyKey) -> Bool {
        guard let value = question.value else { return key.dimension == .all }
        return key.dimension == question.dimension && key.value == value
    }

    /// A handled call is not settled before seven days have gone by.
    private func withProvisional(_ tally: Tally, at key: TallyKey) -> Tally {
        guard let now = question.now, tally[.firstContacts] > 0,
            now.milliseconds(since: key.begin) < FirstContact.span.wholeMilliseconds
        else { return tally }
        var marked = tally
        marked[.provisional] = tally[.firstContacts] - tally[.repeated]
        return marked
    }

    private mutating func note(_ tally: Tally, at quarter: Int) {
        let time = question.zone.civilTime(at: quarter * TallyKey.quarterLength)
        let weekday = time.date.weekday.number
        var hour = calendar[weekday: weekday, hour: time.hour]
        hour.calls += Figure.arrived.applies(to: subject) ? tally[.arrived] : tally.visits
        hour.answered += tally[.answered]
        hour.inTime.add(
            question.serviceLevel.fraction(of: tally, thresholds: question.thresholds))
        calendar[weekday: weekday, hour: time.hour] = hour
    }

    private var subject: Dimension { question.value == nil ? .all : question.dimension }

    private func row(_ place: Place, of tally: Tally, by dimension: Dimension) -> Report.Row {
        Report.Row(
            name: place.name, slot: place.slot,
            cells: question.figures.map { figure in
                guard figure.applies(to: dimension) else {
                    return Report.Cell(
                        value: nil, fraction: Fraction(0, of: 0), isProvisional: false)
                }
                let fraction = figure.fraction(
                    of: tally, thresholds: question.thresholds,
                    escalatingFrom: dimension.hasLevel ? nil : firstRank)
                return Report.Cell(
                    value: figure.value(of: fraction), fraction: fraction,
                    isProvisional: figure.mayBeProvisional && tally[.provisional] > 0)
            })
    }

    private var menu: [Report.MenuStep] {
        steps.map { name, tally in
            Report.MenuStep(
                name: name, entered: tally[.stepEntered], hungUp: tally[.stepHungUp],
                noInputs: tally[.stepNoInputs], noMatches: tally[.stepNoMatches],
                keys: Digit.allCases.map { tally[.key($0)] })
        }.sorted {
            $0.entered == $1.entered ? $0.name < $1.name : $0.entered > $1.entered
        }
    }
}

extension ReportQuestion {
    /// The service level that charts show: the first one asked for.
    var serviceLevel: Figure {
        figures.first { Figure.serviceLevels.contains($0) } ?? .serviceLevelConnect
    }
}

extension Figure {
    /// The named definitions of the service level.
    public static let serviceLevels: [Figure] = [
        .serviceLevelAsterisk1, .serviceLevelAsterisk2, .serviceLevelConnect,
        .serviceLevelGenesys, .serviceLevelGenesysFlowOuts, .serviceLevelXCally,
        .qualityOfService,
    ]
}
