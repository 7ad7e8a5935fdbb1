extension Figure {
    /// What the figure counts in a tally, before the division: spans in milliseconds.
    ///
    /// - Parameters:
    ///   - tally: what was counted.
    ///   - thresholds: the seconds of the formulas.
    ///   - rank: the rank of level that ``escalationRate`` leads up from; nil for all ranks.
    /// - Returns: the two parts.
    public func fraction(
        of tally: Tally, thresholds: Thresholds = Thresholds(), escalatingFrom rank: Int? = nil
    ) -> Fraction {
        let part = TallyParts(tally: tally, thresholds: thresholds)
        return switch self {
        case .serviceLevelAsterisk1: Fraction(part.inTime, of: part.answered)
        case .serviceLevelAsterisk2:
            Fraction(part.inTime + part.soonAbandoned, of: part.answered + part.abandoned)
        case .serviceLevelConnect:
            Fraction(part.inTime + part.soonAbandoned + part.soonCalledBack, of: part.visits)
        case .serviceLevelGenesys:
            Fraction(part.inTime, of: part.answered + part.abandoned - part.short)
        case .serviceLevelGenesysFlowOuts:
            Fraction(
                part.inTime, of: part.answered + part.abandoned - part.short + tally.flowedOut)
        case .serviceLevelXCally:
            Fraction(part.beforeTime, of: part.answered + part.abandoned - part.soonAbandoned)
        case .qualityOfService: Fraction(part.inTime, of: part.visits)
        case .answerRate, .handledRatio: Fraction(part.answered, of: part.visits)
        case .averageSpeedOfAnswer: Fraction(tally[.answeredWait], of: part.answered)
        case .abandonRate: Fraction(part.abandoned, of: part.visits)
        case .abandonRateNet: Fraction(part.abandoned - part.short, of: part.visits - part.short)
        case .timeToAbandon: Fraction(tally[.abandonedWait], of: part.abandoned)
        case .talk: Fraction(tally[.talk], of: part.talked)
        case .handleTime:
            Fraction(tally[.talk] + tally[.hold] + tally[.wrap], of: part.talked)
        case .wrapUp: Fraction(tally[.wrap], of: part.talked)
        case .hold: Fraction(tally[.hold], of: tally[.held])
        case .handledPerHour:
            Fraction(
                tally[.contacts], of: part.onContact + tally[.readyTime] + tally[.ringingTime])
        case .occupancy: Fraction(part.onContact, of: part.onContact + tally[.readyTime])
        case .transferRate: Fraction(tally[.transferred], of: part.helped)
        case .transferRateBlind: Fraction(tally[.transferredBlind], of: part.helped)
        case .transferRateAttended: Fraction(tally[.transferredAttended], of: part.helped)
        case .transferRateExternal: Fraction(tally[.transferredOutside], of: part.helped)
        case .escalationRate: tally.rankedVisits.escalation(from: rank)
        case .menuAbandonRate: Fraction(tally[.abandonedInMenu], of: tally[.arrived])
        case .containment: Fraction(tally[.contained], of: tally[.arrived])
        case .firstContactResolution:
            Fraction(tally[.firstContacts] - tally[.repeated], of: tally[.firstContacts])
        case .firstContactResolutionSurvey:
            Fraction(tally[.resolved], of: tally[.resolved] + tally[.unresolved])
        case .netPromoterScore:
            Fraction(
                tally.sum(.nps9, through: .nps10) - tally.sum(.nps0, through: .nps6),
                of: tally.sum(.nps0, through: .nps10))
        case .satisfaction:
            Fraction(
                tally.sum(.csat4, through: .csat5), of: tally.sum(.csat1, through: .csat5))
        case .firstContactResolutionSurveyAnswers:
            Fraction(count: tally[.resolved] + tally[.unresolved])
        case .netPromoterScoreAnswers: Fraction(count: tally.sum(.nps0, through: .nps10))
        case .satisfactionAnswers: Fraction(count: tally.sum(.csat1, through: .csat5))
        case .callbackSuccess: Fraction(tally[.bridged], of: tally[.bridged] + tally[.givenUp])
        case .announcedWaitError: Fraction(tally[.estimateError], of: tally[.estimates])
        case .announcedWaitWithinAMinute:
            Fraction(tally[.estimatesWithinAMinute], of: tally[.estimates])
        case .announcedWaitBias: Fraction(tally[.estimateBias], of: tally[.estimates])
        case .stepDropOff: Fraction(tally[.stepHungUp], of: tally[.stepEntered])
        case .stepTime: Fraction(tally[.stepTime], of: tally[.stepEntered])
        case .stepNoInput: Fraction(tally[.stepNoInputs], of: tally[.stepEntered])
        case .stepNoMatch: Fraction(tally[.stepNoMatches], of: tally[.stepEntered])
        case .callbackAttempts: Fraction(count: tally[.attempts])
        case .callbackNoAnswers: Fraction(count: tally[.attemptsNotAnswered])
        case .arrived: Fraction(count: tally[.arrived])
        case .visits: Fraction(count: part.visits)
        case .answered: Fraction(count: part.answered)
        case .abandoned: Fraction(count: part.abandoned)
        case .callbacks: Fraction(count: tally[.callbacks])
        case .flowOuts: Fraction(count: tally.flowedOut)
        case .waiting: Fraction(count: tally[.waiting])
        case .interrupted: Fraction(count: tally[.interrupted])
        case .missedOffers: Fraction(count: tally[.missedOffers])
        case .stepEntered: Fraction(count: tally[.stepEntered])
        case .writtenReceived: Fraction(count: tally[.writtenReceived])
        case .writtenAnswered: Fraction(count: tally[.writtenAnswered])
        case .writtenWithinDue: Fraction(tally[.writtenInTime], of: tally.writtenDue)
        case .writtenWithinDueContacts: Fraction(count: tally.writtenDue)
        case .writtenAnswerTime:
            Fraction(tally[.writtenAnswerTime], of: tally[.writtenAnswered])
        case .writtenHandleTime:
            Fraction(tally[.writtenHandleTime], of: tally[.writtenHandled])
        case .writtenWaiting: Fraction(count: tally[.writtenWaiting])
        case .writtenOverdue: Fraction(count: tally[.writtenOverdue])
        case .writtenDropped: Fraction(count: tally[.writtenDropped])
        case .occupancyWithWriting:
            Fraction(
                part.onContact + tally[.writingTime], of: part.onContact + tally[.readyTime])
        }
    }

    /// The figure of a tally, in its unit; nil, "n/a", where nothing is there to divide by.
    public func value(of tally: Tally, thresholds: Thresholds = Thresholds()) -> Double? {
        value(of: fraction(of: tally, thresholds: thresholds))
    }

    /// The division, in the figure's unit; nil where there is nothing to divide by.
    public func value(of fraction: Fraction) -> Double? {
        let unit = definition.unit
        if unit == .count { return Double(fraction.numerator) }
        guard fraction.denominator > 0 else { return nil }
        let scale: Double =
            switch unit {
            case .percent, .points: 100
            case .seconds: 0.001
            case .perHour: 3_600_000
            case .count: 1
            }
        return scale < 1
            ? Double(fraction.numerator) / Double(fraction.denominator) / 1_000
            : Double(fraction.numerator) * scale / Double(fraction.denominator)
    }

    /// Whether the figure means something when it is told by a dimension.
    ///
    /// An agent has no part in the visits that nobody answered, and only the voice server as a
    /// whole, its versions, the kinds of customers and what calls come for and by have arrivals.
    public func applies(to dimension: Dimension) -> Bool {
        switch (scope, dimension) {
        case (.step, .step): true
        case (.step, _), (_, .step): false
        case (_, .all): true
        case (.arrival, .segment), (.arrival, .motive), (.arrival, .number), (.arrival, .language),
            (.arrival, .flowVersion):
            true
        case (.arrival, _): false
        case (.shift, .agent): true
        case (.shift, _): false
        case (.written, .agent), (.written, .flowVersion), (.written, .number),
            (.written, .language), (.writing, .flowVersion), (.writing, .motive),
            (.writing, .number), (.writing, .language):
            false
        case (.written, _), (.writing, _): true
        case (.visit, .agent): false
        case (.visit, _), (.talk, _), (.contact, _): true
        }
    }
}

/// What the formulas are written in.
private struct TallyParts {
    let tally: Tally
    let thresholds: Thresholds

    var visits: Int { tally.visits }
    var answered: Int { tally[.answered] }
    var abandoned: Int { tally[.abandoned] }
    /// A<=X.
    var inTime: Int { tally.answeredWaits.count(atMost: thresholds.answerWithin) }
    /// A<X.
    var beforeTime: Int { tally.answeredWaits.count(below: thresholds.answerWithin) }
    /// B<=X.
    var soonAbandoned: Int { tally.abandonedWaits.count(atMost: thresholds.answerWithin) }
    /// C<=X.
    var soonCalledBack: Int { tally.callbackWaits.count(atMost: thresholds.answerWithin) }
    /// B<=s.
    var short: Int { tally.abandonedWaits.count(atMost: thresholds.shortAbandon) }
    /// Answered visits, and callbacks in which an agent talked.
    var helped: Int { tally[.answered] + tally[.calledBack] }
    /// Those of them whose talk has ended.
    var talked: Int { helped - tally[.talking] }
    /// What a call holds the agents for.
    var onContact: Int { tally[.talkingTime] + tally[.holdTime] + tally[.wrapTime] }
}

extension Tally {
    /// Written contacts of which it is known whether they were answered when due.
    fileprivate var writtenDue: Int { self[.writtenAnswered] + self[.writtenOverdue] }

    fileprivate func sum(_ first: Counter, through last: Counter) -> Int {
        (first.rawValue...last.rawValue).reduce(0) { sum, place in
            sum + (Counter(rawValue: place).map { self[$0] } ?? 0)
        }
    }
}

extension Fraction {
    fileprivate init(count: Int) { self.init(count, of: 0) }
}
