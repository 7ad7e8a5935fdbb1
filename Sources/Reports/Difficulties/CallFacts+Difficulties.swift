import Telephony

extension CallFacts {
    /// What went wrong in the call, as far as its facts tell; an attempt to call back that came to
    /// nothing has its own.
    ///
    /// - Parameter isRepeated: whether the caller called again for the same motive.
    /// - Returns: each of them, with its place.
    public func difficulties(isRepeated: Bool) -> [Difficulty] {
        var found = steps.flatMap { difficulties(of: $0) } + visits.flatMap { difficulties(of: $0) }
        found += attemptDifficulties + surveyDifficulties
        if isRepeated {
            found.append(Difficulty(.calledAgain, at: motive ?? "", in: call, arrived))
        }
        return found
    }

    private func difficulties(of step: StepFacts) -> [Difficulty] {
        var found: [Difficulty] = []
        func add(_ kind: Difficulty.Kind, _ times: Int) {
            guard times > 0 else { return }
            found.append(Difficulty(kind, at: step.name, in: call, step.entered, times: times))
        }
        add(.noInput, step.noInputs)
        add(.noMatch, step.noMatches)
        add(.gaveUp, step.isGivenUp ? 1 : 0)
        // Who hangs up while they wait has abandoned the queue; who has what they came for need not
        // hear the end.
        let hasAbandoned = visits.last?.outcome == .abandoned
        add(.hungUp, step.isHungUp && !hasAbandoned && !isServed ? 1 : 0)
        return found
    }

    private func difficulties(of visit: VisitFacts) -> [Difficulty] {
        var found: [Difficulty] = []
        let wait = visit.wait.map { "\($0.wholeMilliseconds / 1_000) s" } ?? ""
        func add(_ kind: Difficulty.Kind) {
            found.append(Difficulty(kind, at: visit.queue, in: call, visit.entered, detail: wait))
        }
        switch visit.outcome {
        case .abandoned: add(.abandoned)
        case .flowedOut(.timeout): add(.timedOut)
        case .flowedOut(.full): add(.full)
        case .flowedOut(.closed): add(.closed)
        case .flowedOut(.empty): add(.empty)
        case .waiting, .answered, .callback, .interrupted, .flowedOut(.key): break
        }
        return found + missed(visit.offers)
    }

    /// Rings that an agent let be; people outside who don't answer are a failed transfer.
    private func missed(_ offers: [OfferFacts]) -> [Difficulty] {
        offers.filter { $0.isMissed && !$0.isProvider }.map { offer in
            var reason = ""
            if case .notTaken(let why) = offer.outcome { reason = why.rawValue }
            return Difficulty(
                .missedRing, at: offer.agent, in: call, offer.offered, detail: reason)
        }
    }

    private var attemptDifficulties: [Difficulty] {
        guard let attempt else { return [] }
        let rings = missed(attempt.offers)
        guard case .failed(let reason, let isLast) = attempt.outcome, reason != .cancelled else {
            return rings
        }
        let detail = isLast ? "\(reason.rawValue), the last" : reason.rawValue
        return rings + [
            Difficulty(
                .callbackFailed, at: attempt.queue, in: call, attempt.began, detail: detail)
        ]
    }

    private var surveyDifficulties: [Difficulty] {
        var found: [Difficulty] = []
        for survey in surveys where survey.isLow {
            let comment = comments.first { $0.began >= survey.time }?.name
            let parts = [survey.answer, survey.agent, comment].compactMap(\.self)
            found.append(
                Difficulty(
                    .lowScore, at: survey.question, in: call, survey.time,
                    detail: parts.joined(separator: ", ")))
        }
        for comment in comments {
            let survey = surveys.last { $0.time <= comment.began }
            let parts = [survey?.answer, comment.name].compactMap(\.self)
            found.append(
                Difficulty(
                    .comment, at: survey?.question ?? "", in: call, comment.began,
                    detail: parts.joined(separator: ", ")))
        }
        return found
    }

    /// What callers said after a question, talks with agents apart.
    private var comments: [RecordingFacts] {
        guard let first = surveys.first?.time else { return [] }
        return recordings.filter { $0.began >= first && !$0.name.hasPrefix("talk-") }
    }
}

extension SurveyFacts {
    /// Whether the answer is a bad one: 0 to 6 of 10, 1 or 2 of 5, not settled.
    var isLow: Bool {
        guard let measure, let score else { return false }
        return switch measure {
        case .nps: score <= 6
        case .csat: score <= 2
        case .resolved: score != 1
        }
    }
}

extension WrittenFacts {
    /// That the contact is late, where it is.
    ///
    /// - Parameter now: the moment of asking.
    /// - Returns: one, or nothing.
    public func difficulties(now: WallTime) -> [Difficulty] {
        let isLate =
            switch outcome {
            case .open: due < now
            case .answered(let time): due < time
            case .dropped: false
            }
        guard isLate else { return [] }
        return [
            Difficulty(
                .writtenLate, at: receipt.queue, in: contact, received,
                detail: provider ?? agent ?? "")
        ]
    }
}
