import CallCentre
import Telephony

/// The smallest case found of a promise that is broken: the seed with the calls and faults that it
/// takes.
public struct FaultCase: Hashable, Sendable {
    /// What chance began with.
    public let seed: UInt64
    /// What is broken.
    public let violation: Invariants.Violation
    /// How many calls are left.
    public let calls: Int
    /// How many faults are left.
    public let faults: Int
    /// When nothing new happens any more.
    public let until: Duration
    /// What is written down of it, a line each; the last ones where there are many.
    public let events: [String]

    /// How many lines are told.
    private static let longest = 60

    /// Makes a failing run as small as it gets: a shorter time, then fewer calls, then fewer faults.
    ///
    /// - Returns: nil where the run does not fail at all.
    public static func smallest(
        of setting: SimulationSetting, seed: UInt64, _ kinds: Set<FaultPlan.Kind>
    ) -> FaultCase? {
        func run(
            _ reduction: FaultPlan.Reduction, keepsRecords: Bool = false
        ) -> SimulationRun {
            var run = setting.run(
                seed: seed, faults: FaultPlan(kinds, reduction: reduction))
            run.keepsRecords = keepsRecords
            while run.advance() {}
            return run
        }
        let whole = run(FaultPlan.Reduction())
        guard let violation = whole.violation else { return nil }
        let smaller = Shrinking.smallest(
            calls: whole.comers, faults: whole.plannedFaults,
            until: violation.time.inMilliseconds + 1
        ) { reduction in run(reduction).violation?.rule == violation.rule }
        var last = run(smaller, keepsRecords: true)
        let found = last.violation ?? violation
        return FaultCase(
            seed: seed, violation: found, calls: smaller.calls?.count ?? whole.comers,
            faults: smaller.faults?.count ?? whole.plannedFaults,
            until: .milliseconds(smaller.until ?? violation.time.inMilliseconds),
            events: last.takeRecords().suffix(longest).map {
                "\($0.time.inMilliseconds) \($0.call) \($0.number) \($0.event)"
            })
    }
}

/// Finds the least that still fails.
enum Shrinking {
    /// How often it is tried.
    private static let budget = 400

    /// Leaves out what the failure does not take.
    ///
    /// A. Zeller and R. Hildebrandt, "Simplifying and isolating failure-inducing input" (2002).
    ///
    /// There are so many calls and faults, and it fails at `until`, in milliseconds; `fails` tells
    /// whether what is left still does.
    static func smallest(
        calls: Int, faults: Int, until: Int64, fails: (FaultPlan.Reduction) -> Bool
    ) -> FaultPlan.Reduction {
        var tries = budget
        var best = FaultPlan.Reduction()
        func holds(_ reduction: FaultPlan.Reduction) -> Bool {
            guard tries > 0 else { return false }
            tries -= 1
            guard fails(reduction) else { return false }
            best = reduction
            return true
        }
        _ = holds(FaultPlan.Reduction(until: until))
        let keptFaults = minimum(Array(0..<faults)) { left in
            var tried = best
            tried.faults = Set(left)
            return holds(tried)
        }
        best.faults = Set(keptFaults)
        let keptCalls = minimum(Array(0..<calls)) { left in
            var tried = best
            tried.calls = Set(left)
            return holds(tried)
        }
        best.calls = Set(keptCalls)
        return best
    }

    /// The least part of a list that still fails, by halves, quarters and so on.
    private static func minimum(_ all: [Int], fails: ([Int]) -> Bool) -> [Int] {
        var left = all
        if !left.isEmpty, fails([]) { return [] }
        var parts = 2
        while left.count > 1 {
            let size = max(1, (left.count + parts - 1) / parts)
            var hasShrunk = false
            for start in stride(from: 0, to: left.count, by: size) {
                let rest = Array(left[..<start] + left[min(left.count, start + size)...])
                guard fails(rest) else { continue }
                left = rest
                parts = max(2, parts - 1)
                hasShrunk = true
                break
            }
            guard !hasShrunk else { continue }
            guard size > 1 else { break }
            parts = min(left.count, parts * 2)
        }
        return left
    }
}
