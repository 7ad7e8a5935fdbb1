/// Events of a journal in the order in which they were written, fetched a page at a time.
public struct LoggedEvents: AsyncSequence, Sendable {
    /// Goes from event to event.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private static let pageSize = 500

        private let events: LoggedEvents
        private var page: ArraySlice<LoggedEvent> = []
        private var last: Int64 = 0

        fileprivate init(_ events: LoggedEvents) { self.events = events }

        /// The next event, or nil after the last that was written so far.
        public mutating func next() async throws(JournalError) -> LoggedEvent? {
            try await next(isolation: #isolation)
        }

        /// The next event, or nil after the last that was written so far.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(JournalError) -> LoggedEvent? {
            if page.isEmpty {
                page = try await events.reader.events(
                    after: last, events.filter, personal: events.personal, limit: Self.pageSize
                )[...]
            }
            guard let event = page.popFirst() else { return nil }
            last = event.id
            return event
        }
    }

    let reader: JournalReader
    let filter: CallFilter
    let personal: PersonalTexts

    /// Begins with the first event.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(self) }
}
