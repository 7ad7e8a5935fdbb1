import Telephony

/// Somebody who is to be called back: their place in the queue is kept by a ghost.
///
/// ```
///             an agent answers and            the one called
///             has heard who it is             answers
///   waiting ──────────────────────▶ calling ───────────────▶ talking ──▶ over
///      ▲                               │
///      └──────── after a pause ────────┴──────▶ over, after the last attempt
/// ```
struct Callback: Sendable {
    /// An attempt, with a sequence of records of its own.
    struct Attempt: Sendable {
        let name: CallID
        var isTalking = false
        private var records = 0

        init(name: CallID) { self.name = name }

        mutating func record(_ event: CallEvent, at now: Duration) -> JournalRecord {
            records += 1
            return JournalRecord(call: name, number: records, time: now, event: event)
        }
    }

    /// The queue in which the place is kept.
    let queue: String
    let caller: CallerID
    let number: PhoneNumber
    /// Who it is, where the customer file knows them.
    let customer: String?
    let accepted: Duration
    /// How often it was tried.
    var attempts: Int
    /// How many of these came to nothing because the agent left: they do not count.
    var spared = 0
    /// The attempt that goes on.
    var attempt: Attempt?
}
