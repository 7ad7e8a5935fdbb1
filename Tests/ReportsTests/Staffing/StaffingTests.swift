import Reports
import Testing

@Suite struct StaffingTests {
    @Test func `the example of the definitions needs fourteen agents, twenty on the rota`() throws {
        let demand = try Demand(calls: 100, in: .seconds(1_800), handleTime: .seconds(180))
        let row = try #require(try Staffing.plan([demand], shrinkage: 0.3).first)
        #expect(row.agents == 14)
        #expect(row.scheduled == 20)
        #expect(try Performance(of: demand, agents: 13).serviceLevel < 0.8)
    }

    @Test func `the fewest agents that reach the goal, interval by interval`() throws {
        let demands = try [0, 12, 100, 900].map {
            try Demand(calls: $0, in: .seconds(1_800), handleTime: .seconds(240))
        }
        let goal = Staffing.Goal(occupancy: 1)
        let rows = try Staffing.plan(demands, goal: goal)
        #expect(rows[0].agents == 0)
        for row in rows.dropFirst() {
            #expect(row.performance.serviceLevel >= 0.8)
            let fewer = try Performance(of: row.demand, agents: row.agents - 1)
            #expect(fewer.serviceLevel < 0.8)
        }
    }

    @Test func `busy agents are given colleagues even where callers don't wait`() throws {
        let demand = try Demand(calls: 3_000, in: .seconds(1_800), handleTime: .seconds(180))
        let row = try Staffing.plan([demand])[0]
        #expect(row.performance.occupancy <= 0.85)
        #expect(row.agents == 353)
    }

    @Test func `callers who hang up need fewer agents, a bound on them more`() throws {
        let demand = try Demand(calls: 500, in: .seconds(1_800), handleTime: .seconds(180))
        let patient = try Staffing.plan([demand], goal: Staffing.Goal(occupancy: 1))[0]
        let impatient = try Staffing.plan(
            [demand], goal: Staffing.Goal(occupancy: 1, patience: .seconds(60)))[0]
        let strict = try Staffing.plan(
            [demand],
            goal: Staffing.Goal(occupancy: 1, patience: .seconds(60), abandonment: 0.005))[0]
        #expect(impatient.agents < patient.agents)
        #expect(strict.agents > impatient.agents)
        #expect(strict.performance.abandonment <= 0.005)
    }

    @Test(arguments: [0.0, 0.1, 0.25, 0.5])
    func `shrinkage adds those who are not on the telephone`(shrinkage: Double) throws {
        let demand = try Demand(calls: 100, in: .seconds(1_800), handleTime: .seconds(180))
        let row = try Staffing.plan([demand], shrinkage: shrinkage)[0]
        #expect(Double(row.scheduled) * (1 - shrinkage) >= Double(row.agents) - 1e-6)
        #expect(Double(row.scheduled - 1) * (1 - shrinkage) < Double(row.agents))
    }

    @Test func `what can't be is said`() throws {
        func demand(_ calls: Double = 1, _ span: Int = 60, _ time: Int = 60) throws -> Demand {
            try Demand(calls: calls, in: .seconds(span), handleTime: .seconds(time))
        }
        #expect(throws: StaffingError.self) { try demand(-1) }
        #expect(throws: StaffingError.self) { try demand(.nan) }
        #expect(throws: StaffingError.self) { try demand(.infinity) }
        #expect(throws: StaffingError.self) { try demand(1, 0) }
        #expect(throws: StaffingError.self) { try demand(1, 60, 0) }
        #expect(throws: StaffingError.self) { try demand(1e9) }
        let one = try demand()
        for goal in [
            Staffing.Goal(serviceLevel: 1), Staffing.Goal(serviceLevel: 0),
            Staffing.Goal(within: .seconds(-1)), Staffing.Goal(occupancy: 0),
            Staffing.Goal(occupancy: 1.1), Staffing.Goal(patience: .zero),
            Staffing.Goal(abandonment: 0.1), Staffing.Goal(serviceLevel: .nan),
        ] {
            #expect(throws: StaffingError.self) { try Staffing.plan([one], goal: goal) }
        }
        for shrinkage in [-0.1, 1, .nan] {
            #expect(throws: StaffingError.self) { try Staffing.plan([one], shrinkage: shrinkage) }
        }
        #expect(throws: StaffingError.self) { try Performance(of: one, agents: -1) }
        do {
            _ = try demand(-1)
        } catch let error as StaffingError {
            #expect(error.reason == .calls(-1))
            #expect(error.description == "-1.0 calls: 0 or more are expected")
        }
    }
}
