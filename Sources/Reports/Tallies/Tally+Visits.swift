import Telephony

extension Tally {
    /// Counts a visit; of a callback, what was talked alone.
    mutating func add(_ visit: VisitFacts) {
        guard !visit.isCallback else {
            return addCalledBack(visit, talks: visit.talks[...], by: nil)
        }
        addOffers(visit.offers[...])
        if let rank = visit.rank { rankedVisits.add(RankedVisits.Rank(rank: rank)) }
        switch visit.outcome {
        case .waiting: self[.waiting] &+= 1
        case .answered: addAnswered(visit, talks: visit.talks[...], by: nil)
        case .abandoned:
            let wait = visit.waited
            self[.abandoned] &+= 1
            self[.abandonedWait] &+= wait
            abandonedWaits.add(milliseconds: wait)
        case .callback:
            self[.callbacks] &+= 1
            callbackWaits.add(milliseconds: visit.waited)
        case .flowedOut(.timeout): self[.timedOut] &+= 1
        case .flowedOut(.full): self[.foundFull] &+= 1
        case .flowedOut(.closed): self[.foundClosed] &+= 1
        case .flowedOut(.empty): self[.foundEmpty] &+= 1
        case .flowedOut(.key): self[.leftByKey] &+= 1
        case .interrupted: self[.interrupted] &+= 1
        }
    }

    /// Counts what one agent had to do with a visit: their rings, and their talks.
    ///
    /// The wait is the visit's, whoever of several colleagues talked.
    mutating func add(_ visit: VisitFacts, by agent: String) {
        addOffers(visit.offers.filter { $0.agent == agent }[...])
        let talks = visit.talks.filter { $0.agent == agent }
        guard !talks.isEmpty else { return }
        if visit.isCallback {
            addCalledBack(visit, talks: talks[...], by: agent)
        } else {
            addAnswered(visit, talks: talks[...], by: agent)
        }
    }

    private mutating func addCalledBack(
        _ visit: VisitFacts, talks: ArraySlice<TalkFacts>, by agent: String?
    ) {
        self[.calledBack] &+= 1
        addTalks(visit, talks, by: agent)
    }

    private mutating func addOffers(_ offers: ArraySlice<OfferFacts>) {
        self[.offers] &+= offers.count
        for offer in offers where offer.isMissed { self[.missedOffers] &+= 1 }
    }

    private mutating func addAnswered(
        _ visit: VisitFacts, talks: ArraySlice<TalkFacts>, by agent: String?
    ) {
        let wait = visit.waited
        self[.answered] &+= 1
        self[.answeredWait] &+= wait
        answeredWaits.add(milliseconds: wait)
        addTalks(visit, talks, by: agent)
        for announcement in visit.announcements { addEstimate(announcement, of: visit) }
    }

    /// Counts what was talked, and where the callers were transferred to.
    private mutating func addTalks(
        _ visit: VisitFacts, _ talks: ArraySlice<TalkFacts>, by agent: String?
    ) {
        var isHeld = false
        for talk in talks {
            self[.talk] &+= talk.talk.wholeMilliseconds
            self[.hold] &+= talk.hold.wholeMilliseconds
            self[.wrap] &+= talk.wrap?.wholeMilliseconds ?? 0
            isHeld = isHeld || talk.holds > 0
        }
        if talks.last?.ended == nil { self[.talking] &+= 1 }
        if isHeld { self[.held] &+= 1 }
        addTransfers(of: visit, by: agent)
    }

    private mutating func addTransfers(of visit: VisitFacts, by agent: String?) {
        let all = visit.transfers
        let transfers = agent.map { name in all.filter { $0.agent == name } } ?? all
        if let rank = visit.rank {
            let isEscalated = transfers.contains(where: \.isEscalation)
            rankedVisits.add(
                RankedVisits.Rank(rank: rank, answered: 1, escalated: isEscalated ? 1 : 0))
        }
        guard !transfers.isEmpty else { return }
        func count(_ counter: Counter, _ counts: (TransferFacts) -> Bool) {
            if transfers.contains(where: counts) { self[counter] &+= 1 }
        }
        count(.transferred) { _ in true }
        count(.transferredBlind) { $0.kind == .blind && $0.target != .external }
        count(.transferredAttended) { $0.kind == .attended && $0.target != .external }
        count(.transferredOutside) { $0.target == .external }
    }

    private mutating func addEstimate(_ announcement: AnnouncementFacts, of visit: VisitFacts) {
        let told = announcement.time.milliseconds(since: visit.entered)
        guard let error = announcement.error(realWait: visit.waited - told), told <= visit.waited
        else { return }
        self[.estimates] &+= 1
        self[.estimateError] &+= abs(error)
        self[.estimateBias] &+= error
        if abs(error) <= 60_000 { self[.estimatesWithinAMinute] &+= 1 }
    }
}

extension VisitFacts {
    /// The wait in milliseconds.
    var waited: Int { wait?.wholeMilliseconds ?? 0 }
}

extension Duration {
    /// The span in whole milliseconds, towards zero.
    var wholeMilliseconds: Int { Int(truncatingIfNeeded: inMilliseconds) }
}
