import ArgumentParser
import Flows
import Reports

/// What a report is told by, as it is written on the command line.
enum ReportDimension: String, ExpressibleByArgument, CaseIterable {
    case all, queue, level, agent, provider, segment, motive, number, language, flow, step

    /// The dimension.
    var dimension: Reports.Dimension {
        switch self {
        case .all: .all
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

/// How a report divides time, as it is written on the command line.
enum ReportEvery: String, ExpressibleByArgument, CaseIterable {
    case quarter, hour, day, week
    case hourOfDay = "hour-of-day"
    case weekday

    /// The interval.
    var interval: ReportInterval {
        switch self {
        case .quarter: .quarterHour
        case .hour: .hour
        case .day: .day
        case .week: .week
        case .hourOfDay: .hourOfDay
        case .weekday: .weekday
        }
    }
}

/// The names that figures are asked for with.
enum FigureNames {
    /// The figures of some names, each once.
    ///
    /// - Throws: what is wrong, as misuse.
    static func figures(_ names: [String]) throws -> [Figure] {
        var figures: [Figure] = []
        for name in names {
            let named = Figure.named(name)
            guard !named.isEmpty else {
                let suggestion =
                    Spelling.suggestion(for: name, among: Figure.names)
                    .map { "; did you mean ‘\($0)’?" } ?? "; --figures lists them"
                throw ValidationError("there is no figure ‘\(name)’\(suggestion)")
            }
            figures += named.filter { !figures.contains($0) }
        }
        return figures
    }

    /// All of them, with what they are.
    static func list(in language: ReportLanguage) -> String {
        Table(
            header: ["figure", "", "formula", "source"],
            rows: Figure.allCases.map { figure in
                [
                    figure.key, figure.name(in: language), figure.definition.formula,
                    figure.definition.source,
                ]
            }
        ).text + "X: --threshold; s: --short. \(Figure.letters)\n"
    }
}

extension Figure {
    /// Whether parts of calls tell it: attempts to call back, time of agents and what becomes of
    /// a call as a whole are in none.
    func isTold(ofPartsOfCalls dimension: ReportDimension) -> Bool {
        switch self {
        case .callbackSuccess, .callbackAttempts, .callbackNoAnswers, .handledPerHour, .occupancy,
            .occupancyWithWriting, .arrived, .menuAbandonRate, .containment, .writtenReceived,
            .writtenAnswered, .writtenWithinDue, .writtenWithinDueContacts, .writtenAnswerTime,
            .writtenHandleTime, .writtenWaiting, .writtenOverdue, .writtenDropped:
            false
        default: applies(to: dimension.dimension)
        }
    }

    /// How many callers are handed on, and how.
    private static let transferRates: [Figure] = [
        .transferRate, .transferRateBlind, .transferRateAttended, .transferRateExternal,
    ]

    /// What fits a row, where there are many, told by a dimension.
    static func row(by dimension: Reports.Dimension) -> [Figure] {
        switch dimension {
        case .step: sheet(by: .step)
        case .agent:
            [
                .answered, .missedOffers, .handleTime, .talk, .handledPerHour, .occupancy,
                .transferRate, .netPromoterScore,
            ]
        case .all, .queue, .level, .provider, .segment, .motive, .number, .language, .flowVersion:
            usual
        }
    }

    /// What is told of letters and e-mails where any came, told by a dimension.
    static func written(by dimension: Reports.Dimension) -> [Figure] {
        [
            .writtenReceived, .writtenAnswered, .writtenWithinDue, .writtenWithinDueContacts,
            .writtenAnswerTime, .writtenHandleTime, .writtenWaiting, .writtenOverdue,
            .writtenDropped, .occupancyWithWriting,
        ].filter {
            $0.applies(to: dimension) && ($0 != .occupancyWithWriting || dimension == .agent)
        }
    }

    /// What a supervisor wants to see first, told by a dimension.
    static func sheet(by dimension: Reports.Dimension) -> [Figure] {
        switch dimension {
        case .step: [.stepEntered, .stepDropOff, .stepTime, .stepNoInput, .stepNoMatch]
        case .agent:
            [
                .answered, .missedOffers, .handleTime, .talk, .hold, .wrapUp, .handledPerHour,
                .occupancy,
            ] + transferRates + [
                .escalationRate, .netPromoterScore, .netPromoterScoreAnswers, .satisfaction,
                .satisfactionAnswers, .firstContactResolution,
            ]
        case .all, .queue, .level, .provider, .segment, .motive, .number, .language, .flowVersion:
            [
                .arrived, .menuAbandonRate, .containment, .visits, .answered, .abandoned,
                .callbacks, .flowOuts, .waiting, .interrupted,
                .answerRate, .abandonRate, .abandonRateNet, .timeToAbandon,
                .averageSpeedOfAnswer, .handleTime, .talk, .hold, .wrapUp,
            ] + serviceLevels + transferRates + [
                .escalationRate, .callbackSuccess, .announcedWaitError,
                .firstContactResolution, .netPromoterScore, .netPromoterScoreAnswers,
                .satisfaction, .satisfactionAnswers,
            ]
        }
    }
}
