import Reports
import Telephony

/// A call, or an attempt to call somebody back, that has ended.
struct FinishedCall {
    /// What is known of it, with the wrap-ups that came after it.
    var facts: CallFacts
    /// The number of its first event in the journal.
    let id: Int64
    /// The numbers in the journal of the events that began its visits.
    let visits: [Int: Int64]

    init(_ stream: OpenStream) {
        facts = stream.fold.facts
        id = stream.id
        visits = stream.visits
    }

    /// Whether something may yet come that belongs to it: an agent's end of a wrap-up, an attempt to
    /// call back.
    var awaitsMore: Bool {
        func awaits(_ talk: TalkFacts) -> Bool { !talk.isProvider && talk.wrap == nil }
        return facts.visits.contains { visit in
            visit.outcome == .callback || visit.talks.contains(where: awaits)
        }
    }
}

/// Calls that ended lately and to which something may yet come, so that they need not be read again.
struct RecentCalls {
    private static let capacity = 4_096

    private var calls: [CallID: FinishedCall] = [:]
    private var order: [CallID] = []

    subscript(call: CallID) -> FinishedCall? { calls[call] }

    /// Keeps a call for as long as something may come; the oldest make room.
    mutating func keep(_ call: FinishedCall) {
        let name = call.facts.call
        guard call.awaitsMore else {
            calls[name] = nil
            return
        }
        if calls.updateValue(call, forKey: name) == nil { order.append(name) }
        guard order.count >= 2 * Self.capacity else { return }
        let old = order.prefix(Self.capacity)
        order.removeFirst(Self.capacity)
        for name in old { calls[name] = nil }
    }
}
