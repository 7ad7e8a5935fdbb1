public import Telephony

/// Letters and e-mails: they wait where callers wait, and yield to them.
///
/// Who has one in hand is ready all the same: the telephone rings as if they had none, but first for
/// those who have none. So no caller ever waits for a letter.
///
/// ```
///             an agent is free, and nobody calls
///   waiting ─────────────────────────────────────▶ in hand ───▶ answered
///      ▲          the agent goes, or is away          │
///      └──────────────────────────────────────────────┘
/// ```
extension Queues.State {
    /// What an agent has in hand; nil for nothing.
    public func written(of agent: AgentID) -> CallID? { agents[agent]?.writing }

    /// How many written contacts wait in a queue, those in hand not among them.
    public func writtenLength(of queue: String) -> Int {
        lineNumbers[queue].map { lines[$0].written.count } ?? 0
    }

    mutating func enterWritten(_ waiting: WrittenWaiting, _ turn: inout Queues.Turn) {
        guard written[waiting.contact]?.waiting != waiting else { return }
        leaveWritten(waiting.contact, &turn)
        entries += 1
        written[waiting.contact] = Written(waiting, entry: entries)
        line(waiting.contact, &turn)
    }

    mutating func leaveWritten(_ contact: CallID, _ turn: inout Queues.Turn) {
        guard let gone = written.removeValue(forKey: contact) else { return }
        if let agent = gone.agent {
            let now = turn.now
            update(agent, &turn) {
                $0.writing = nil
                if case .ready = $0.state { $0.idleSince = now }
            }
        } else if let line = openLine(of: gone.waiting) {
            lines[line].written.remove(gone.place)
        }
    }

    /// Puts what waits into the row of its queue, where there is one.
    mutating func line(_ contact: CallID, _ turn: inout Queues.Turn) {
        guard let waiting = written[contact], waiting.agent == nil,
            let line = openLine(of: waiting.waiting)
        else { return }
        lines[line].written.insert(waiting.place)
        turn.mayWrite = true
    }

    /// The line of a queue that is in the plan.
    private func openLine(of waiting: WrittenWaiting) -> Int? {
        lineNumbers[waiting.queue].flatMap { lines[$0].isRetired ? nil : $0 }
    }

    /// Takes back what an agent has in hand.
    mutating func returnWritten(of id: AgentID, _ turn: inout Queues.Turn) {
        guard let contact = agents[id]?.writing else { return }
        update(id, &turn) { $0.writing = nil }
        written[contact]?.agent = nil
        turn.effects.append(.returnWritten(contact, from: id))
        line(contact, &turn)
    }

    /// Gives what waits to the agents who are free and have nothing in hand, what is due first first.
    /// Whoever is still free here has no caller waiting for them.
    mutating func giveWritten(_ turn: inout Queues.Turn) {
        guard turn.mayWrite || !turn.freed.isEmpty else { return }
        var order: [(place: WrittenPlace, line: Int)] = []
        for line in lines.indices {
            if let place = lines[line].written.first { order.append((place, line)) }
        }
        while let next = order.indices.min(by: { order[$0].place < order[$1].place }) {
            let (place, line) = order.remove(at: next)
            guard let writer = lines[line].free.first, !writer.isWriting else { continue }
            give(place, in: line, to: writer.agent, &turn)
            if let place = lines[line].written.first { order.append((place, line)) }
        }
    }

    private mutating func give(
        _ place: WrittenPlace, in line: Int, to agent: AgentID, _ turn: inout Queues.Turn
    ) {
        lines[line].written.remove(place)
        written[place.contact]?.agent = agent
        update(agent, &turn) { $0.writing = place.contact }
        turn.effects.append(.giveWritten(place.contact, to: agent))
    }
}
