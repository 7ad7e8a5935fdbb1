/// How many agents are needed when.
///
/// ```swift
/// let demand = try Demand(calls: 100, in: .seconds(1_800), handleTime: .seconds(180))
/// try Staffing.plan([demand], goal: Staffing.Goal(), shrinkage: 0.3)[0].agents  // 14
/// ```
public enum Staffing {
    /// The most agents that are reckoned with.
    public static let mostAgents = 20_000

    /// What is to be reached.
    public struct Goal: Hashable, Sendable {
        /// The share of callers answered in time, 0 to 1.
        public var serviceLevel: Double
        /// What "in time" is.
        public var within: Duration
        /// The share of their time that agents may be busy, 0 to 1.
        public var occupancy: Double
        /// How long callers wait on average before they hang up; nil where they never do.
        public var patience: Duration?
        /// The share of callers who may hang up, 0 to 1; nil where any may.
        public var abandonment: Double?

        /// 80 % within 20 s, at most 85 % busy, unless told otherwise.
        public init(
            serviceLevel: Double = 0.8, within: Duration = .seconds(20), occupancy: Double = 0.85,
            patience: Duration? = nil, abandonment: Double? = nil
        ) {
            self.serviceLevel = serviceLevel
            self.within = within
            self.occupancy = occupancy
            self.patience = patience
            self.abandonment = abandonment
        }

        /// Says what is impossible about the goal.
        ///
        /// - Throws: ``StaffingError`` for the first such thing.
        func check() throws(StaffingError) {
            guard serviceLevel > 0, serviceLevel < 1 else {
                throw StaffingError(.serviceLevel(serviceLevel))
            }
            guard occupancy > 0, occupancy <= 1 else { throw StaffingError(.occupancy(occupancy)) }
            guard let abandonment else { return }
            guard abandonment > 0, abandonment < 1, patience != nil else {
                throw StaffingError(.abandonment(abandonment))
            }
        }

        func isReached(by performance: Performance) -> Bool {
            performance.serviceLevel >= serviceLevel && performance.occupancy <= occupancy
                && performance.abandonment <= abandonment ?? 1
        }
    }

    /// The agents of a stretch of time.
    public struct Row: Hashable, Sendable {
        /// What callers ask.
        public let demand: Demand
        /// The agents who have to be on the telephones.
        public let agents: Int
        /// Those who have to be on the rota for that, as some are ill, in training or at lunch.
        public let scheduled: Int
        /// What comes of it.
        public let performance: Performance

        fileprivate init(_ demand: Demand, _ performance: Performance, shrinkage: Double) {
            self.demand = demand
            self.performance = performance
            agents = performance.agents
            // What rounding leaves behind a whole number is no agent more.
            let needed = (Double(performance.agents) / (1 - shrinkage) - 1e-9).rounded(.up)
            scheduled = Int(max(0, needed))
        }
    }

    /// The fewest agents that reach the goal in each stretch.
    ///
    /// - Parameters:
    ///   - demands: what callers ask, stretch by stretch.
    ///   - goal: what is to be reached.
    ///   - shrinkage: the share of paid time that nobody is on the telephone, 0 to less than 1.
    /// - Returns: a row for each stretch, in order; no agents where there are no calls.
    /// - Throws: ``StaffingError`` where the goal is impossible.
    public static func plan(
        _ demands: [Demand], goal: Goal = Goal(), shrinkage: Double = 0
    ) throws(StaffingError) -> [Row] {
        guard shrinkage >= 0, shrinkage < 1 else { throw StaffingError(.shrinkage(shrinkage)) }
        try goal.check()
        var rows: [Row] = []
        for demand in demands {
            let performance = try fewest(for: demand, goal: goal)
            rows.append(Row(demand, performance, shrinkage: shrinkage))
        }
        return rows
    }

    /// What so many agents reach, whether it is enough or not.
    ///
    /// - Parameters:
    ///   - agents: those on the telephones.
    ///   - demand: what callers ask.
    ///   - goal: whose wait and patience count.
    ///   - shrinkage: the share of paid time that nobody is on the telephone, 0 to less than 1.
    /// - Returns: the row of the stretch.
    /// - Throws: ``StaffingError`` where one of them is impossible.
    public static func row(
        of agents: Int, for demand: Demand, goal: Goal = Goal(), shrinkage: Double = 0
    ) throws(StaffingError) -> Row {
        guard shrinkage >= 0, shrinkage < 1 else { throw StaffingError(.shrinkage(shrinkage)) }
        try goal.check()
        let performance = try Performance(
            of: demand, agents: agents, within: goal.within, patience: goal.patience)
        return Row(demand, performance, shrinkage: shrinkage)
    }

    /// More agents never make anything worse, so the fewest are found by halving.
    private static func fewest(
        for demand: Demand, goal: Goal
    ) throws(StaffingError) -> Performance {
        func performance(_ agents: Int) throws(StaffingError) -> Performance {
            try Performance(
                of: demand, agents: agents, within: goal.within, patience: goal.patience)
        }
        var low = -1
        var high = 0
        var best = try performance(high)
        while !goal.isReached(by: best) {
            guard high < mostAgents else { throw StaffingError(.agents(mostAgents + 1)) }
            low = high
            high = min(mostAgents, max(1, high * 2))
            best = try performance(high)
        }
        while high - low > 1 {
            let middle = low + (high - low) / 2
            let candidate = try performance(middle)
            if goal.isReached(by: candidate) {
                high = middle
                best = candidate
            } else {
                low = middle
            }
        }
        return best
    }
}
