import GRDB
import Reports
import Telephony

/// Reads a call from the journal again, so that it comes out as it did when it was followed.
struct StreamLoading {
    /// A call, or an attempt to call somebody back, as it was at some event.
    enum Loaded {
        case open(OpenStream)
        case finished(FinishedCall)

        /// What is known of it.
        var facts: CallFacts {
            switch self {
            case .open(let stream): stream.fold.facts
            case .finished(let call): call.facts
            }
        }
    }

    let pages: JournalPages

    /// The call as it was before the event with the number `id`; nil where the journal has no
    /// beginning of it, and for shifts.
    func load(
        _ call: CallID, before id: Int64, roster: RosterHistory, in database: Database
    ) throws -> Loaded? {
        try load(
            call, from: pages.events(of: call, before: id), roster: roster, in: database)
    }

    /// Several calls as they were before the event with the number `id`, in one look at the journal.
    func load(
        _ calls: [CallID], before id: Int64, roster: RosterHistory, in database: Database
    ) throws -> [Loaded?] {
        try zip(calls, pages.events(of: calls, before: id)).map { call, events in
            try load(call, from: events, roster: roster, in: database)
        }
    }

    private func load(
        _ call: CallID, from events: [TableEvent], roster: RosterHistory, in database: Database
    ) throws -> Loaded? {
        guard let first = events.first, first.record.number == 1 else { return nil }
        if case .agent = first.record.event { return nil }
        let stream = OpenStream(first)
        var wraps = try Wrap.all(of: call, in: database)[...]
        stream.hasWraps = !wraps.isEmpty
        for event in events {
            while let wrap = wraps.first, wrap.id < event.id { stream.take(wraps.removeFirst()) }
            stream.take(event, roster: roster.roster(at: event.id))
        }
        for wrap in wraps { stream.take(wrap) }
        guard case .ended? = events.last?.record.event else { return .open(stream) }
        var finished = FinishedCall(stream)
        try restoreWraps(of: &finished, in: database)
        return .finished(finished)
    }

    /// Wrap-ups of a call that has ended stand in the tables.
    private func restoreWraps(of call: inout FinishedCall, in database: Database) throws {
        for index in call.facts.visits.indices where !call.facts.visits[index].talks.isEmpty {
            let rows = try Row.fetchAll(
                database.cachedStatement(sql: "SELECT place, wrap FROM talk WHERE visit = ?"),
                arguments: [call.visits[call.facts.visits[index].number]])
            for row in rows {
                let place: Int = row[0]
                let wrap: Int64? = row[1]
                guard call.facts.visits[index].talks.indices.contains(place) else { continue }
                call.facts.visits[index].talks[place].wrap = wrap.map(Duration.milliseconds)
            }
        }
    }
}

extension OpenStream {
    func take(_ wrap: Wrap) { fold.wrapEnded(visit: wrap.visit, agent: wrap.agent, at: wrap.time) }
}
