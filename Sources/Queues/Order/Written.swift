import Telephony

/// A written contact that waits, or that an agent has in hand.
struct Written: Equatable, Sendable {
    let waiting: WrittenWaiting
    let place: WrittenPlace
    /// Who has it; nil while it waits.
    var agent: AgentID?

    init(_ waiting: WrittenWaiting, entry: Int) {
        self.waiting = waiting
        place = WrittenPlace(due: waiting.due, entry: entry, contact: waiting.contact)
    }
}

/// Where a written contact stands: who is due first goes first.
struct WrittenPlace: Hashable, Comparable, Sendable {
    let due: Duration
    /// A number of its own, given at the entry.
    let entry: Int
    let contact: CallID

    static func < (left: Self, right: Self) -> Bool {
        left.due == right.due ? left.entry < right.entry : left.due < right.due
    }
}
