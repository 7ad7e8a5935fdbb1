public import Flows
public import Telephony

/// All that a simulation is run with, before or after a “what if”.
public struct SimulationSetting: Sendable {
    /// What is simulated.
    public var plan: SimulationPlan
    /// The flows and their centre.
    public var program: FlowProgram
    /// So many times the calls of each stream; 1 for those not named.
    public var factors: [String: Double] = [:]
    /// The moments of the calls of streams that are replayed from a log, in milliseconds since 1970
    /// UTC, in order; those outside the days that are simulated are left out.
    public var recorded: [String: [Int64]] = [:]

    /// A setting as the files have it.
    public init(_ plan: SimulationPlan, in program: FlowProgram) {
        self.plan = plan
        self.program = program
    }

    /// The setting with some things otherwise. Other files are read by whoever has them.
    public func changed(by changes: [SimulationChange]) -> SimulationSetting {
        var changed = self
        for change in changes { changed.apply(change) }
        return changed
    }

    private mutating func apply(_ change: SimulationChange) {
        switch change {
        case .staff(let group, let count):
            for place in plan.staff.indices where plan.staff[place].name == group {
                plan.staff[place].count = count
            }
            if let people = plan.destinations[group], people.shifts.isEmpty {
                plan.destinations[group]?.positions = count
            } else {
                plan.destinations[group]?.shifts.share(among: count)
            }
        case .hours(let name, let weekly): changeHours(of: name, to: weekly)
        case .maxWait(let queue, let span):
            changeCentre { $0.queues[queue]?.limit = span }
        case .maxLength(let queue, let length):
            changeCentre { $0.queues[queue]?.maxLength = length }
        case .arrivals(let stream, let factor):
            for known in plan.streams where stream == nil || known.name == stream {
                factors[known.name] = (factors[known.name] ?? 1) * factor
            }
            // Letters are no callers: they are named.
            for known in plan.written where known.name == stream {
                factors[known.name] = (factors[known.name] ?? 1) * factor
            }
        case .talk(let queue, let talk):
            plan.talk[queue] = talk
            // What was told of one of a level's queues no longer holds.
            for known in program.centre.queues.values where known.level == queue {
                plan.talk[known.name] = talk
            }
        case .flow, .centre, .simulation: break
        }
    }

    /// Everything of a name opens, or works, at other hours; breaks stay.
    private mutating func changeHours(of name: String, to weekly: [Weekday: [DaySpan]]) {
        if program.centre.calendars[name] != nil {
            changeCentre { $0.calendars[name]?.hours.weekly = weekly }
        }
        for place in plan.staff.indices where plan.staff[place].name == name {
            for shift in plan.staff[place].shifts.indices {
                plan.staff[place].shifts[shift].hours = weekly
            }
        }
        guard var people = plan.destinations[name] else { return }
        people.hours = people.shifts.isEmpty ? weekly : [:]
        for shift in people.shifts.indices { people.shifts[shift].hours = weekly }
        plan.destinations[name] = people
    }

    /// The most days that are simulated.
    public static let longest = 3_660

    /// The first of the days in which moments lie, in milliseconds since 1970 UTC, and how many they
    /// are.
    public func days(of moments: ClosedRange<Int64>) -> (first: CivilDate, count: Int) {
        func day(_ time: Int64) -> CivilDate {
            program.centre.zone.civilTime(at: Int(time).flooredDivision(by: 1_000).quotient).date
        }
        let first = day(moments.lowerBound)
        return (first, day(moments.upperBound).daysSince1970 - first.daysSince1970 + 1)
    }

    /// The days that are simulated, in milliseconds since 1970 UTC.
    public var period: Range<Int64> {
        func begin(_ day: CivilDate) -> Int64 {
            Int64(program.centre.zone.instant(of: CivilTime(date: day, secondOfDay: 0))) * 1_000
        }
        return begin(plan.firstDay)..<begin(plan.firstDay.adding(days: max(1, plan.days)))
    }

    private mutating func changeCentre(_ change: (inout Centre) -> Void) {
        var centre = program.centre
        change(&centre)
        program = program.with(centre: centre)
    }

    /// A run of it.
    public func run(seed: UInt64, faults: FaultPlan? = nil) -> SimulationRun {
        SimulationRun(
            plan, in: program, seed: seed, factors: factors, recorded: recorded, faults: faults)
    }

    /// Runs it once for each seed.
    public func result(seeds: [UInt64]) -> SimulationResult {
        SimulationResult(
            seeds.map { seed in
                var run = run(seed: seed)
                return run.finish()
            })
    }
}
