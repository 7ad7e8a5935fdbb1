import Flows
import Reports
import Telephony

/// Queues with agents of their own, of whom each serves all of them: what the formulas of Erlang are
/// about.
struct ErlangPool: Sendable {
    /// The queues, by name.
    let queues: [String]
    /// The groups of their agents, by place.
    let groups: [Int]

    /// How it is called in reports.
    var name: String { queues.joined(separator: " + ") }

    /// The pools of a plan; queues of which some agents serve only a part are in none.
    static func all(of plan: SimulationPlan, in centre: Centre) -> [ErlangPool] {
        var left = centre.queues.values.filter { queue in
            plan.staff.contains { $0.serves(queue) && $0.count > 0 }
        }.sorted { $0.name < $1.name }
        var pools: [ErlangPool] = []
        while let first = left.first {
            var queues = [first]
            var groups: Set<Int> = []
            var hasGrown = true
            while hasGrown {
                groups.formUnion(
                    plan.staff.indices.filter { place in
                        plan.staff[place].count > 0
                            && queues.contains(where: plan.staff[place].serves)
                    })
                let more = left.filter { queue in
                    !queues.contains { $0.name == queue.name }
                        && groups.contains { plan.staff[$0].serves(queue) }
                }
                queues += more
                hasGrown = !more.isEmpty
            }
            left.removeAll { queue in queues.contains { $0.name == queue.name } }
            let isWhole = groups.allSatisfy { group in
                queues.allSatisfy { plan.staff[group].serves($0) && $0.skills.isEmpty }
            }
            guard isWhole else { continue }
            pools.append(
                ErlangPool(queues: queues.map(\.name).sorted(), groups: groups.sorted()))
        }
        return pools
    }
}

/// What a formula says that a pool's callers live through.
struct ErlangPrediction: Sendable {
    /// The share of all callers who are answered in time, 0 to 1.
    let serviceLevel: Double
    /// The mean wait of all callers, in seconds; nil where it grows without end.
    let meanWait: Double?
    /// The share of callers who hang up, 0 to 1.
    let abandonment: Double
    /// The share of their time that agents are busy, 0 to 1.
    let occupancy: Double

    /// Predicts half-hour by half-hour, each by its own callers and agents, and takes the mean over
    /// all callers.
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
        let weeks = plan.slotCounts
        var calls = 0.0
        var inTime = 0.0
        var waits: Double? = 0
        var lost = 0.0
        var work = 0.0
        var time = 0.0
        for slot in 0..<WeekSlot.count where weeks[slot] > 0 {
            let count = Double(
                pool.queues.reduce(0) { $0 + (figures.offered[$1]?[slot] ?? 0) })
            let present = Double(pool.groups.reduce(0) { $0 + figures.presence[$1][slot] })
            let agents = present / Double(weeks[slot]) / Double(WeekSlot.length)
            time += agents * Double(weeks[slot])
            guard count > 0 else { continue }
            guard
                let slotted = Self.mean(
                    of: count / Double(weeks[slot]), handleTime, agents: agents,
                    within: plan.target.within, patience: patience)
            else { return nil }
            calls += count
            inTime += count * slotted.serviceLevel
            waits = waits.flatMap { sum in slotted.meanWait.map { sum + count * $0 } }
            lost += count * slotted.abandonment
            work += agents * Double(weeks[slot]) * slotted.occupancy
        }
        guard calls > 0, time > 0 else { return nil }
        serviceLevel = inTime / calls
        meanWait = waits.map { $0 / calls }
        abandonment = lost / calls
        occupancy = work / time
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

    /// How long callers wait on average before they hang up, each profile as often as it calls; nil
    /// where nobody ever does.
    var meanPatience: Duration? {
        var hazard = 0.0
        var all = 0.0
        for stream in streams {
            let calls: Double =
                if case .calls(let calls, _) = stream.volume { max(calls, 1e-9) } else { 1 }
            let weights = stream.callers.reduce(0) { $0 + $1.weight }
            for share in stream.callers where weights > 0 {
                let part = calls * share.weight / weights
                all += part
                guard let mean = profiles[share.value]?.patience.mean, mean > .zero else {
                    continue
                }
                hazard += part / mean.milliseconds
            }
        }
        guard hazard > 0 else { return nil }
        return .milliseconds(Int64((all / hazard).rounded()))
    }
}
