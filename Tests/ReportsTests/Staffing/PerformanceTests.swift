import Reports
import Testing

@Suite struct PerformanceTests {
    static func demand(
        _ calls: Double, perMinutes minutes: Int, handled seconds: Int
    ) throws -> Demand {
        try Demand(calls: calls, in: .seconds(minutes * 60), handleTime: .seconds(seconds))
    }

    @Test func `the example of the definitions of the figures`() throws {
        let demand = try Self.demand(100, perMinutes: 30, handled: 180)
        #expect(abs(demand.load - 10) < 1e-9)
        let performance = try Performance(of: demand, agents: 14)
        #expect(abs(performance.serviceLevel - 0.888) < 0.0005)
        #expect(abs(performance.occupancy - 0.714) < 0.0005)
        #expect(abs(performance.waitProbability - 0.174) < 0.0005)
        // C AHT / (c - a) = 0.1741 x 180 / 4
        #expect(abs(seconds(performance.averageWait) - 7.835) < 0.01)
    }

    /// Mandelbaum and Zeltyn, "Service engineering in action" (2007), 4.1: 50 agents, 48 calls a
    /// minute of one minute each, patience of two minutes.
    @Test func `fifty agents as published, with and without patience`() throws {
        let demand = try Self.demand(48, perMinutes: 1, handled: 60)
        let patient = try Performance(of: demand, agents: 50)
        #expect(abs(seconds(patient.averageWait) - 20.8) < 0.05)
        #expect(abs(patient.occupancy - 0.96) < 1e-9)
        let impatient = try Performance(of: demand, agents: 50, patience: .seconds(120))
        #expect(abs(impatient.abandonment - 0.031) < 0.0005)
        #expect(abs(seconds(impatient.averageWait) - 3.7) < 0.05)
        #expect(abs(impatient.occupancy - 0.93) < 0.005)
    }

    /// The states of the birth-death chain, summed one by one.
    @Test(arguments: [
        (calls: 48.0, handled: 60, agents: 50, patience: 120),
        (calls: 100.0, handled: 180, agents: 280, patience: 60),
        (calls: 10.0, handled: 240, agents: 3, patience: 90),
        (calls: 1.0, handled: 30, agents: 1, patience: 20),
    ])
    func `Erlang A against the chain of its states`(
        calls: Double, handled: Int, agents: Int, patience: Int
    ) throws {
        let demand = try Self.demand(calls, perMinutes: 1, handled: handled)
        let performance = try Performance(
            of: demand, agents: agents, within: .zero, patience: .seconds(patience))
        let rate = calls / 60
        var weight = 1.0
        var all = 0.0
        var waits = 0.0
        var queue = 0.0
        var busy = 0.0
        for state in 0..<5_000 {
            all += weight
            busy += weight * Double(min(state, agents))
            if state >= agents {
                waits += weight
                queue += weight * Double(state - agents)
            }
            let leaving =
                Double(min(state + 1, agents)) / Double(handled)
                + Double(max(0, state + 1 - agents)) / Double(patience)
            weight *= rate / leaving
            if all > 1e200 {
                all *= 1e-200
                weight *= 1e-200
                waits *= 1e-200
                queue *= 1e-200
                busy *= 1e-200
            }
        }
        #expect(abs(performance.waitProbability - waits / all) < 1e-9)
        #expect(abs(performance.occupancy - busy / all / Double(agents)) < 1e-9)
        #expect(abs(seconds(performance.averageWait) - queue / all / rate) < 1e-6)
        #expect(abs(performance.abandonment - queue / all / rate / Double(patience)) < 1e-9)
        // Nobody waits nothing but those who don't wait.
        #expect(abs(performance.serviceLevel - (1 - waits / all)) < 1e-9)
    }

    /// A wait of endless patience has a known density; here it is added up in small steps.
    @Test func `the service level of Erlang A against its integral`() throws {
        let demand = try Self.demand(20, perMinutes: 1, handled: 180)
        let performance = try Performance(
            of: demand, agents: 55, within: .seconds(20), patience: .seconds(60))
        func density(_ wait: Double) -> Double {
            let y = 20.0 / 60 * 60
            var hazard = 0.0
            // y (1 - e^(-v/60)), by its series, so that the test needs no library of its own.
            var term = 1.0
            for place in 1...60 {
                term *= -wait / 60 / Double(place)
                hazard -= y * term
            }
            return power(hazard - 55.0 / 180 * wait)
        }
        func sum(to end: Double, _ body: (Double) -> Double) -> Double {
            let step = 0.01
            return stride(from: step / 2, to: end, by: step).reduce(0) { $0 + body($1) * step }
        }
        let all = sum(to: 600, density)
        let served = sum(to: 20) { density($0) * power(-$0 / 60) }
        let expected =
            1 - performance.waitProbability + performance.waitProbability * served / all
        #expect(abs(performance.serviceLevel - expected) < 1e-4)
    }

    @Test func `endless patience is Erlang C`() throws {
        let demand = try Self.demand(100, perMinutes: 30, handled: 180)
        let patient = try Performance(of: demand, agents: 12)
        let nearly = try Performance(of: demand, agents: 12, patience: .seconds(180 * 10_000))
        #expect(abs(patient.serviceLevel - nearly.serviceLevel) < 1e-3)
        #expect(abs(patient.waitProbability - nearly.waitProbability) < 1e-3)
        #expect(abs(seconds(patient.averageWait) - seconds(nearly.averageWait)) < 0.1)
        #expect(nearly.abandonment < 1e-4)
    }

    @Test func `agents who can't keep up have a wait without end, or callers who leave`() throws {
        let demand = try Self.demand(100, perMinutes: 30, handled: 180)
        let patient = try Performance(of: demand, agents: 10)
        #expect(patient.averageWait == nil)
        #expect(patient.serviceLevel == 0)
        let impatient = try Performance(of: demand, agents: 5, patience: .seconds(60))
        #expect(impatient.abandonment > 0.49 && impatient.abandonment < 0.55)
        #expect(impatient.occupancy <= 1)
    }

    @Test func `hundreds of agents are no trouble`() throws {
        let demand = try Self.demand(5_000, perMinutes: 1, handled: 60)
        let patient = try Performance(of: demand, agents: 5_100)
        #expect(patient.waitProbability > 0.05 && patient.waitProbability < 0.2)
        let impatient = try Performance(of: demand, agents: 4_500, patience: .seconds(600))
        // All agents are busy, and who can't be served leaves.
        #expect(abs(impatient.abandonment - 0.1) < 1e-6)
        #expect(impatient.serviceLevel < 1e-3)
    }

    @Test func `no calls leave nobody waiting, and nobody to answer leaves all`() throws {
        let none = try Self.demand(0, perMinutes: 30, handled: 180)
        #expect(try Performance(of: none, agents: 0).serviceLevel == 1)
        let some = try Self.demand(10, perMinutes: 30, handled: 180)
        #expect(try Performance(of: some, agents: 0).averageWait == nil)
        #expect(try Performance(of: some, agents: 0, patience: .seconds(30)).abandonment == 1)
    }

    private func seconds(_ span: Duration?) -> Double {
        guard let span else { return .infinity }
        return Double(span.components.seconds) + Double(span.components.attoseconds) / 1e18
    }

    /// e to the power of a number, by its series.
    private func power(_ exponent: Double) -> Double {
        let halvings = 10
        let small = exponent / 1_024
        var sum = 1.0
        var term = 1.0
        for place in 1...20 {
            term *= small / Double(place)
            sum += term
        }
        for _ in 0..<halvings { sum *= sum }
        return sum
    }
}
