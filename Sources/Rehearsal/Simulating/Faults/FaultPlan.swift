import CallCentre
import Flows
import Telephony

/// What goes wrong in a simulation.
public struct FaultPlan: Hashable, Sendable {
    /// A sort of fault.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Telephones of agents die, in mid-call too, and come back.
        case phones
        /// The journal stalls: nobody may be rung until it goes on.
        case store
        /// The process dies, and begins again with what was written down.
        case crash
    }

    /// The sorts that happen.
    public var kinds: Set<Kind>
    /// Before which nothing goes wrong, in milliseconds from the beginning.
    public var from: Int64
    /// What is left of a run that is made smaller.
    public var reduction: Reduction

    /// Faults of these sorts.
    public init(_ kinds: Set<Kind>, from: Int64 = 0, reduction: Reduction = Reduction()) {
        self.kinds = kinds
        self.from = from
        self.reduction = reduction
    }

    /// What is left of a run, to find the least that fails.
    public struct Reduction: Hashable, Sendable {
        /// The calls that come, by their order from 0; nil for all.
        public var calls: Set<Int>?
        /// The faults that happen, by their order from 0; nil for all.
        public var faults: Set<Int>?
        /// When nothing new happens any more, in milliseconds; nil for the end of the period.
        public var until: Int64?

        /// All of it.
        public init(calls: Set<Int>? = nil, faults: Set<Int>? = nil, until: Int64? = nil) {
            self.calls = calls
            self.faults = faults
            self.until = until
        }
    }
}

/// One thing that goes wrong, or is well again.
enum Fault: Hashable, Sendable {
    case phoneDies(agent: Int, for: Int64)
    case phoneIsBack(agent: Int)
    /// Nobody hears a telephone that is dead: the line is given up.
    case deadLineEnds(agent: Int, leg: Int)
    case storeStalls(for: Int64)
    case storeGoesOn
    case crash(for: Int64)
    case restart
}

/// The faults of a run, and what is found out about it.
struct Ordeal: Sendable {
    let plan: FaultPlan
    var invariants: Invariants
    /// Whether the process is dead.
    var isDown = false
    /// Calls that nobody took while it was.
    var turnedAway = 0
    /// Those who came, taken or not.
    var comers = 0
    /// How many faults are to happen.
    var planned = 0
    /// How many have happened to somebody, by sort.
    private(set) var happened: [FaultPlan.Kind: Int] = [:]

    init(_ plan: FaultPlan, centre: Centre) {
        self.plan = plan
        invariants = Invariants(centre)
    }

    /// The first promise that was broken.
    var failure: Invariants.Violation? { invariants.violation }

    /// A fault has happened.
    mutating func count(_ kind: FaultPlan.Kind) { happened[kind, default: 0] += 1 }

    mutating func take(_ record: JournalRecord) { invariants.take(record) }

    /// Everybody has gone home.
    mutating func close(_ state: CallCentre.State) {
        guard !isDown else { return }
        invariants.check(CentreSnapshot(state), at: nil)
        invariants.close()
    }
}
