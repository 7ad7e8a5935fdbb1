public import Reports

/// Which calls are wanted: those that something was counted for at some place.
public struct CallSelection: Hashable, Sendable {
    /// The quarters of an hour since 1970-01-01 00:00:00 UTC.
    public var quarters: Range<Int>
    /// What the calls are told by.
    public var dimension: Reports.Dimension
    /// The queue, level, agent …; nil for any.
    public var value: String?

    /// Describes the calls that are wanted.
    public init(
        quarters: Range<Int>, dimension: Reports.Dimension = .all, value: String? = nil
    ) {
        self.quarters = quarters
        self.dimension = dimension
        self.value = value
    }
}

/// A call with what it adds to the tally of a selection.
public struct SelectedCall: Hashable, Sendable {
    /// What is known of the call.
    public var facts: CallFacts
    /// What it adds: the tallies of all selected calls together, and the spans of the agents, are
    /// the tally of the selection. A figure's calls are those whose own tally gives it a part.
    public var tally: Tally
}

/// Calls in the order in which they came in, fetched a page at a time; those that go on come last.
public struct SelectedCalls: AsyncSequence, Sendable {
    /// Goes from call to call.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private let calls: SelectedCalls
        private var page: ArraySlice<SelectedCall> = []
        private var place: Tables.CallPlace? = .beginning

        fileprivate init(_ calls: SelectedCalls) { self.calls = calls }

        /// The next call, or nil after the last.
        public mutating func next() async throws(JournalError) -> SelectedCall? {
            try await next(isolation: #isolation)
        }

        /// The next call, or nil after the last.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(JournalError) -> SelectedCall? {
            while page.isEmpty, let place {
                let next = try await calls.tables.calls(calls.selection, after: place)
                page = next.calls[...]
                self.place = next.place
            }
            return page.popFirst()
        }
    }

    let tables: Tables
    let selection: CallSelection

    /// Begins with the first call.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(self) }
}
