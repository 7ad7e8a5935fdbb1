import Telephony

/// Where somebody stands in their queue: by arrival, then in order of entering.
struct Place: Hashable, Comparable, Sendable {
    let since: Duration
    /// A number of its own, given at the entry.
    let entry: Int
    let call: CallID

    static func < (left: Self, right: Self) -> Bool {
        left.since == right.since ? left.entry < right.entry : left.since < right.since
    }
}

/// Who goes first over all queues; the lesser does.
struct Precedence: Comparable {
    /// Whether the bound is reached: then only age counts.
    let isStarving: Bool
    let priority: Int
    let place: Place

    static func < (left: Self, right: Self) -> Bool {
        if left.isStarving != right.isStarving { return left.isStarving }
        if left.isStarving || left.priority == right.priority { return left.place < right.place }
        return left.priority > right.priority
    }
}
