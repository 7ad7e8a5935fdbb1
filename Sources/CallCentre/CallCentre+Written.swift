import Queues
public import Flows
public import Telephony

/// Letters and e-mails: they wait in the queues, go to agents for whom no caller waits, and are
/// written down in sequences of their own.
extension CallCentre.State {
    /// Why something can't happen to a written contact; nil where it can. What can't changes nothing.
    public func objection(
        to input: WrittenInput, of contact: CallID, in program: FlowProgram
    ) -> ContactRefusal? {
        switch input {
        case .received(let letter):
            if contacts[contact] != nil { return .known(contact) }
            return program.centre.queues[letter.queue] == nil ? .unknownQueue(letter.queue) : nil
        case .kept: return contacts[contact] == nil ? nil : .known(contact)
        case .answered(let provider):
            guard contacts[contact] != nil else { return .unknown(contact) }
            guard let provider, program.centre.destinations[provider] == nil else { return nil }
            return .unknownProvider(provider)
        case .dropped: return contacts[contact] == nil ? .unknown(contact) : nil
        case .counted(let queue, _):
            return program.centre.queues[queue] == nil ? .unknownQueue(queue) : nil
        }
    }

    mutating func take(_ input: WrittenInput, ofWritten contact: CallID) {
        guard let program, objection(to: input, of: contact, in: program) == nil else { return }
        switch input {
        case .received(let letter): receive(letter, as: contact, in: program.centre)
        case .kept(let kept):
            contacts[contact] = Contact(
                kept.receipt, received: kept.received, records: kept.records)
            beginWait(of: contact)
        case .answered(let provider): finish(contact, .answered(by: author(of: contact, provider)))
        case .dropped: finish(contact, .dropped)
        case .counted(let queue, let count):
            guard let queue = program.centre.queues[queue] else { return }
            let missed = count - writtenCounts[queue.name, default: 0]
            guard missed > 0 else { return }
            writtenCounts[queue.name] = count
            let written = queue.written
            let turns = written.destinations.reduce(written.agentsWeight) { $0 + $1.weight }
            // As many turns as the shares add up to come to where they began.
            for _ in 0..<(missed % max(turns, 1)) { _ = nextTurn(toAnswerIn: queue) }
        }
    }

    private mutating func receive(
        _ letter: WrittenInput.Letter, as contact: CallID, in centre: Centre
    ) {
        guard let queue = centre.queues[letter.queue] else { return }
        // A clock that is ahead dates nothing into the future.
        let received = min(letter.received, letter.now)
        let age = Duration.milliseconds(letter.now - received)
        var receipt = WrittenEvent.Receipt(
            queue: queue.name, level: queue.level, rank: centre.levels[queue.level]?.rank,
            caller: letter.caller, age: age, due: queue.written.due,
            time: centre.zone.civilTime(
                at: Int(received).flooredDivision(by: 1_000).quotient),
            zone: centre.zone.name)
        receipt.from = letter.from.map { .personal($0) }
        receipt.subject = letter.subject.map { .personal($0) }
        receipt.segment = letter.segment
        receipt.motive = letter.motive
        receipt.source = letter.source
        writtenCounts[queue.name, default: 0] += 1
        if case .destination(let provider) = nextTurn(toAnswerIn: queue) {
            receipt.provider = provider
        }
        contacts[contact] = Contact(receipt, received: now - age)
        record(.received(receipt), ofWritten: contact)
        beginWait(of: contact)
    }

    /// What agents are to answer waits for them.
    private mutating func beginWait(of contact: CallID) {
        guard let known = contacts[contact], known.receipt.provider == nil else { return }
        advance(
            .writtenEntered(
                WrittenWaiting(contact: contact, queue: known.receipt.queue, due: known.due)))
    }

    private func author(of contact: CallID, _ provider: String?) -> WrittenEvent.Author? {
        if let provider { return .provider(provider) }
        if let agent = desks.keys.first(where: { queues.written(of: $0) == contact }) {
            return .agent(agent.rawValue)
        }
        return contacts[contact]?.receipt.provider.map { .provider($0) }
    }

    private mutating func finish(_ contact: CallID, _ event: WrittenEvent) {
        record(event, ofWritten: contact)
        contacts[contact] = nil
        advance(.writtenLeft(contact))
    }

    private mutating func record(_ event: WrittenEvent, ofWritten contact: CallID) {
        guard let record = contacts[contact]?.record(event, of: contact, at: now) else { return }
        outbox.append(.journal(record))
    }

    // MARK: Agents

    mutating func give(_ contact: CallID, to agent: AgentID) {
        contacts[contact]?.isPaused = false
        record(.given(agent: agent.rawValue), ofWritten: contact)
    }

    mutating func takeBack(_ contact: CallID, from agent: AgentID) {
        let reason: WrittenEvent.ReturnReason =
            switch desks[agent]?.leaves {
            case .stopped: .stopped
            case .engineCrash: .engineCrash
            case .agent, .operator: .logout
            case nil: .away
            }
        contacts[contact]?.isPaused = false
        record(.returned(reason), ofWritten: contact)
    }

    /// Whether an agent has something in hand and nobody on the telephone.
    func isWriting(_ agent: AgentID) -> Bool {
        guard case .ready = queues.state(of: agent) else { return false }
        return queues.written(of: agent) != nil
    }

    /// The agent says that what they have in hand is answered.
    ///
    /// - Returns: false where they have nothing in hand.
    mutating func answerWritten(inHandOf agent: AgentID) -> Bool {
        guard let contact = queues.written(of: agent) else { return false }
        finish(contact, .answered(by: .agent(agent.rawValue)))
        return true
    }

    /// A caller comes between an agent and what they have in hand, or is done.
    mutating func noteWriting(of agent: AgentID, _ state: AgentState) {
        guard let contact = queues.written(of: agent), let known = contacts[contact] else {
            return
        }
        switch state {
        case .talking where !known.isPaused:
            contacts[contact]?.isPaused = true
            record(.paused, ofWritten: contact)
        case .ready where known.isPaused:
            contacts[contact]?.isPaused = false
            record(.resumed, ofWritten: contact)
        case .talking, .ready, .ringing, .wrapUp, .away, .loggedOut: break
        }
    }
}
