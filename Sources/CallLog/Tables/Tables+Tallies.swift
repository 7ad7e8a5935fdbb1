import GRDB
public import Reports

/// What was counted in some quarters of an hour, for one value of a dimension.
public struct TallyGroup: Hashable, Sendable {
    /// The hour, day or whatever the quarters were put into.
    public var bucket: Int
    /// The queue, level, agent …; empty for everything together.
    public var value: String
    /// What was counted.
    public var tally: Tally
}

extension Tables {
    /// What was counted, by a dimension and by whatever the quarters of an hour are put into.
    ///
    /// ```swift
    /// let whole = try await tables.tallies(by: .queue, in: quarters) { _ in 0 }
    /// let hourly = try await tables.tallies(by: .all, in: quarters) { $0 / 4 }
    /// ```
    ///
    /// Calls that go on are counted as far as they have come.
    ///
    /// - Parameters:
    ///   - dimension: what to tell apart.
    ///   - quarters: the quarters of an hour since 1970-01-01 00:00:00 UTC.
    ///   - value: the one value of the dimension that is wanted; nil for all.
    ///   - now: where given, agents' spans that go on are counted up to this moment.
    ///   - bucket: what a quarter is put into.
    /// - Returns: the tallies in the order of their buckets, then of their values.
    /// - Throws: ``JournalError`` where a file is damaged or not to be read.
    public func tallies(
        by dimension: Reports.Dimension, in quarters: Range<Int>, value: String? = nil,
        now: WallTime? = nil, into bucket: @escaping @Sendable (Int) -> Int
    ) async throws(JournalError) -> [TallyGroup] {
        try read { database, folding in
            var sums = TallySums(bucket: bucket)
            try TallyStore(path: path).forEach(
                of: dimension, in: quarters, value: value, in: database
            ) { sums.add($1, at: $0) }
            for (key, tally) in folding.openBook(now: now).tallies
            where key.dimension == dimension && quarters.contains(key.quarter)
                && (value == nil || value == key.value)
            {
                sums.add(tally, at: key)
            }
            return sums.groups
        }
    }

    /// The values of a dimension that something was counted for, in their order.
    ///
    /// - Parameters:
    ///   - dimension: the dimension.
    ///   - quarters: the quarters of an hour since 1970-01-01 00:00:00 UTC.
    /// - Returns: the names of queues, agents …
    /// - Throws: ``JournalError`` where a file is damaged or not to be read.
    public func values(
        of dimension: Reports.Dimension, in quarters: Range<Int>
    ) async throws(JournalError) -> [String] {
        let values = try read { database, folding in
            let kept = try String.fetchSet(
                database,
                sql: """
                    SELECT DISTINCT value FROM tally
                    WHERE dimension = ? AND quarter >= ? AND quarter < ?
                    """,
                arguments: [dimension.rawValue, quarters.lowerBound, quarters.upperBound])
            let open = folding.openBook(now: nil).tallies.keys.filter {
                $0.dimension == dimension && quarters.contains($0.quarter)
            }
            return kept.union(open.map(\.value))
        }
        return values.sorted()
    }
}

/// Tallies that are put together by the buckets of their quarters.
private struct TallySums {
    private struct Place: Hashable {
        let bucket: Int
        let value: String
    }

    let bucket: (Int) -> Int
    private var sums: [Place: Tally] = [:]

    init(bucket: @escaping (Int) -> Int) { self.bucket = bucket }

    mutating func add(_ tally: Tally, at key: TallyKey) {
        sums[Place(bucket: bucket(key.quarter), value: key.value), default: Tally()].merge(tally)
    }

    /// In the order of their buckets, then of their values.
    var groups: [TallyGroup] {
        sums.map { TallyGroup(bucket: $0.bucket, value: $0.value, tally: $1) }
            .sorted { ($0.bucket, $0.value) < ($1.bucket, $1.value) }
    }
}

extension TableFolding {
    /// What goes on, counted as far as it has come.
    func openBook(now: WallTime?) -> TallyBook {
        var book = TallyBook()
        for facts in openFacts { book.add(facts) }
        for contact in openContacts { book.add(contact, now: now) }
        guard let now else { return book }
        for var span in agents.open {
            span.end = max(span.begin, now)
            book.add(span)
        }
        return book
    }
}
