public import Telephony

/// What other calls decided of a call that is replayed from its log: where it stood in queues, what
/// it was told of that, and whose turn it was to take it.
public struct QueuePast: Equatable, Sendable {
    /// What the caller was told while they waited.
    public struct Standing: Equatable, Sendable {
        /// When, on the clock of the process.
        public var time: Duration
        /// The position, counted from 1; nil where none was told.
        public var position: Int?
        /// How long the wait may yet be; nil where that was not told.
        public var wait: WaitBand?

        /// Describes what was told.
        public init(time: Duration, position: Int?, wait: WaitBand?) {
            self.time = time
            self.position = position
            self.wait = wait
        }
    }

    /// The positions, counted from 1, that visits to a queue began at, in order.
    public var positions: [String: ArraySlice<Int>] = [:]
    /// Who was to take the caller in a queue, in order: a destination, or an empty name for agents.
    public var turns: [String: ArraySlice<String>] = [:]
    /// What was told, in order.
    public var told: [Standing] = []
    /// From the ring of those who took the call until the caller heard them, on the clock of the
    /// process: sometime in between they were there, and nothing more was told.
    public var pickUps: [ClosedRange<Duration>] = []

    /// Nothing is known.
    public init() {}
}

extension FlowState {
    /// The position at which the next visit to a queue began; nil where that is not known.
    public mutating func recallPosition(in queue: String) -> Int? {
        hidden?.past?.positions[queue]?.popFirst()
    }

    /// Who was to take the caller next in a queue: a destination, or an empty name for agents; nil
    /// where that is not known.
    public mutating func recallTurn(in queue: String) -> String? {
        hidden?.past?.turns[queue]?.popFirst()
    }

    /// What was told at this time; where the call goes otherwise by now, what was told last. Nil
    /// where nothing was to be told.
    func recallStanding(_ position: Int?, _ wait: WaitBand?) -> (Int?, WaitBand?)? {
        guard let past = hidden?.past, let since = visit?.since else { return (position, wait) }
        if let near = past.told.first(where: { ($0.time - now).inMilliseconds.magnitude <= 60 }) {
            return (near.position, near.wait)
        }
        guard !past.pickUps.contains(where: { $0.contains(now) }) else { return nil }
        let last = past.told.last { $0.time >= since && $0.time <= now }
        guard let last, position != nil || wait != nil else { return (position, wait) }
        return (last.position, last.wait)
    }
}
