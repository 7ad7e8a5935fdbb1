import Flows
import Reports
import Telephony
import Transcripts

/// A figure that a transcript expects, with all of its names found.
struct ExpectedFigure {
    let expectation: Transcript.Expectation
    let figure: Figure

    /// - Throws: ``RehearsalError`` where it names what is not there, or asks what can't be told.
    init(
        _ expectation: Transcript.Expectation, of transcript: Transcript,
        in program: FlowProgram
    ) throws(RehearsalError) {
        let position = expectation.position
        let named = Figure.named(expectation.figure)
        guard let figure = named.first else {
            throw RehearsalError(
                .unknownFigure(
                    expectation.figure,
                    near: Spelling.suggestion(for: expectation.figure, among: Figure.names)),
                at: position)
        }
        guard named.count == 1 else {
            throw RehearsalError(
                .severalFigures(expectation.figure, named.map(\.key)), at: position)
        }
        self.expectation = expectation
        self.figure = figure
        if expectation.within != nil || expectation.short != nil, !figure.usesThresholds {
            throw RehearsalError(.figureWithoutSeconds(figure.key), at: position)
        }
        guard figure.applies(to: dimension) else {
            throw RehearsalError(
                expectation.subject.map { .untoldFigure(figure.key, of: $0.kind.rawValue) }
                    ?? .figureWithoutStep(figure.key), at: position)
        }
        if let subject = expectation.subject { try program.check(subject, of: transcript) }
    }

    /// Whether another asks the same and expects something else; of two numbers with other decimals
    /// one may be the other, rounded.
    func contradicts(_ other: ExpectedFigure) -> Bool {
        let (own, their) = (expectation, other.expectation)
        guard figure == other.figure, own.within == their.within, own.short == their.short,
            own.subject?.kind == their.subject?.kind, own.subject?.name == their.subject?.name
        else { return false }
        if let value = own.value, let wanted = their.value, value.decimals != wanted.decimals {
            return false
        }
        return own.value != their.value
    }

    /// What the figure is told by.
    var dimension: Dimension { expectation.subject?.kind.dimension ?? .all }

    /// The question that asks for it.
    func question(in zone: TimeZoneRules) -> ReportQuestion {
        var thresholds = Thresholds()
        if let within = expectation.within { thresholds.answerWithin = within }
        if let short = expectation.short { thresholds.shortAbandon = short }
        return ReportQuestion(
            figures: [figure], by: dimension, value: expectation.subject?.name,
            thresholds: thresholds, zone: zone)
    }

    /// How what came out differs from it; nil where it does not.
    func gap(to cell: Report.Cell) -> FigureGap? {
        switch (expectation.value, cell.value) {
        case (nil, nil): return nil
        case (let wanted?, let value?) where wanted.isMet(by: value): return nil
        case (.some, .some), (.some, nil), (nil, .some):
            return FigureGap(expected: expectation, figure: figure, cell: cell)
        }
    }
}

extension Transcript.Expectation.Subject.Kind {
    fileprivate var dimension: Dimension {
        switch self {
        case .queue: .queue
        case .level: .level
        case .agent: .agent
        case .provider: .provider
        case .segment: .segment
        case .motive: .motive
        case .number: .number
        case .language: .language
        case .flow: .flowVersion
        case .step: .step
        }
    }
}

extension Transcript.Expectation.Decimal {
    /// A number with as many decimals as this one, halves away from zero as reports round.
    func rounded(_ value: Double) -> Self? {
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        return Int(exactly: (value * scale).rounded()).map { Self(digits: $0, decimals: decimals) }
    }

    fileprivate func isMet(by value: Double) -> Bool { rounded(value) == self }
}

extension FlowProgram {
    /// Refuses what no call can have to do with.
    fileprivate func check(
        _ subject: Transcript.Expectation.Subject, of transcript: Transcript
    ) throws(RehearsalError) {
        let known: [String]
        switch subject.kind {
        case .queue: known = Array(centre.queues.keys)
        case .level: known = Array(centre.levels.keys)
        // Without agents in the centre file, a transcript may name whom it likes.
        case .agent where centre.agents.isEmpty: return
        case .agent: known = centre.agents.keys.map(\.rawValue)
        case .provider: known = Array(centre.destinations.keys)
        case .segment: known = segments(toldBy: transcript).sorted()
        case .motive: known = motives(toldBy: transcript).sorted()
        // A flow that is called by its name stands for the number.
        case .number: known = centre.numbers.keys.map(\.text).sorted() + flows.keys
        case .language: known = Set(flows.values.flatMap(\.languages)).map(\.rawValue).sorted()
        case .flow: known = Array(flows.keys)
        case .step:
            known =
                flows.values.flatMap { flow in flow.steps.map { "\(flow.name)/\($0.name)" } }
                + stepsOfCallbacks
        }
        guard !known.contains(subject.name) else { return }
        throw RehearsalError(
            .unknownName(
                subject.kind.rawValue, subject.name,
                near: Spelling.suggestion(for: subject.name, among: known)),
            at: subject.position)
    }

    /// What those go through who were called back, as the centre file has it.
    private var stepsOfCallbacks: [String] {
        [
            centre.callbacks?.next.map { _ in "callbacks/next" },
            centre.callbacks?.timeout.map { _ in "callbacks/timeout" },
        ].compactMap(\.self)
    }
}
