import Telephony

/// How far the journal has come with each open call, and each open shift of an agent: the records
/// follow one another from the first, number 1, to the end, and none comes twice. A written contact
/// of an earlier process goes on with whatever number comes first.
struct CallOrder {
    /// A record that doesn't come next in its call.
    struct Breach: Error {
        let record: JournalRecord
    }

    private struct Progress {
        let caller: CallerID
        var lastNumber: Int
    }

    private var open: [CallID: Progress] = [:]

    /// Takes records that come next in their calls, all or none.
    ///
    /// - Returns: the caller of each record.
    /// - Throws: ``Breach`` with the first record that doesn't come next.
    mutating func admit(_ records: [JournalRecord]) throws(Breach) -> [CallerID] {
        var callers: [CallerID] = []
        // The calls of these records alone, nil where they have ended.
        var moved: [CallID: Progress?] = [:]
        for record in records {
            let before = moved[record.call] ?? open[record.call]
            guard var progress = Self.progress(from: before, by: record) else {
                throw Breach(record: record)
            }
            callers.append(progress.caller)
            progress.lastNumber = record.number
            moved.updateValue(record.event.isEnd ? nil : progress, forKey: record.call)
        }
        for (call, progress) in moved { open[call] = progress }
        return callers
    }

    /// Takes records back that were admitted last and are not written after all: they come again.
    mutating func giveBack(_ rows: [EventRow]) {
        for row in rows.reversed() {
            open[row.call] =
                row.number == 1 ? nil : Progress(caller: row.caller, lastNumber: row.number - 1)
        }
    }

    private static func progress(from before: Progress?, by record: JournalRecord) -> Progress? {
        if let before { return record.number == before.lastNumber + 1 ? before : nil }
        if case .written = record.event, record.number > 1 {
            // It came in an earlier process; nothing personal follows the first event.
            return Progress(caller: CallerID(rawValue: ""), lastNumber: record.number)
        }
        guard record.number == 1, let caller = record.event.firstCaller else { return nil }
        return Progress(caller: caller, lastNumber: 1)
    }
}

extension CallEvent {
    fileprivate var isEnd: Bool {
        switch self {
        case .ended, .agent(.logout): true
        case .written(let event): event.isLast
        default: false
        }
    }

    /// Whom the events are about that follow this one; nil where none can begin with it. Those of a
    /// shift are about no caller.
    fileprivate var firstCaller: CallerID? {
        switch self {
        case .arrived(let arrival): arrival.caller
        case .callbackAttempted(let attempt): attempt.caller
        case .agent(.login): CallerID(rawValue: "")
        case .written(.received(let receipt)): receipt.caller
        default: nil
        }
    }
}
