import Telephony

extension CallFold {
    mutating func enqueue(_ visit: VisitFacts) {
        endTalk(by: nil, at: visit.entered)
        leave(.flowedOut(.key), at: visit.entered)
        if let left = transferring { arrive(in: visit, from: left) }
        transferring = nil
        facts.visits.append(visit)
    }

    /// The call stands in the queue that it was transferred to, or in one of the colleague's.
    private mutating func arrive(in visit: VisitFacts, from left: Int) {
        guard let last = facts.visits[left].transfers.indices.last,
            facts.visits[left].transfers[last].to == visit.queue
                || facts.visits[left].transfers[last].target == .agent
        else { return }
        if facts.visits[left].transfers[last].target != .agent {
            facts.visits[left].transfers[last].target = .queue(level: visit.level)
        }
        facts.visits[left].transfers[last].isEscalation = visit.isHigher(
            than: facts.visits[left])
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
        if let last = facts.visits.indices.last {
            facts.visits[last].offers.append(offer)
        } else {
            facts.attempt?.offers.append(offer)
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
        if let last = facts.visits.indices.last {
            settle(&facts.visits[last].offers)
        } else if var attempt = facts.attempt {
            settle(&attempt.offers)
            facts.attempt = attempt
        }
    }

    // MARK: - Talks

    mutating func connect(_ agent: String, isProvider: Bool, at time: WallTime) {
        settleOffer(of: agent, .taken)
        if let talk = openTalk, talk.agent == agent { return }
        endTalk(by: nil, at: time)
        guard let last = facts.visits.indices.last else { return }
        leave(.answered, at: time)
        facts.visits[last].talks.append(
            TalkFacts(agent: agent, isProvider: isProvider, connected: time))
    }

    /// An attempt to call somebody back has brought them and an agent together: from here on it is
    /// like any call.
    mutating func bridge(_ agent: String, isProvider: Bool, at time: WallTime) {
        guard let attempt = facts.attempt, facts.visits.isEmpty else { return }
        settleOffer(of: agent, .taken)
        facts.attempt?.outcome = .bridged
        var visit = VisitFacts(
            call: facts.call, number: 1, queue: attempt.queue, level: attempt.level,
            rank: attempt.rank, position: 0, entered: time)
        visit.isCallback = true
        facts.visits = [visit]
        connect(agent, isProvider: isProvider, at: time)
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
        facts.visits.last?.talks.last.flatMap { $0.ended == nil ? $0 : nil }
    }

    private mutating func changeTalk(_ change: (inout TalkFacts) -> Void) {
        guard let last = facts.visits.indices.last,
            let talk = facts.visits[last].talks.indices.last
        else { return }
        change(&facts.visits[last].talks[talk])
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
