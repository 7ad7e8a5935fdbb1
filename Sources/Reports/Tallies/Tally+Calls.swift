import Telephony

extension Tally {
    /// Counts a call that came in, its visits and answers apart.
    mutating func add(arrivalOf call: CallFacts) {
        self[.arrived] &+= 1
        if call.isAbandonedInMenu { self[.abandonedInMenu] &+= 1 }
        if call.isContained { self[.contained] &+= 1 }
    }

    /// Counts a passage through a step.
    mutating func add(_ step: StepFacts) {
        self[.stepEntered] &+= 1
        self[.stepTime] &+= step.time.wholeMilliseconds
        self[.stepNoInputs] &+= step.noInputs
        self[.stepNoMatches] &+= step.noMatches
        if step.isHungUp { self[.stepHungUp] &+= 1 }
        for key in step.keys { self[.key(key)] &+= 1 }
    }

    /// Counts an answer to a survey, where it is one of its scale.
    mutating func add(_ survey: SurveyFacts) {
        guard let measure = survey.measure, let score = survey.score else { return }
        switch measure {
        case .nps: self[Counter.nps0.advanced(by: score)] &+= 1
        case .csat: self[Counter.csat1.advanced(by: score - 1)] &+= 1
        case .resolved: self[score == 1 ? .resolved : .unresolved] &+= 1
        }
    }

    /// Counts an attempt to call back.
    mutating func add(_ attempt: AttemptFacts) {
        self[.attempts] &+= 1
        switch attempt.outcome {
        case .open: break
        case .bridged: self[.bridged] &+= 1
        case .failed(let reason, let isLast):
            if reason == .noAnswer { self[.attemptsNotAnswered] &+= 1 }
            if isLast { self[.givenUp] &+= 1 }
        }
    }
}

extension Tally.Counter {
    /// The counter of a key of a menu.
    static func key(_ digit: Digit) -> Tally.Counter {
        Tally.Counter.key0.advanced(by: Int(digit.rawValue))
    }
    /// The keys in the order of their counters.
    static let keyNames = Digit.allCases.map { String($0.character) }
}
