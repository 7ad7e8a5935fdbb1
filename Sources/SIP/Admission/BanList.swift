import Telephony

/// Who is not listened to for a while because of wrong passwords (DESIGN §9): 5 failures in 60 s
/// ban a source for 300 s, and each further ban is twice as long, up to a day.
///
/// The table is bounded: beyond its capacity the source heard of longest ago is forgotten, ban
/// and all. Only sources of declared networks come this far, so that an attacker would need that
/// many of those.
struct BanList: Sendable {
    private struct Record: Sendable {
        /// The failures of the last minute, oldest first; fewer than five.
        var failures: [Duration] = []
        var end: Duration?
        var span = Duration.zero
    }

    private var records: RecentTable<SourceKey, Record>

    static let failuresAllowed = 4
    static let window = Duration.seconds(60)
    static let firstSpan = Duration.seconds(300)
    static let longestSpan = Duration.seconds(86_400)

    init(capacity: Int) { records = RecentTable(capacity: capacity) }

    /// How many sources are remembered.
    var count: Int { records.count }

    func isBanned(_ source: IPAddress, now: Duration) -> Bool {
        guard records.count > 0, let end = records.peek(SourceKey(source))?.end else {
            return false
        }
        return now < end
    }

    /// Notes a wrong password.
    ///
    /// - Returns: for how long the source is banned, when this failure was the last straw.
    mutating func noteFailure(_ source: IPAddress, now: Duration) -> Duration? {
        records.use(SourceKey(source), initial: Record()) { record in
            if let end = record.end, now < end { return nil }
            record.failures.removeAll { now - $0 >= BanList.window }
            record.failures.append(now)
            guard record.failures.count > BanList.failuresAllowed else { return nil }
            // A day without a ban, and the past is forgiven.
            let isForgiven = record.end.map { now - $0 >= BanList.longestSpan } ?? true
            record.span =
                isForgiven ? BanList.firstSpan : min(record.span * 2, BanList.longestSpan)
            record.end = now + record.span
            record.failures = []
            return record.span
        }
    }

    /// Notes a right password: the failures before it were slips.
    mutating func notePass(_ source: IPAddress) {
        let key = SourceKey(source)
        guard records.count > 0, records.peek(key) != nil else { return }
        records.use(key, initial: Record()) { $0.failures = [] }
    }
}
