/// The last sixteen keys, so that a packet that comes late finds the key it tells of.
struct TelephoneEventMemory: Sendable {
    private static let capacity = 16

    /// In the order they were heard of, the next place after the last one, around the end.
    var records = InlineArray<16, TelephoneEventRecord>(repeating: .none)
    private var count = 0
    private var place = 0
    /// Where the key is that was sent last.
    private var latest = 0

    /// Where the key is that a packet tells of; nil where it is none of them.
    func index(of event: TelephoneEvent, _ header: RTPHeader, now: Duration) -> Int? {
        var age = 1
        while age <= count {
            let index = (place &- age) & (TelephoneEventMemory.capacity - 1)
            if records[index].isTold(by: event, header, now: now) { return index }
            age += 1
        }
        return nil
    }

    /// Whether a packet was sent before the key that was sent last.
    func isLate(_ header: RTPHeader, now: Duration) -> Bool {
        guard count > 0 else { return false }
        if records[latest].source == header.source {
            return !records[latest].isOlder(than: header, now: now)
        }
        // The sender has changed its source: what comes of an earlier one is left over.
        var index = 0
        while index < count {
            if records[index].source == header.source { return true }
            index += 1
        }
        return false
    }

    /// Remembers a key, in the place of the oldest.
    mutating func remember(_ record: TelephoneEventRecord, isLate: Bool) -> Int {
        let index = place
        records[index] = record
        if !isLate || count == 0 { latest = index }
        place = (place + 1) & (TelephoneEventMemory.capacity - 1)
        count = min(count + 1, TelephoneEventMemory.capacity)
        return index
    }
}

extension TelephoneEventRecord {
    /// What stands in a place that was never used.
    fileprivate static let none = TelephoneEventRecord(
        TelephoneEvent(code: 0, isEnd: true, duration: 0),
        RTPHeader(payloadType: 0, sequence: 0, timestamp: 0, source: 0), now: .zero)
}
