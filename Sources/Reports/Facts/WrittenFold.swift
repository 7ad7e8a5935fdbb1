public import Telephony

/// Turns the events of one written contact, in order, into its facts.
///
/// ```swift
/// var fold = WrittenFold()
/// for record in records { fold.take(record, wallOffset: offset) }
/// fold.facts?.answered
/// ```
///
/// Its events may come from several processes, each with a clock of its own.
public struct WrittenFold: Hashable, Sendable {
    /// What is known so far; nil before the first event.
    public private(set) var facts: WrittenFacts?
    /// The agent who has it in hand.
    private var writer: String?

    /// Nothing has come.
    public init() {}

    /// Takes in the next event of the contact; those of calls are passed over.
    ///
    /// - Parameters:
    ///   - record: the event.
    ///   - wallOffset: from 1970-01-01 00:00:00 UTC to zero of the monotonic clock of the record.
    public mutating func take(_ record: JournalRecord, wallOffset: Duration) {
        guard case .written(let event) = record.event else { return }
        let time = WallTime(
            milliseconds: wallOffset.inMilliseconds &+ record.time.inMilliseconds)
        switch event {
        case .received(let receipt):
            facts = WrittenFacts(
                contact: record.call, receipt: receipt,
                received: WallTime(
                    milliseconds: time.milliseconds &- receipt.age.inMilliseconds))
        case .given(let agent):
            stop(at: time)
            writer = agent
            facts?.agent = agent
            start(at: time)
        case .paused: stop(at: time)
        case .resumed: start(at: time)
        case .returned:
            stop(at: time)
            writer = nil
        case .answered(let author):
            stop(at: time)
            facts?.outcome = .answered(time)
            note(author)
        case .dropped:
            stop(at: time)
            facts?.outcome = .dropped(time)
        }
    }

    private mutating func note(_ author: WrittenEvent.Author?) {
        switch author {
        case .agent(let agent):
            facts?.agent = agent
            facts?.provider = nil
        case .provider(let provider):
            facts?.agent = nil
            facts?.provider = provider
        case nil: facts?.agent = nil
        }
    }

    private mutating func start(at time: WallTime) {
        guard let writer, let facts, facts.spans.last.map({ $0.end != nil }) ?? true else { return }
        self.facts?.spans.append(WrittenFacts.Span(agent: writer, begin: time, end: nil))
    }

    private mutating func stop(at time: WallTime) {
        guard let last = facts?.spans.indices.last, facts?.spans[last].end == nil else { return }
        facts?.spans[last].end = time
    }
}
