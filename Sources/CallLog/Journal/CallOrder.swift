import Telephony

/// How far the journal has come with each open call: the records of a call follow one another from
/// its arrival, number 1, to its end, and none comes twice.
struct CallOrder {
    private struct Progress {
        var caller: CallerID
        var lastNumber: Int
    }

    private var open: [CallID: Progress] = [:]

    /// Whether every call has ended.
    var isEmpty: Bool { open.isEmpty }

    /// Takes a record that comes next in its call.
    ///
    /// - Returns: the caller, or nil where the record doesn't come next.
    mutating func admit(_ record: JournalRecord) -> CallerID? {
        if record.number == 1, case .arrived(let arrival) = record.event {
            guard open[record.call] == nil else { return nil }
            open[record.call] = Progress(caller: arrival.caller, lastNumber: 1)
            return arrival.caller
        }
        guard let progress = open[record.call], record.number == progress.lastNumber + 1 else {
            return nil
        }
        if case .ended = record.event {
            open[record.call] = nil
        } else {
            open[record.call]?.lastNumber = record.number
        }
        return progress.caller
    }
}
