public import Telephony

extension SimulationPlan {
    /// Agents of the same work.
    public struct StaffGroup: Hashable, Sendable {
        /// The name; agents are named after it and numbered.
        public var name: String
        /// How many there are.
        public var count: Int
        /// The levels whose queues they serve.
        public var levels: [String]
        /// Queues that they serve whatever their level.
        public var queues: [String]
        /// What they can do, and how well.
        public var skills: [String: Int]
        /// When they work; the first who are not in one are in the next.
        public var shifts: [Shift]
        /// What they need after a talk; nil for what the centre file gives.
        public var wrapUp: Distribution?
        /// How long they talk, whatever the queue; nil for the queue's own.
        public var talk: Distribution?
        /// How long their telephone rings.
        public var answersAfter = Distribution.constant(.seconds(3))
        /// The share of rings that they don't take, 0 to 1.
        public var misses = 0.0

        /// Describes a group; for the checker and for tests.
        public init(
            name: String, count: Int, levels: [String] = [], queues: [String] = [],
            skills: [String: Int] = [:], shifts: [Shift] = [], wrapUp: Distribution? = nil,
            talk: Distribution? = nil
        ) {
            self.name = name
            self.count = count
            self.levels = levels
            self.queues = queues
            self.skills = skills
            self.shifts = shifts
            self.wrapUp = wrapUp
            self.talk = talk
        }

        /// The shift of each agent, in order, where there are so many of them: the shifts of the
        /// file in their proportions.
        public func shift(of agent: Int) -> Shift? { shifts.shift(of: agent, among: count) }
    }

    /// When agents are at work.
    public struct Shift: Hashable, Sendable {
        /// How many agents have it.
        public var count: Int
        /// The spans by day; none where they are off. Empty for always.
        public var hours: [Weekday: [DaySpan]]
        /// The breaks of each day.
        public var breaks: [Break]

        /// Describes a shift.
        public init(count: Int, hours: [Weekday: [DaySpan]], breaks: [Break] = []) {
            self.count = count
            self.hours = hours
            self.breaks = breaks
        }
    }

    /// A break that agents take one after the other.
    public struct Break: Hashable, Sendable {
        /// When it may be.
        public var window: DaySpan
        /// How long it takes.
        public var length: Duration

        /// How many take it one after the other before the first has their turn again.
        public var turns: Int {
            max(1, (window.end - window.start) / max(1, Int(length.components.seconds)))
        }

        /// When somebody takes it.
        ///
        /// - Parameter number: Their place among those who share it, from 0.
        /// - Returns: the span, in seconds since midnight.
        public func span(of number: Int) -> Range<Int> {
            let length = Int(length.components.seconds)
            let start = window.start + number % turns * length
            return start..<start + length
        }

        /// Describes a break.
        public init(window: DaySpan, length: Duration) {
            self.window = window
            self.length = length
        }
    }

    /// People outside who take calls at a destination.
    public struct Outside: Hashable, Sendable {
        /// How many of them there are; nil for as many as it takes, or for those of ``shifts``.
        public var positions: Int?
        /// When they are there, by day; empty for always.
        public var hours: [Weekday: [DaySpan]]
        /// When parts of them are there, in place of ``positions`` and ``hours``; empty for none.
        public var shifts: [Shift] = []
        /// How long it rings.
        public var answersAfter: Distribution
        /// How long they talk.
        public var talk: Distribution
        /// What they need after a talk.
        public var wrapUp: Distribution
        /// How long after it came a written contact is answered there; nil where none is.
        public var answersWritten: Distribution?

        /// Describes them; nobody counts them unless told.
        public init(
            positions: Int? = nil, hours: [Weekday: [DaySpan]] = [:],
            answersAfter: Distribution = .constant(.seconds(4)),
            talk: Distribution = .exponential(mean: .seconds(180)),
            wrapUp: Distribution = .constant(.zero)
        ) {
            self.positions = positions
            self.hours = hours
            self.answersAfter = answersAfter
            self.talk = talk
            self.wrapUp = wrapUp
        }
    }

    /// What an endpoint answers.
    public struct Endpoint: Hashable, Sendable {
        /// How long an answer takes.
        public var latency: Distribution
        /// The answers; empty where it never answers.
        public var answers: [Share<Answer>]

        /// Describes an endpoint.
        public init(latency: Distribution, answers: [Share<Answer>]) {
            self.latency = latency
            self.answers = answers
        }
    }

    /// An answer of an endpoint.
    public struct Answer: Hashable, Sendable {
        /// How it ends.
        public var outcome: CallEvent.Outcome
        /// The values by name, in the order of the names.
        public var values: [Value]

        /// A value by name.
        public struct Value: Hashable, Sendable {
            /// The name.
            public var name: String
            /// The value as text.
            public var value: String
        }

        /// The answer that a flow gets.
        public var outside: OutsideAnswer {
            OutsideAnswer(
                outcome: outcome,
                values: values.map { WebRequest.Parameter(name: $0.name, value: $0.value) })
        }
    }
}

extension [SimulationPlan.Shift] {
    /// The shift of each of some people, in order, where there are so many: these shifts in their
    /// proportions.
    func shift(of person: Int, among count: Int) -> SimulationPlan.Shift? {
        guard let place = place(of: person, among: count) else { return first }
        return self[place]
    }

    /// Has so many people share these shifts, in their proportions.
    public mutating func share(among count: Int) {
        var counts = map { _ in 0 }
        for person in 0..<Swift.max(0, count) {
            if let place = place(of: person, among: count) { counts[place] += 1 }
        }
        for place in indices { self[place].count = counts[place] }
    }

    private func place(of person: Int, among count: Int) -> Int? {
        let all = reduce(0) { $0 + $1.count }
        guard all > 0, count > 0 else { return nil }
        // Where there are more or fewer than the shifts name, each grows or shrinks alike.
        let turn = Swift.min(all - 1, (2 * person + 1) * all / (2 * count))
        var end = 0
        for (place, shift) in enumerated() {
            end += shift.count
            if turn < end { return place }
        }
        return indices.last
    }
}
