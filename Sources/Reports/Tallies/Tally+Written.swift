import Telephony

extension Tally {
    /// Counts a written contact. One that is still to be answered waits, and is overdue where a
    /// moment is told that is later than its due time.
    mutating func add(_ contact: WrittenFacts, now: WallTime?) {
        self[.writtenReceived] &+= 1
        switch contact.outcome {
        case .open:
            self[.writtenWaiting] &+= 1
            if let now, contact.due < now { self[.writtenOverdue] &+= 1 }
        case .answered(let time):
            self[.writtenAnswered] &+= 1
            self[.writtenAnswerTime] &+= time.milliseconds(since: contact.received)
            if time <= contact.due { self[.writtenInTime] &+= 1 }
            guard !contact.spans.isEmpty else { return }
            self[.writtenHandled] &+= 1
            self[.writtenHandleTime] &+= contact.handling.wholeMilliseconds
        case .dropped: self[.writtenDropped] &+= 1
        }
    }
}

extension TallyBook {
    /// Counts a written contact, where it came, and the time of agents who wrote.
    ///
    /// One that is to be answered may be counted in a book of its own, which is thrown away
    /// afterwards.
    ///
    /// - Parameters:
    ///   - contact: the contact.
    ///   - now: the moment of asking, which decides what is overdue; nil where nothing is.
    public mutating func add(_ contact: WrittenFacts, now: WallTime? = nil) {
        count(at: contact.keys) { $0.add(contact, now: now) }
        for span in contact.spans {
            guard let end = span.end ?? now, span.begin < end else { continue }
            share(span.begin, to: end, as: .writingTime) {
                [TallyKey($0, .all), TallyKey($0, .agent, span.agent)]
            }
        }
    }
}

extension WrittenFacts {
    /// The places at which it counts.
    var keys: [TallyKey] {
        var keys = [
            TallyKey(received, .all), TallyKey(received, .queue, receipt.queue),
            TallyKey(received, .level, receipt.level),
            TallyKey(received, .provider, provider ?? Dimension.house),
        ]
        if let segment = receipt.segment { keys.append(TallyKey(received, .segment, segment)) }
        if let motive = receipt.motive { keys.append(TallyKey(received, .motive, motive)) }
        if let agent, !isOpen { keys.append(TallyKey(received, .agent, agent)) }
        return keys
    }
}
