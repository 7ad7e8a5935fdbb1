import Telephony

/// Somebody who is to be called back: their place in the queue is kept by a ghost.
///
/// ```
///             an agent answers and            the one called
///             has heard who it is             answers
///   waiting ──────────────────────▶ calling ───────────────▶ a call like any other
///      ▲                               │
///      └──────── after a pause ────────┴──────▶ over, after the last attempt
/// ```
struct Callback: Sendable {
    /// An attempt, with a sequence of records of its own, which the call goes on with that comes of
    /// it.
    struct Attempt: Sendable {
        let name: CallID
        private(set) var records = 0

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
    /// The language of the call in which they accepted.
    let language: LanguageTag
    /// Whether they know that talks are recorded, and did not refuse.
    let recordsTalks: Bool
    /// How often it was tried.
    var attempts: Int
    /// How often their telephone was rung.
    var rung = 0
    /// The attempt that goes on.
    var attempt: Attempt?
}
