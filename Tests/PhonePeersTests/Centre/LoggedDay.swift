import CallLog
import Reports
import Telephony
import Testing

/// All that a journal holds, by stream, and the figures that come of it.
struct LoggedDay {
    /// The events in their order.
    let events: [CallLog.LoggedEvent]
    /// The streams by their names.
    let streams: [CallID: [CallLog.LoggedEvent]]

    /// Reads a journal.
    init(_ journal: String) async throws {
        var events: [CallLog.LoggedEvent] = []
        let reader = try await JournalReader.open(at: journal)
        for try await event in reader.events(CallFilter(), personal: .whole) {
            events.append(event)
        }
        self.events = events
        streams = Dictionary(grouping: events, by: \.record.call)
    }

    /// The numbers that called.
    var numbers: [String] {
        streams.values.compactMap { events in
            guard case .arrived(let arrival) = events.first?.record.event else { return nil }
            return arrival.from?.shown
        }
    }

    /// The only call of a number.
    func call(from number: String) throws -> LoggedCall {
        let calls = streams.values.filter { events in
            guard case .arrived(let arrival) = events.first?.record.event else { return false }
            return arrival.from?.shown == number
        }
        #expect(calls.count == 1, "\(number)")
        return LoggedCall(events: try #require(calls.first))
    }

    /// The attempts to call somebody back who accepted it in a call.
    func attempts(of call: LoggedCall) -> [LoggedCall] {
        streams.values.filter { events in
            guard case .callbackAttempted(let attempt) = events.first?.record.event else {
                return false
            }
            return attempt.callback == call.name
        }.map(LoggedCall.init)
    }

    /// The shifts of an agent, the first first.
    func shifts(of agent: String) -> [[AgentEvent]] {
        streams.values.filter { events in
            guard case .agent(.login(let login)) = events.first?.record.event else { return false }
            return login.agent == agent
        }.sorted { ($0.first?.id ?? 0) < ($1.first?.id ?? 0) }.map { events in
            events.compactMap { event in
                if case .agent(let event) = event.record.event { event } else { nil }
            }
        }
    }

    /// The tallies of everything.
    var book: TallyBook {
        var book = TallyBook()
        var roster = Roster()
        var folds: [CallID: CallFold] = [:]
        var agents = AgentFold()
        for event in events {
            let offset = event.wallTime - event.record.time
            roster.take(event.record.event)
            agents.take(event.record, wallOffset: offset) { book.add($0) }
            if case .agent(let shift) = event.record.event {
                guard case .wrapEnded(let call, let visit) = shift else { continue }
                let time = WallTime(milliseconds: event.wallTime.inMilliseconds)
                folds[call]?.wrapEnded(visit: visit, agent: nil, at: time)
            } else {
                folds[
                    event.record.call,
                    default: CallFold(call: event.record.call, wallOffset: offset)
                ].take(event.record, roster: roster)
            }
        }
        let facts = folds.mapValues(\.facts)
        for call in facts.values {
            book.add(call)
            guard let attempt = call.attempt, let origin = facts[attempt.callback] else { continue }
            book.add(attempt: attempt, of: origin)
        }
        return book
    }

    /// A figure of a queue, a level, or all.
    func figure(
        _ figure: Figure, _ dimension: Dimension = .all, _ value: String = "",
        thresholds: Thresholds = Thresholds()
    ) -> Double? {
        var whole = Tally()
        for (key, tally) in book.tallies where key.dimension == dimension && key.value == value {
            whole.merge(tally)
        }
        return figure.value(of: figure.fraction(of: whole, thresholds: thresholds))
    }
}

/// The events of a call.
struct LoggedCall {
    let events: [CallLog.LoggedEvent]

    var name: CallID { events[0].record.call }

    /// What happened, without what is said and heard.
    var story: [CallEvent] {
        events.map(\.record.event).filter { event in
            switch event {
            case .arrived, .answered, .stepEntered, .promptStarted, .promptEnded, .keys: false
            default: true
            }
        }
    }

    /// When something happened for the given time, since the beginning.
    func time(times: Int = 1, _ isMeant: (CallEvent) -> Bool) throws -> Duration {
        let found = events.filter { isMeant($0.record.event) }
        try #require(found.count >= times)
        return found[times - 1].record.time
    }

    /// When a text began to be heard.
    func time(hearing text: String) throws -> Duration {
        try time {
            if case .promptStarted(_, let heard, _) = $0 { heard.shown == text } else { false }
        }
    }
}
