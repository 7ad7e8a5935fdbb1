import Flows
import Telephony
import Testing

@testable import Rehearsal

@Suite struct FaultTests {
    private static let ordeals: [(kinds: Set<FaultPlan.Kind>, seed: UInt64)] = [
        ([], 1), ([.phones], 2), ([.store], 3), ([.crash], 4), ([.phones, .store, .crash], 5),
        ([.phones, .store, .crash], 6), ([.phones, .store, .crash], 7),
    ]

    @Test(arguments: ordeals)
    func `whatever goes wrong, every promise is kept`(_ kinds: Set<FaultPlan.Kind>, _ seed: UInt64)
        throws
    {
        let setting = try SimulationFixture.shop()
        var run = setting.run(seed: seed, faults: FaultPlan(kinds))
        while run.advance() {}
        #expect(run.violation == nil, "\(run.violation.map { "\($0) at \($0.time)" } ?? "")")
        #expect(run.calls > 100)
        #expect(kinds.isEmpty == (run.faultCount == 0))
    }

    @Test func `faults begin when they are told to, and each sort is counted`() throws {
        let setting = try SimulationFixture.shop()
        let hour: Int64 = 3_600_000
        var run = setting.run(
            seed: 2,
            faults: FaultPlan(
                Set(FaultPlan.Kind.allCases), from: 10 * hour,
                reduction: .init(until: 12 * hour)))
        while run.now < .seconds(36_000), run.advance() {}
        #expect(run.faultCount == 0)
        #expect(run.calls > 50)
        while run.advance() {}
        #expect(run.violation == nil)
        for kind in FaultPlan.Kind.allCases { #expect(run.faultCounts[kind] ?? 0 > 0, "\(kind)") }
        #expect(run.faultCounts.values.reduce(0, +) == run.faultCount)
    }

    @Test func `nobody suffers of a telephone that dies while they are at home`() throws {
        // Everybody is at home on Sunday.
        let setting = try SimulationFixture.shop { $0.replacing("2026-11-23", with: "2026-11-22") }
        var run = setting.run(seed: 2, faults: FaultPlan([.phones]))
        while run.advance() {}
        #expect(run.faultCount == 0)
    }

    @Test func `a case is made as small as it gets`() {
        // It takes calls 7 and 30, fault 2, and 500 milliseconds.
        let least = Shrinking.smallest(calls: 64, faults: 8, until: 900) { reduction in
            (reduction.calls?.isSuperset(of: [7, 30]) ?? true)
                && (reduction.faults?.contains(2) ?? true) && reduction.until ?? .max >= 500
        }
        #expect(least.calls == [7, 30])
        #expect(least.faults == [2])
        #expect(least.until == 900)
    }

    @Test func `a run that keeps its promises is no case`() throws {
        let setting = try SimulationFixture.erlang(calls: "20 an hour", agents: 3, days: 1)
        #expect(FaultCase.smallest(of: setting, seed: 1, [.crash]) == nil)
    }
}
