import GRDB
public import Reports

extension Tables {
    /// The answer to a question about the figures, from the tallies that it needs and no others.
    ///
    /// ```swift
    /// try await tables.catchUp()
    /// let report = try await tables.report(ReportQuestion(by: .queue, zone: zone))
    /// ```
    ///
    /// Calls that go on are counted as far as they have come; so are agents' spans where the question
    /// tells the moment of asking.
    ///
    /// - Parameter question: what the report is to tell.
    /// - Returns: the report.
    /// - Throws: ``JournalError`` where a file is damaged or not to be read.
    public func report(_ question: ReportQuestion) async throws(JournalError) -> Report {
        try read { database, folding in
            let rank =
                question.figures.contains(.escalationRate)
                ? try folding.firstRank(in: database) : nil
            var builder = ReportBuilder(question, firstRank: rank)
            let store = TallyStore(path: path)
            for dimension in question.dimensions.sorted(by: { $0.rawValue < $1.rawValue }) {
                try store.forEach(
                    of: dimension, in: question.quarters, value: nil, in: database
                ) { builder.add($1, at: $0) }
            }
            for (key, tally) in folding.openBook(now: question.now).tallies
            where question.dimensions.contains(key.dimension) {
                builder.add(tally, at: key)
            }
            return builder.report()
        }
    }

    /// The rank of the first level: the lowest of all visits that the journal knows, those that go on
    /// among them; nil where it knows no rank.
    ///
    /// - Throws: ``JournalError`` where a file is damaged or not to be read.
    public func firstRank() async throws(JournalError) -> Int? {
        try read { database, folding in try folding.firstRank(in: database) }
    }
}

extension TableFolding {
    fileprivate func firstRank(in database: Database) throws -> Int? {
        let kept = try Int.fetchOne(
            database, sql: "SELECT min(rank) FROM visit WHERE rank IS NOT NULL")
        let open = openFacts.flatMap(\.visits).compactMap(\.rank).min()
        return [kept, open].compactMap(\.self).min()
    }
}
