/// Figures in rows and columns, with what belongs beside them.
public struct Report: Equatable, Sendable {
    /// A figure of a row.
    public struct Cell: Hashable, Sendable {
        /// The figure; nil, "n/a", where there is nothing to divide by, or no sense in it.
        public let value: Double?
        /// What was divided by what.
        public let fraction: Fraction
        /// Whether time may yet change it.
        public let isProvisional: Bool
    }

    /// A row of figures.
    public struct Row: Hashable, Sendable {
        /// The queue, level, agent …; empty where the report is not told by one.
        public let name: String
        /// The time; nil where the report does not divide it.
        public let slot: ReportSlot?
        /// The figures, one for each that was asked for.
        public let cells: [Cell]
    }

    /// A step of a flow, with what became of those who came to it.
    public struct MenuStep: Hashable, Sendable {
        /// The flow and the step.
        public let name: String
        /// Passages.
        public let entered: Int
        /// Those in which the caller hung up.
        public let hungUp: Int
        /// Times that nothing was pressed.
        public let noInputs: Int
        /// Times that something useless was pressed.
        public let noMatches: Int
        /// How often each key was pressed: 0 to 9, star, hash, A to D.
        public let keys: [Int]
    }

    /// What was asked.
    public let question: ReportQuestion
    /// The rows, by name, then time.
    public let rows: [Row]
    /// Everything together.
    public let total: Row
    /// The steps by the number of passages.
    public let menu: [MenuStep]
    /// The rank of the first level, the lowest of all levels, as the builder was told; else of those
    /// that were visited. Nil where no rank is known.
    public let firstRank: Int?
    /// Who calls when.
    public let calendar: CallCalendar
    /// Visits that go on; they are in no ratio.
    public let waiting: Int
    /// The waits that somebody ended by answering.
    public let answeredWaits: WaitHistogram
    /// The waits that callers ended by hanging up.
    public let abandonedWaits: WaitHistogram
}
