extension SimulationPlan {
    /// Letters and e-mails that come to a queue.
    public struct WrittenStream: Hashable, Sendable {
        /// The queue in which they wait.
        public var queue: String
        /// How long an agent takes to answer one; calls between are not in it.
        public var handleTime: Distribution
        /// When they come: the days, hours and volume, under the name of the stream.
        public var arrivals: Stream

        /// The name of the stream.
        public var name: String { arrivals.name }

        /// Describes a stream.
        public init(queue: String, handleTime: Distribution, arrivals: Stream) {
            self.queue = queue
            self.handleTime = handleTime
            self.arrivals = arrivals
        }
    }
}
