import ArgumentParser
import Flows
import Rehearsal
import Telephony

/// Simulations in which things go wrong: every promise is checked after every event.
struct FaultRun {
    private let setting: SimulationSetting
    private let kinds: Set<FaultPlan.Kind>
    private let seeds: [UInt64]

    init(_ setting: SimulationSetting, _ kinds: Set<FaultPlan.Kind>, _ seeds: [UInt64]) {
        self.setting = setting
        self.kinds = kinds
        self.seeds = seeds
    }

    /// What came of one seed.
    private struct Outcome: Sendable {
        var seed: UInt64
        var calls: Int
        var events: Int
        var faults: Int
        var failure: FaultCase?
    }

    func run(json: Bool) async throws {
        let outcomes = await outcomes()
        let failures = outcomes.compactMap(\.failure)
        let all = outcomes.reduce(into: (calls: 0, events: 0, faults: 0)) { sum, outcome in
            sum = (
                sum.calls + outcome.calls, sum.events + outcome.events, sum.faults + outcome.faults
            )
        }
        guard all.calls > 0 else { throw Failure.nobodyCalls(in: setting.plan) }
        guard all.faults > 0 || !failures.isEmpty else {
            throw Failure("none of these faults came, so that nothing was tried: take more days")
        }
        if json {
            Output.line(
                JSONValue.object([
                    .init("seeds", .integer(seeds.count)), .init("calls", .integer(all.calls)),
                    .init("events", .integer(all.events)), .init("faults", .integer(all.faults)),
                    .init("failures", .array(failures.map(\.json))),
                ]).text)
        } else {
            Output.line(
                "\(seeds.count) \(seeds.count == 1 ? "seed" : "seeds"), \(all.calls) calls, "
                    + "\(all.faults) faults (\(kinds.map(\.rawValue).sorted().joined(separator: ", "))), "
                    + "\(all.events) events: "
                    + (failures.isEmpty ? "every promise was kept" : "\(failures.count) failed"))
            for failure in failures { Output.text(failure.text) }
        }
        guard failures.isEmpty else { throw ExitCode(1) }
    }

    private func outcomes() async -> [Outcome] {
        await Seeds.each(seeds) { seed in
            var run = setting.run(seed: seed, faults: FaultPlan(kinds))
            while run.advance() {}
            return Outcome(
                seed: seed, calls: run.calls, events: run.events, faults: run.faultCount,
                failure: run.violation.map { _ in
                    FaultCase.smallest(of: setting, seed: seed, kinds)
                } ?? nil)
        }
    }
}

extension Failure {
    /// A simulation of nothing, of which no figure can be told.
    static func nobodyCalls(in plan: SimulationPlan) -> Failure {
        Failure(
            "nobody calls or writes in the \(plan.days) \(plan.days == 1 ? "day" : "days") from "
                + "\(plan.firstDay): take other days, or more")
    }
}

/// Work for many seeds, on as many cores as there are.
enum Seeds {
    /// Does something for each seed; what comes of it is in the order of the seeds.
    static func each<Result: Sendable>(
        _ seeds: [UInt64], _ work: @escaping @Sendable (UInt64) -> Result
    ) async -> [Result] {
        await withTaskGroup(of: (Int, Result).self) { group in
            for (place, seed) in seeds.enumerated() { group.addTask { (place, work(seed)) } }
            var results: [Int: Result] = [:]
            let bar = seeds.count > 1 ? ProgressBar(title: "simulating") : nil
            bar?.show(0, of: seeds.count)
            for await (place, result) in group {
                results[place] = result
                bar?.show(results.count, of: seeds.count)
            }
            bar?.clear()
            return seeds.indices.compactMap { results[$0] }
        }
    }
}

extension FaultCase {
    /// For people.
    var text: String {
        var lines = [
            "seed \(seed): \(violation) (after \(violation.time.inSeconds) s)",
            "  smallest case: \(calls) calls, \(faults) faults, the first \(until.inSeconds) s",
        ]
        lines += events.map { "  \($0)" }
        return lines.joined(separator: "\n") + "\n"
    }

    var json: JSONValue {
        .object([
            .init("seed", .integer(Int(truncatingIfNeeded: seed))),
            .init("rule", .string(violation.rule.rawValue)),
            .init("text", .string(violation.text)),
            .init("time-s", .decimal(violation.time.seconds)), .init("calls", .integer(calls)),
            .init("faults", .integer(faults)), .init("until-s", .decimal(until.seconds)),
            .init("events", .array(events.map(JSONValue.string))),
        ])
    }
}
