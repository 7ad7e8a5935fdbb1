/// A question about staffing that has no answer.
public struct StaffingError: Error, Hashable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Hashable, Sendable {
        /// Calls are no number, or less than none.
        case calls(Double)
        /// The stretch of time is not positive.
        case span(Duration)
        /// The handle time is not positive.
        case handleTime(Duration)
        /// The load, in erlangs, is beyond what is reckoned with.
        case load(Double)
        /// The patience of the callers is not positive, or endless.
        case patience(Duration)
        /// The wait of the service level is negative.
        case within(Duration)
        /// The service level is not between 0 and 1.
        case serviceLevel(Double)
        /// The highest occupancy is not above 0, or is above 1.
        case occupancy(Double)
        /// The highest share of abandons is not between 0 and 1, or nobody's patience is known.
        case abandonment(Double)
        /// The shrinkage is not from 0 to less than 1.
        case shrinkage(Double)
        /// There are less agents than none, or more than are reckoned with.
        case agents(Int)
    }

    /// What is wrong.
    public let reason: Reason

    init(_ reason: Reason) { self.reason = reason }

    /// One sentence that says what is allowed.
    public var description: String {
        switch reason {
        case .calls(let calls): "\(calls) calls: 0 or more are expected"
        case .span(let span): "a stretch of \(span): it has to be longer than nothing"
        case .handleTime(let time): "a handle time of \(time): it has to be longer than nothing"
        case .load(let load):
            "a load of \(load.fixed(0)) erlangs: at most \(Demand.largestLoad.fixed(0)) are planned for"
        case .patience(let patience):
            "a patience of \(patience): it is longer than nothing, and "
                + "\(Performance.longestPatience) handle times at most; without one nobody hangs up"
        case .within(let within): "answers within \(within): a wait is 0 s or more"
        case .serviceLevel(let level):
            "a service level of \(level): it lies between 0 and 1, neither included"
        case .occupancy(let occupancy):
            "an occupancy of \(occupancy): it lies above 0 and up to 1"
        case .abandonment(let share):
            "an abandonment of \(share): it lies between 0 and 1, and needs the callers' patience"
        case .shrinkage(let share): "a shrinkage of \(share): it lies from 0 to less than 1"
        case .agents(let agents):
            "\(agents) agents: 0 to \(Staffing.mostAgents) are reckoned with"
        }
    }
}
