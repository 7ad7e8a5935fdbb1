import Telephony

/// How far the journal has come with each open call: the records of a call follow one another from
/// its arrival, number 1, to its end, and none comes twice.
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

    private static func progress(from before: Progress?, by record: JournalRecord) -> Progress? {
        if let before { return record.number == before.lastNumber + 1 ? before : nil }
        guard record.number == 1, case .arrived(let arrival) = record.event else { return nil }
        return Progress(caller: arrival.caller, lastNumber: 1)
    }
}

extension CallEvent {
    fileprivate var isEnd: Bool {
        if case .ended = self { true } else { false }
    }
}
