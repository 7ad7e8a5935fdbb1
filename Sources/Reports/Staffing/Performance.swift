/// What callers and agents live through with so many agents, by a formula.
///
/// Calls come by chance at an even rate, and handle times are spread exponentially: both formulas
/// say so. Without a patience nobody hangs up (Erlang C, M/M/c); with one, patience is spread
/// exponentially too (Erlang A, M/M/c+M).
public struct Performance: Hashable, Sendable {
    /// The agents on the telephones.
    public let agents: Int
    /// The share of all callers answered within the wait asked for, 0 to 1.
    public let serviceLevel: Double
    /// The share of callers who wait at all, 0 to 1.
    public let waitProbability: Double
    /// The mean wait of all callers, those who are answered at once and those who hang up too; nil
    /// where it grows without end. Where nobody hangs up it is the ASA.
    public let averageWait: Duration?
    /// The share of callers who hang up, 0 to 1.
    public let abandonment: Double
    /// The share of their time that agents are busy, 0 to 1.
    public let occupancy: Double

    /// The longest patience that is reckoned with, in handle times: who waits longer never hangs up.
    public static let longestPatience = 10_000

    /// Computes what happens.
    ///
    /// - Parameters:
    ///   - demand: what callers ask.
    ///   - agents: how many answer.
    ///   - within: the wait of the service level.
    ///   - patience: how long callers wait on average before they hang up; nil where they never do.
    /// - Throws: ``StaffingError`` where one of them is impossible.
    public init(
        of demand: Demand, agents: Int, within: Duration = .seconds(20), patience: Duration? = nil
    ) throws(StaffingError) {
        guard (0...Staffing.mostAgents).contains(agents) else {
            throw StaffingError(.agents(agents))
        }
        guard within >= .zero else { throw StaffingError(.within(within)) }
        guard let patience else {
            self.init(patient: demand, agents: agents, within: within.inSeconds)
            return
        }
        guard patience > .zero, patience <= demand.handleTime * Performance.longestPatience else {
            throw StaffingError(.patience(patience))
        }
        self.init(
            of: demand, agents: agents, within: within.inSeconds, patience: patience.inSeconds)
    }

    private init(
        agents: Int, serviceLevel: Double, waitProbability: Double, wait: Double?,
        abandonment: Double, occupancy: Double
    ) {
        self.agents = agents
        self.serviceLevel = min(1, max(0, serviceLevel))
        self.waitProbability = min(1, max(0, waitProbability))
        averageWait = wait.flatMap { $0 < 1e12 ? .seconds(max(0, $0)) : nil }
        self.abandonment = min(1, max(0, abandonment))
        self.occupancy = min(1, max(0, occupancy))
    }

    /// Erlang C.
    private init(patient demand: Demand, agents: Int, within: Double) {
        let load = demand.load
        let spare = Double(agents) - load
        guard load > 0, spare > 0 else {
            let isIdle = load == 0
            self.init(
                agents: agents, serviceLevel: isIdle ? 1 : 0, waitProbability: isIdle ? 0 : 1,
                wait: isIdle ? 0 : nil, abandonment: 0, occupancy: isIdle ? 0 : 1)
            return
        }
        let waiting = Erlang.waiting(load: load, agents: agents)
        let handleTime = demand.handleTime.inSeconds
        self.init(
            agents: agents,
            serviceLevel: 1 - waiting * exponential(-spare * within / handleTime),
            waitProbability: waiting, wait: waiting * handleTime / spare, abandonment: 0,
            occupancy: load / Double(agents))
    }

    /// Erlang A, after Mandelbaum and Zeltyn (2007). The wait that a caller of endless patience
    /// would have has the density `exp(y (1 - exp(-v/patience)) - c v/handleTime)` beyond nothing.
    private init(of demand: Demand, agents: Int, within: Double, patience: Double) {
        guard demand.load > 0, agents > 0 else {
            let isIdle = demand.load == 0
            self.init(
                agents: agents, serviceLevel: isIdle ? 1 : 0, waitProbability: isIdle ? 0 : 1,
                wait: isIdle ? 0 : patience, abandonment: isIdle ? 0 : 1, occupancy: 0)
            return
        }
        // Capacity and calls, by the time that a caller waits.
        let x = Double(agents) * patience / demand.handleTime.inSeconds
        let y = demand.rate * patience
        let sum = Erlang.logOfPalmSum(x, y)
        let blocked = Erlang.blocked(load: demand.load, agents: agents)
        let waiting = blocked / (blocked + (1 - blocked) * exponential(-sum))
        let left = exponential(-within / patience)
        let served = exponential(Erlang.logOfPalmSum(x + 1, y) - sum)
        let servedLater = exponential(
            -(x + 1) * within / patience + y * (1 - left)
                + Erlang.logOfPalmSum(x + 1, y * left) - sum)
        let all = x / (x + 1)
        let abandonment = waiting * max(0, 1 - all * served)
        self.init(
            agents: agents,
            serviceLevel: 1 - waiting + waiting * all * max(0, served - servedLater),
            waitProbability: waiting, wait: abandonment * patience, abandonment: abandonment,
            occupancy: demand.load * (1 - abandonment) / Double(agents))
    }
}
