import Telephony

extension CallFold {
    mutating func enqueue(
        _ queue: String, _ level: String, _ position: Int, number: Int, at time: WallTime
    ) {
        endTalk(by: nil, at: time)
        leave(.flowedOut(.key), at: time)
        if let visit = transferring { arrive(at: queue, level, from: visit) }
        transferring = nil
        facts.visits.append(
            VisitFacts(
                call: facts.call, number: number, queue: queue, level: level, position: position,
                entered: time))
    }

    /// The call stands in the queue that it was transferred to, or in one of the colleague's.
    private mutating func arrive(at queue: String, _ level: String, from visit: Int) {
        guard let last = facts.visits[visit].transfers.indices.last,
            facts.visits[visit].transfers[last].to == queue
                || facts.visits[visit].transfers[last].target == .agent
        else { return }
        if facts.visits[visit].transfers[last].target != .agent {
            facts.visits[visit].transfers[last].target = .queue(level: level)
        }
        facts.visits[visit].transfers[last].isEscalation = level != facts.visits[visit].level
    }

    /// The visit that waits ends, where there is one.
    mutating func leave(_ outcome: VisitFacts.Outcome, at time: WallTime) {
        guard let last = facts.visits.indices.last, facts.visits[last].outcome == .waiting else {
            return
        }
        facts.visits[last].outcome = outcome
        facts.visits[last].wait = time.since(facts.visits[last].entered)
    }

    // MARK: - Offers

    mutating func offer(_ offer: OfferFacts) {
        if facts.attempt != nil {
            facts.attempt?.offers.append(offer)
        } else if let last = facts.visits.indices.last {
            facts.visits[last].offers.append(offer)
        }
    }

    mutating func settleOffer(of agent: String, _ outcome: OfferFacts.Outcome) {
        func settle(_ offers: inout [OfferFacts]) {
            guard
                let place = offers.lastIndex(where: {
                    $0.agent == agent && $0.outcome == .ringing
                })
            else { return }
            offers[place].outcome = outcome
        }
        if var attempt = facts.attempt {
            settle(&attempt.offers)
            facts.attempt = attempt
        } else if let last = facts.visits.indices.last {
            settle(&facts.visits[last].offers)
        }
    }

    // MARK: - Talks

    mutating func connect(_ agent: String, isProvider: Bool, at time: WallTime) {
        settleOffer(of: agent, .taken)
        if let talk = openTalk, talk.agent == agent { return }
        endTalk(by: nil, at: time)
        let talk = TalkFacts(agent: agent, isProvider: isProvider, connected: time)
        if facts.attempt != nil {
            facts.attempt?.talk = talk
            facts.attempt?.outcome = .bridged
        } else if let last = facts.visits.indices.last {
            leave(.answered, at: time)
            facts.visits[last].talks.append(talk)
        }
    }

    mutating func hold(at time: WallTime) {
        guard openTalk != nil, heldSince == nil else { return }
        heldSince = time
        changeTalk { $0.holds += 1 }
    }

    mutating func retrieve(at time: WallTime) {
        guard let since = heldSince else { return }
        heldSince = nil
        changeTalk { $0.hold += time.since(since) }
    }

    /// Ends the talk that goes on, where there is one.
    mutating func endTalk(by party: CallEvent.Party?, at time: WallTime) {
        guard openTalk != nil else { return }
        retrieve(at: time)
        changeTalk {
            $0.ended = time
            $0.endedBy = party
        }
    }

    private var openTalk: TalkFacts? {
        let talk = facts.attempt == nil ? facts.visits.last?.talks.last : facts.attempt?.talk
        return talk.flatMap { $0.ended == nil ? $0 : nil }
    }

    private mutating func changeTalk(_ change: (inout TalkFacts) -> Void) {
        if facts.attempt != nil {
            guard var talk = facts.attempt?.talk else { return }
            change(&talk)
            facts.attempt?.talk = talk
        } else if let last = facts.visits.indices.last,
            let talk = facts.visits[last].talks.indices.last
        {
            change(&facts.visits[last].talks[talk])
        }
    }

    // MARK: - Transfers

    mutating func transfer(
        _ kind: CallEvent.TransferKind, to: String, isAgent: Bool, at time: WallTime
    ) {
        var transfer = TransferFacts(
            time: time, kind: kind, to: to, target: isAgent ? .agent : .external, agent: nil)
        guard let last = facts.visits.indices.last, let talk = facts.visits[last].talks.last,
            talk.ended == nil || (talk.ended == time && talk.endedBy == .agent)
        else {
            facts.transfers.append(transfer)
            return
        }
        transfer.agent = talk.agent
        facts.visits[last].transfers.append(transfer)
        transferring = last
    }
}
