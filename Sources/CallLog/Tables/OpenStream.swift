import Reports
import Telephony

/// A call, or an attempt to call somebody back, that the tables follow from its first event on.
final class OpenStream {
    /// The number of its first event in the journal.
    let id: Int64
    var fold: CallFold
    /// The numbers in the journal of the events that began its visits, by their numbers in the call.
    private(set) var visits: [Int: Int64] = [:]
    /// Whether an agent was done with a talk of it while it went on.
    var hasWraps = false

    init(_ first: TableEvent) {
        id = first.id
        fold = CallFold(call: first.record.call, wallOffset: first.wallOffset)
    }

    func take(_ event: TableEvent, roster: Roster) {
        switch event.record.event {
        // The talk of a callback has the number of the attempt's first event.
        case .enqueued, .callbackAttempted: visits[event.record.number] = event.id
        default: break
        }
        fold.take(event.record, roster: roster)
    }
}
