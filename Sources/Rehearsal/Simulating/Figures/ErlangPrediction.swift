import Flows
import Reports
import Telephony

/// What a formula says that a pool's callers live through.
struct ErlangPrediction: Sendable {
    /// The share of all callers who are answered in time, 0 to 1.
    let serviceLevel: Double
    /// The mean wait of all callers until they hear an agent or hang up, in seconds; nil where it
    /// grows without end.
    let meanWait: Double?
    /// The share of callers who hang up, 0 to 1.
    let abandonment: Double
    /// The share of the time of agents, rings apart, in which they talk and wrap up: the occupancy of
    /// every report, 0 to 1.
    let occupancy: Double

    /// Predicts half-hour by half-hour, each by its own callers and agents, and takes the mean over
    /// all callers.
    ///
    /// A call takes an agent from the ring to the end of the wrap-up. To the wait for an agent comes
    /// the time in which that agent is rung and told who calls; patience runs on in it.
    ///
    /// - Parameters:
    ///   - pool: the queues and their agents.
    ///   - figures: how many came and were there, and how long a call took.
    ///   - plan: what was simulated.
    ///   - patience: how long callers wait on average before they hang up; nil for Erlang C.
    init?(
        _ pool: ErlangPool, _ figures: RunFigures, _ plan: SimulationPlan, patience: Duration?
    ) {
        let tally = pool.groups.reduce(into: Tally()) { $0.merge(figures.tally(ofGroup: $1)) }
        let busy =
            tally[.ringingTime] + tally[.talkingTime] + tally[.holdTime] + tally[.wrapTime]
        guard tally[.contacts] > 0, busy > 0 else { return nil }
        let handleTime = Duration.milliseconds(busy / tally[.contacts])
        let onContact = 1 - Double(tally[.ringingTime]) / Double(busy)
        let ring = Ring(figures.ringTime(of: pool.queues), patience)
        let within = plan.target.within - ring.length
        let weeks = plan.slotCounts
        let loads = pool.queues.map { figures.load(of: $0) }
        var calls = 0.0
        var inTime = 0.0
        var waits: Double? = 0
        var lost = 0.0
        var work = 0.0
        var ready = 0.0
        for slot in 0..<WeekSlot.count where weeks[slot] > 0 {
            let count = loads.reduce(0) { $0 + $1[slot] }
            let present = Double(pool.groups.reduce(0) { $0 + figures.presence[$1][slot] })
            let agents = present / Double(weeks[slot]) / Double(WeekSlot.length)
            let time = agents * Double(weeks[slot])
            guard count > 0 else {
                ready += time
                continue
            }
            guard
                let slotted = Self.mean(
                    of: count / Double(weeks[slot]), handleTime * ring.heardOut, agents: agents,
                    within: max(.zero, within), patience: patience)
            else { return nil }
            calls += count
            // Nobody hears an agent sooner than it rings.
            if within >= .zero { inTime += count * slotted.serviceLevel * ring.heardOut }
            let rung = count * (1 - slotted.abandonment)
            waits = waits.flatMap { sum in
                slotted.meanWait.map { sum + count * $0 + rung * ring.wait }
            }
            lost += count - rung * ring.heardOut
            work += time * slotted.occupancy * onContact
            ready += time * (1 - slotted.occupancy)
        }
        guard calls > 0, work + ready > 0 else { return nil }
        serviceLevel = inTime / calls
        meanWait = waits.map { $0 / calls }
        abandonment = lost / calls
        occupancy = work / (work + ready)
    }

    /// The time from an agent's ring until the caller hears them, in which some hang up too.
    private struct Ring {
        let length: Duration
        /// The share of those for whom it rings who are still there at its end.
        let heardOut: Double
        /// How long callers wait in it on average, in seconds.
        let wait: Double

        init(_ length: Duration, _ patience: Duration?) {
            self.length = length
            guard let patience else {
                heardOut = 1
                wait = length / .seconds(1)
                return
            }
            heardOut = Normal.exponential(-(length / patience))
            wait = patience / .seconds(1) * (1 - heardOut)
        }
    }

    private init(_ performance: Performance) {
        serviceLevel = performance.serviceLevel
        meanWait = performance.averageWait.map { $0 / .seconds(1) }
        abandonment = performance.abandonment
        occupancy = performance.occupancy
    }

    private init(_ low: ErlangPrediction, _ high: ErlangPrediction, part: Double) {
        func between(_ left: Double, _ right: Double) -> Double { left + (right - left) * part }
        serviceLevel = between(low.serviceLevel, high.serviceLevel)
        abandonment = between(low.abandonment, high.abandonment)
        occupancy = between(low.occupancy, high.occupancy)
        meanWait = low.meanWait.flatMap { low in high.meanWait.map { between(low, $0) } }
    }

    /// Between so many agents and one more, where there are not whole ones.
    private static func mean(
        of calls: Double, _ handleTime: Duration, agents: Double, within: Duration,
        patience: Duration?
    ) -> ErlangPrediction? {
        let few = Int(agents)
        let part = agents - Double(few)
        // What can't be computed is not told.
        guard
            let demand = try? Demand(
                calls: calls, in: .milliseconds(WeekSlot.length), handleTime: handleTime),
            let low = try? Performance(
                of: demand, agents: few, within: within, patience: patience)
        else { return nil }
        guard part > 1e-6,
            let high = try? Performance(
                of: demand, agents: few + 1, within: within, patience: patience)
        else { return ErlangPrediction(low) }
        return ErlangPrediction(ErlangPrediction(low), ErlangPrediction(high), part: part)
    }
}

extension SimulationPlan {
    /// How often each half-hour of the week comes.
    var slotCounts: [Int] {
        var counts = Array(repeating: 0, count: WeekSlot.count)
        for day in 0..<days {
            let weekday = firstDay.adding(days: day).weekday
            let first = (Weekday.allCases.firstIndex(of: weekday) ?? 0) * 48
            for slot in first..<first + 48 { counts[slot] += 1 }
        }
        return counts
    }

    /// How long callers of queues wait on average before they hang up, each profile as often as it
    /// came to them; nil where nobody ever does.
    func meanPatience(of waiters: [Int]) -> Duration? {
        let names = profiles.keys.sorted()
        var hazard = 0.0
        // Who is of no profile waits for ever.
        for (place, count) in waiters.enumerated() where names.indices.contains(place) {
            guard let mean = profiles[names[place]]?.patience.mean, mean > .zero else { continue }
            hazard += Double(count) / mean.milliseconds
        }
        guard hazard > 0 else { return nil }
        return .milliseconds(Int64((Double(waiters.reduce(0, +)) / hazard).rounded()))
    }
}

extension RunFigures {
    /// How many callers of each profile came to queues.
    func waiters(in queues: [String]) -> [Int] {
        queues.reduce(into: []) { sum, queue in
            let counts = waiters[queue] ?? []
            sum = sum.isEmpty ? counts : counts.isEmpty ? sum : zip(sum, counts).map(+)
        }
    }

    /// How long it took on average in queues from the ring that was answered until the caller heard
    /// the agent.
    fileprivate func ringTime(of queues: [String]) -> Duration {
        let all = queues.compactMap { rings[$0] }
        let count = all.reduce(0) { $0 + $1.count }
        guard count > 0 else { return .zero }
        return .milliseconds(all.reduce(0) { $0 + $1.time } / Int64(count))
    }
}
