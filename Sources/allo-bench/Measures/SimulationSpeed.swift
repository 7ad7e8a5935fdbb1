import CallLog
import Flows
import Foundation
import Rehearsal
import Telephony

/// How long simulations take: a month to its figures and with its log, a million calls, faulty hours.
struct SimulationSpeed {
    /// The folder of a centre with its `simulation.yaml`.
    let folder: String
    let workplace: Workplace
    let effort: Effort

    func figures() async throws -> [Figure] {
        let setting = try setting()
        return [
            try month(setting), try await log(setting),
        ] + (try long(setting)) + [try faultyHours(setting)]
    }

    private func setting() throws -> SimulationSetting {
        let program = try FlowFolder.program(of: folder)
        let path = folder + "/simulation.yaml"
        let check = SimulationChecker.check(
            SourceText(path: path, bytes: [UInt8](try Files.contents(of: path))), of: program)
        guard let plan = check.plan else {
            throw Problem(check.diagnostics.map { "\($0)" }.joined(separator: "\n"))
        }
        return SimulationSetting(plan, in: program)
    }

    private func month(_ setting: SimulationSetting) throws -> Figure {
        var calls = 0
        let samples = (0..<effort.runs).map { seed in
            let start = ContinuousClock.now
            var run = setting.run(seed: UInt64(seed + 1))
            calls = run.finish().calls
            return (.now - start).inMillisecondsExactly
        }
        let agents = setting.plan.staff.reduce(0) { $0 + $1.count }
        return Figure(
            "a simulated month of banque to its figures, \(calls) calls, \(agents) agents",
            .milliseconds, samples, goal: .below(3_000))
    }

    private func log(_ setting: SimulationSetting) async throws -> Figure {
        let path = workplace.newFolder("simulation") + "/journal.sqlite"
        var run = setting.run(seed: 1)
        run.keepsRecords = true
        let start = ContinuousClock.now
        let journal = try await Journal.open(
            at: path,
            by: JournalWriter(
                node: "simulation", version: "bench", processNumber: 1,
                wallTime: .milliseconds(run.unixOrigin), monotonicTime: .zero))
        var group: [JournalRecord] = []
        while run.advance() {
            group += run.takeRecords()
            guard group.count >= 2_000 else { continue }
            try await journal.append(group)
            group.removeAll(keepingCapacity: true)
        }
        try await journal.append(group + run.takeRecords())
        try await journal.close()
        return Figure(
            "the same with its log written, \(run.events) events", .milliseconds,
            [(.now - start).inMillisecondsExactly])
    }

    /// As many calls as there may be, with what the memory grows by after the first tenth.
    private func long(_ setting: SimulationSetting) throws -> [Figure] {
        var setting = setting
        let wanted = effort.calls * 10
        setting.plan.days = 3_660
        var run = setting.run(seed: 1)
        let start = ContinuousClock.now
        while run.calls < wanted / 10, run.advance() {}
        let before = Self.resident
        while run.calls < wanted, run.advance() {}
        let seconds = (.now - start) / .seconds(1)
        return [
            Figure(
                "simulated calls a second, of \(run.calls)", .perSecond,
                [Double(run.calls) / seconds]),
            Figure(
                "what memory grows by over nine tenths of them", .mebibytes,
                [Double(max(0, Self.resident - before)) / 1_048_576], goal: .below(16)),
        ]
    }

    /// The hour from ten to eleven on a Monday, in which things go wrong; the service opens before
    /// it, so that there are people in the queues.
    private func faultyHours(_ setting: SimulationSetting) throws -> Figure {
        var setting = setting
        while setting.plan.firstDay.weekday != .monday {
            setting.plan.firstDay = setting.plan.firstDay.adding(days: 1)
        }
        setting.plan.days = 1
        let hour: Int64 = 3_600_000
        let seeds = effort.runs > 3 ? 200 : 20
        var calls = 0
        var faults: [FaultPlan.Kind: Int] = [:]
        let start = ContinuousClock.now
        for seed in 1...UInt64(seeds) {
            var run = setting.run(
                seed: seed,
                faults: FaultPlan(
                    Set(FaultPlan.Kind.allCases), from: 10 * hour,
                    reduction: .init(until: 11 * hour)))
            while run.now < .milliseconds(10 * hour), run.advance() {}
            let before = run.calls
            while run.advance() {}
            if let violation = run.violation { throw Problem("seed \(seed): \(violation)") }
            calls += run.calls - before
            faults.merge(run.faultCounts, uniquingKeysWith: +)
        }
        let told = FaultPlan.Kind.allCases.map { "\(faults[$0] ?? 0) \($0.rawValue)" }
        return Figure(
            "\(seeds) seeds of a faulty hour, Monday 10 to 11: \(calls) calls, "
                + told.joined(separator: ", "), .milliseconds,
            [(.now - start).inMillisecondsExactly],
            goal: seeds == 200 ? .below(60_000) : .none)
    }

    /// What this process holds of the memory, in bytes.
    private static var resident: Int {
        // A machine without it tells nothing.
        let text = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * 4_096
    }
}
