extension Figure {
    /// What a figure counts: it decides what the figure can be told by.
    enum Scope: Hashable, Sendable {
        /// Calls that came in.
        case arrival
        /// Visits, whether somebody answered or not.
        case visit
        /// Visits in which somebody talked, and what callers say of them.
        case talk
        /// Calls in which somebody talked.
        case contact
        /// The time of agents.
        case shift
        /// Letters and e-mails, whoever answers them.
        case written
        /// Letters and e-mails that somebody answered.
        case writing
        /// Passages through a step.
        case step
    }

    /// What the figure counts.
    var scope: Scope {
        switch self {
        case .arrived, .menuAbandonRate, .containment: .arrival
        case .serviceLevelAsterisk2, .serviceLevelConnect, .serviceLevelGenesys,
            .serviceLevelGenesysFlowOuts, .serviceLevelXCally, .qualityOfService, .answerRate,
            .handledRatio, .abandonRate, .abandonRateNet, .timeToAbandon, .callbackSuccess,
            .callbackAttempts, .callbackNoAnswers, .visits, .abandoned, .callbacks, .flowOuts,
            .waiting, .interrupted:
            .visit
        case .serviceLevelAsterisk1, .averageSpeedOfAnswer, .talk, .handleTime, .wrapUp, .hold,
            .transferRate, .transferRateBlind, .transferRateAttended, .transferRateExternal,
            .escalationRate, .firstContactResolutionSurvey, .netPromoterScore, .satisfaction,
            .firstContactResolutionSurveyAnswers, .netPromoterScoreAnswers, .satisfactionAnswers,
            .announcedWaitError, .announcedWaitWithinAMinute,
            .announcedWaitBias, .answered, .missedOffers:
            .talk
        case .firstContactResolution: .contact
        case .handledPerHour, .occupancy, .occupancyWithWriting: .shift
        case .writtenReceived, .writtenWaiting, .writtenOverdue: .written
        case .writtenAnswered, .writtenWithinDue, .writtenWithinDueContacts, .writtenAnswerTime,
            .writtenHandleTime, .writtenDropped:
            .writing
        case .stepEntered, .stepDropOff, .stepTime, .stepNoInput, .stepNoMatch: .step
        }
    }

    /// Whether time may yet change it, where it is fresh.
    var mayBeProvisional: Bool { self == .firstContactResolution }

    /// Whether the seconds of ``Thresholds`` are part of the formula.
    package var usesThresholds: Bool {
        Figure.serviceLevels.contains(self) || self == .abandonRateNet
    }
}
