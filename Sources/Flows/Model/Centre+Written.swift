extension Centre {
    /// How the letters and e-mails of a queue are treated.
    ///
    /// They wait where callers wait, for the same agents, and yield to calls.
    public struct Written: Hashable, Sendable {
        /// How long after it came a contact is to be answered.
        public var due: Duration
        /// The destinations outside whose people answer a part of them; empty where agents answer
        /// all.
        public var destinations: [Share]
        /// The part of the agents, in proportion to those of the destinations; without meaning where
        /// there are none.
        public var agentsWeight: Int

        /// When a contact is due of a queue that says nothing else.
        public static let usualDue = Duration.seconds(86_400)

        /// Describes how they are treated.
        public init(
            due: Duration = usualDue, destinations: [Share] = [], agentsWeight: Int = 0
        ) {
            self.due = due
            self.destinations = destinations
            self.agentsWeight = agentsWeight
        }
    }
}
