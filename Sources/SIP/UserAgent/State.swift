extension UserAgent {
    /// Everything the user agent knows; it lives in the shell and goes through
    /// ``UserAgent/step(_:on:now:using:)``.
    public struct State: Sendable {
        var legs: [LegID: Leg] = [:]
        var desk: Desk

        /// Counts of what is alive; all zero when no call is under way and none has ended within
        /// the last 32 s.
        public struct Census: Equatable, Sendable {
            /// Legs, also those that come to rest.
            public var legs = 0
            /// Dialogs that messages can find.
            public var dialogs = 0
            /// Transactions, also those that only absorb repetitions.
            public var transactions = 0
            /// Timers of legs and of transactions.
            public var timers = 0
            /// Requests of ours without a final answer.
            public var requests = 0
            /// Open questions for addresses.
            public var lookUps = 0

            /// A census of nothing.
            public static let empty = Census()
        }

        /// How much is alive.
        public var census: Census {
            Census(
                legs: legs.count, dialogs: desk.legsByTag.count,
                transactions: desk.transactions.count,
                timers: desk.timers.count + desk.transactions.census.timers,
                requests: desk.uses.count + desk.owed.count, lookUps: desk.lookUps.count)
        }

        /// When ``Event/timePassed`` is due; nil while nothing waits for time.
        public var nextDeadline: Duration? {
            switch (desk.timers.nextDeadline, desk.transactions.nextDeadline) {
            case (let one?, let other?): min(one, other)
            case (let one, let other): one ?? other
            }
        }

        /// The legs whose peer said BYE and waits for its answer.
        public var farewells: [LegID] { legs.values.filter { $0.farewell != nil }.map(\.id) }

        /// A number for a leg that the application is about to begin.
        public mutating func nextLeg() -> LegID {
            desk.nextLeg()
        }
    }
}

extension Desk {
    mutating func nextLeg() -> LegID {
        lastLeg += 1
        return LegID(rawValue: lastLeg)
    }
}
