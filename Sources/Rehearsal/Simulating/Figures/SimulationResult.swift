import Flows

/// What came of a simulation: its figures over one seed or several.
public struct SimulationResult: Hashable, Sendable {
    /// A row of figures, each with its interval.
    public struct Row: Hashable, Sendable {
        /// What it is about.
        public let subject: SimulatedRow.Subject
        /// Of which queue, group …
        public let name: String
        /// The figures.
        public let values: [SimulatedRow.Column: Estimate]
        /// The figures of each run, in the order of the seeds; nil where there is none.
        let runs: [SimulatedRow.Column: [Double?]]
    }

    /// The seeds, in order.
    public let seeds: [UInt64]
    /// The rows, in the order of the first run that has them.
    public let rows: [Row]
    /// How many calls there were in all runs.
    public let calls: Int
    /// How many events were written down in all runs.
    public let events: Int

    /// Joins runs of one plan.
    public init(_ runs: [SimulationOutcome]) {
        seeds = runs.map(\.seed)
        calls = runs.reduce(0) { $0 + $1.calls }
        events = runs.reduce(0) { $0 + $1.events }
        var keys: [Key] = []
        var places: [Key: Int] = [:]
        for row in runs.flatMap(\.rows) where places[Key(row)] == nil {
            places[Key(row)] = keys.count
            keys.append(Key(row))
        }
        let order = SimulatedRow.Subject.allCases
        let known = runs.map { run in
            Dictionary(run.rows.map { (Key($0), $0.values) }, uniquingKeysWith: { $1 })
        }
        rows = keys.enumerated().sorted { left, right in
            func rank(_ key: Key) -> Int { order.firstIndex(of: key.block) ?? 0 }
            return (rank(left.element), left.offset) < (rank(right.element), right.offset)
        }.map { _, key in
            var values: [SimulatedRow.Column: Estimate] = [:]
            var each: [SimulatedRow.Column: [Double?]] = [:]
            for column in SimulatedRow.Column.allCases {
                let found = known.map { $0[key]?[column] }
                values[column] = Estimate(found.compactMap(\.self))
                if values[column] != nil { each[column] = found }
            }
            return Row(subject: key.subject, name: key.name, values: values, runs: each)
        }
    }

    private struct Key: Hashable {
        let subject: SimulatedRow.Subject
        let name: String

        init(_ row: SimulatedRow) {
            subject = row.subject
            name = row.name
        }

        /// Predictions stand with their pool.
        var block: SimulatedRow.Subject {
            switch subject {
            case .erlangA, .erlangC: .pool
            default: subject
            }
        }
    }

    /// A row by what it is about.
    public func row(_ subject: SimulatedRow.Subject, _ name: String = "") -> Row? {
        rows.first { $0.subject == subject && $0.name == name }
    }
}

extension SimulationResult.Row {
    /// How much larger the figures of another result are, seed by seed: runs of one seed have the
    /// same callers, so that chance takes little part in the difference.
    public func difference(to other: Self) -> [SimulatedRow.Column: Estimate] {
        var differences: [SimulatedRow.Column: Estimate] = [:]
        for (column, mine) in runs {
            guard let theirs = other.runs[column] else { continue }
            differences[column] = Estimate(
                zip(mine, theirs).compactMap { mine, theirs in
                    mine.flatMap { mine in theirs.map { $0 - mine } }
                })
        }
        return differences
    }
}

/// What one run came to.
public struct SimulationOutcome: Hashable, Sendable {
    /// What chance began with.
    public let seed: UInt64
    /// The figures.
    public let rows: [SimulatedRow]
    /// How many calls there were.
    public let calls: Int
    /// How many events were written down.
    public let events: Int

    /// The outcome of a run that is over.
    public init(_ run: SimulationRun) {
        seed = run.seed
        rows = SimulatedRow.rows(run.figures, run.plan, of: run.program.centre)
        calls = run.calls
        events = run.events
    }
}

extension SimulationRun {
    /// Goes on to the end.
    public mutating func finish() -> SimulationOutcome {
        while advance() {}
        return SimulationOutcome(self)
    }
}
