import Telephony

/// The records that name servers gave, for as long as they may be kept.
struct RecordCache: Sendable {
    /// What is kept under: a kind of question about a name.
    struct Key: Hashable, Sendable {
        var kind: DNSKind
        var name: String
    }

    private struct Entry: Sendable {
        var records: [DNSRecord]
        var end: Duration
    }

    /// The most answers that are kept.
    static let capacity = 1_024
    /// Bounds of how long an answer is kept; one that says nothing is kept for the shortest time.
    static let shortest = Duration.seconds(5)
    static let longest = Duration.seconds(86_400)

    private var entries: [Key: Entry] = [:]

    /// The records, where they are there and fresh.
    func records(_ key: Key, now: Duration) -> [DNSRecord]? {
        guard let entry = entries[key], now < entry.end else { return nil }
        return entry.records
    }

    /// Keeps an answer until the first of its records has lived its time.
    mutating func keep(_ records: [DNSRecord], for key: Key, now: Duration) {
        if entries.count >= RecordCache.capacity {
            entries = entries.filter { $0.value.end > now }
        }
        if entries.count >= RecordCache.capacity,
            let first = entries.min(by: { $0.value.end < $1.value.end })
        {
            entries[first.key] = nil
        }
        let lifetime = Duration.seconds(records.map(\.lifetime).min() ?? 0)
        let span = min(max(lifetime, RecordCache.shortest), RecordCache.longest)
        entries[key] = Entry(records: records, end: now + span)
    }
}
