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

    /// Whether somebody is free when clocks show a time.
    private func isFree(at time: CivilTime) -> Bool {
        plan.present(at: time).map { busy < $0 } ?? true
    }

    /// A call rings.
    ///
    /// - Returns: whether somebody is there to answer it.
    mutating func ring(_ call: CallID, _ ring: Int, at time: CivilTime) -> Bool {
        guard isFree(at: time) else {
            ringing.append((call, ring))
            return false
        }
        busy += 1
        return true
    }

    /// A call rings no longer that had nobody yet.
    mutating func withdraw(_ call: CallID) { ringing.removeAll { $0.call == call } }

    /// Somebody has done.
    mutating func free() { busy = max(0, busy - 1) }

    /// The call that is answered next; nil where none rings, or nobody is free.
    mutating func takeRinging(at time: CivilTime) -> (call: CallID, ring: Int)? {
        guard !ringing.isEmpty, isFree(at: time) else { return nil }
        busy += 1
        return ringing.removeFirst()
    }
}
