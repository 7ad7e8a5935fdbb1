import Flows
import Telephony

/// The people at a destination: so many positions, before which calls ring on in their order.
struct OutsideDesk: Sendable {
    let plan: SimulationPlan.Outside
    /// How many talk, or have something left to do.
    private(set) var busy = 0
    /// The calls that ring and have nobody yet, with the number of the ring.
    private(set) var ringing: [(call: CallID, ring: Int)] = []

    init(_ plan: SimulationPlan.Outside) { self.plan = plan }

    /// Whether somebody is free.
    var isFree: Bool { plan.positions.map { busy < $0 } ?? true }

    /// Whether people are at work when clocks show a time.
    func isOpen(at time: CivilTime) -> Bool {
        guard !plan.hours.isEmpty else { return true }
        func covers(_ date: CivilDate, _ second: Int) -> Bool {
            (plan.hours[date.weekday] ?? []).contains { $0.start <= second && second < $0.end }
        }
        return covers(time.date, time.secondOfDay)
            || covers(time.date.adding(days: -1), time.secondOfDay + 86_400)
    }

    /// A call rings.
    ///
    /// - Returns: whether somebody is there to answer it.
    mutating func ring(_ call: CallID, _ ring: Int) -> Bool {
        guard isFree else {
            ringing.append((call, ring))
            return false
        }
        busy += 1
        return true
    }

    /// A call rings no longer that had nobody yet.
    mutating func withdraw(_ call: CallID) { ringing.removeAll { $0.call == call } }

    /// Somebody is free again.
    ///
    /// - Returns: the call that they answer next.
    mutating func free() -> (call: CallID, ring: Int)? {
        busy = max(0, busy - 1)
        guard isFree, !ringing.isEmpty else { return nil }
        busy += 1
        return ringing.removeFirst()
    }
}
