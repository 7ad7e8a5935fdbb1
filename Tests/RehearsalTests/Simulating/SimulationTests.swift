import CallCentre
import Flows
import Reports
import Telephony
import Testing

@testable import Rehearsal

@Suite struct SimulationTests {
    private func value(
        _ result: SimulationResult, _ subject: SimulatedRow.Subject, _ name: String,
        _ column: SimulatedRow.Column
    ) throws -> Estimate {
        try #require(result.row(subject, name)?.values[column], "\(subject) \(name) \(column)")
    }

    // MARK: The formulas

    @Test(arguments: [(90, 8), (120, 11)])
    func `where nobody hangs up waits are those of Erlang C`(_ calls: Int, _ agents: Int) throws {
        let setting = try SimulationFixture.erlang(
            calls: "\(calls) an hour", agents: agents, days: 1)
        let result = setting.result(seeds: [1, 2, 3, 4])
        for column in [SimulatedRow.Column.inTime, .wait, .occupancy] {
            let found = try value(result, .pool, "level1", column)
            let told = try value(result, .erlangC, "level1", column)
            let margin = try #require(found.margin)
            #expect(
                abs(found.mean - told.mean) <= 2 * margin + 0.01 * told.mean,
                "\(column): \(found) beside \(told)")
        }
        #expect(try value(result, .pool, "level1", .abandoned).mean == 0)
    }

    @Test(arguments: [(100, 6, "exponential 2m"), (100, 8, "exponential 4m")])
    func `where callers hang up waits are those of Erlang A`(
        _ calls: Int, _ agents: Int, _ patience: String
    ) throws {
        let setting = try SimulationFixture.erlang(
            calls: "\(calls) an hour", agents: agents, patience: patience, days: 1)
        let result = setting.result(seeds: [1, 2, 3, 4])
        for column in [SimulatedRow.Column.inTime, .wait, .abandoned, .occupancy] {
            let found = try value(result, .pool, "level1", column)
            let told = try value(result, .erlangA, "level1", column)
            let margin = try #require(found.margin)
            #expect(
                abs(found.mean - told.mean) <= 2 * margin + 0.01 * told.mean,
                "\(column): \(found) beside \(told)")
        }
    }

    @Test(arguments: ["never", "exponential 4m"])
    func `a ring is part of the wait and of what a call takes, in the formulas too`(
        _ patience: String
    ) throws {
        let setting = try SimulationFixture.erlang(
            calls: "100 an hour", agents: 9, patience: patience, days: 1, ring: "constant 8s")
        let result = setting.result(seeds: [1, 2, 3, 4, 5, 6])
        let formula = patience == "never" ? SimulatedRow.Subject.erlangC : .erlangA
        for column in [SimulatedRow.Column.inTime, .wait, .occupancy] {
            let found = try value(result, .pool, "level1", column)
            let told = try value(result, formula, "level1", column)
            let margin = try #require(found.margin)
            #expect(
                abs(found.mean - told.mean) <= 2 * margin + 0.01 * told.mean,
                "\(column): \(found) beside \(told)")
        }
        #expect(try value(result, formula, "level1", .wait).mean > 8)
    }

    @Test func `nobody is answered sooner than it rings`() throws {
        let setting = try SimulationFixture.erlang(
            calls: "20 an hour", agents: 9, days: 1, ring: "constant 15s",
            extra: "target: 80/10s")
        let result = setting.result(seeds: [1])
        for subject in [SimulatedRow.Subject.pool, .erlangC] {
            #expect(try value(result, subject, "level1", .inTime).mean == 0)
        }
    }

    @Test func `the patience of a pool is that of those who came to it`() throws {
        var plan = try SimulationFixture.shop().plan
        plan.profiles = ["a": .init(), "b": .init(), "c": .init()]
        plan.profiles["a"]?.patience = .constant(.seconds(60))
        plan.profiles["b"]?.patience = .exponential(mean: .seconds(240))
        #expect(plan.meanPatience(of: [10, 0, 0, 0]) == .seconds(60))
        #expect(plan.meanPatience(of: [0, 10, 0, 0]) == .seconds(240))
        #expect(plan.meanPatience(of: [10, 40, 0, 0]) == .seconds(150))
        #expect(plan.meanPatience(of: [10, 0, 5, 5]) == .seconds(120))
        #expect(plan.meanPatience(of: [0, 0, 5, 5]) == nil)
        #expect(plan.meanPatience(of: []) == nil)
    }

    @Test func `callers are counted where they wait, by who they are`() throws {
        var run = try SimulationFixture.shop().run(seed: 1)
        _ = run.finish()
        let waiters = run.figures.waiters(in: ["level1"])
        #expect(waiters.count == 3)
        #expect(waiters[0] > 20 && waiters[1] > 20 && waiters[2] == 0)
        let both = run.figures.waiters(in: ["level1", "soir", "nirgends"])
        #expect(both.reduce(0, +) > waiters.reduce(0, +))
        #expect(
            run.figures.waiters(in: ["level1"]).reduce(0, +)
                == run.figures.tally(.queue, "level1").visits)
    }

    @Test func `a queue of which somebody outside takes a share has no formula`() throws {
        let setting = try SimulationFixture.shop {
            $0.replacing("levels: [level2], hours", with: "levels: [level2, dehors], hours")
        }
        let pools = ErlangPool.all(of: setting.plan, in: setting.program.centre)
        #expect(pools.map(\.name) == ["level1"])
    }

    @Test func `the people of a provider are as busy as they talk and wrap up`() throws {
        var run = try SimulationFixture.shop().run(seed: 1)
        let rows = run.finish().rows
        func occupancy(_ name: String) -> Double? {
            rows.first { $0.subject == .provider && $0.name == name }?.values[.occupancy]
        }
        let tally = run.figures.tally(.provider, "prestataire")
        // Their talks last for three minutes on average.
        #expect(tally[.talk] > 60_000 * tally[.answered] && tally[.answered] > 0)
        let busy = tally[.talk] + tally[.hold] + 10_000 * tally[.answered]
        // Three positions that are open day and night.
        let time = 3 * 86_400_000 * run.plan.days
        let share = try #require(occupancy("prestataire"))
        #expect(abs(share - 100 * Double(busy) / Double(time)) < 1e-9)
        #expect(occupancy("house") == nil)
    }

    @Test func `segments escalate from the first level, as in every report`() throws {
        var run = try SimulationFixture.shop().run(seed: 1)
        let rows = run.finish().rows
        let first = run.figures.tally(.all).rankedVisits.lowest
        var told = 0
        for row in rows where row.subject == .segment {
            let figure = Figure.escalationRate
            let tally = run.figures.tally(.segment, row.name)
            let wanted = figure.value(of: figure.fraction(of: tally, escalatingFrom: first))
            #expect(row.values[.escalated] == wanted)
            // Of all ranks together it would be less.
            let mixed = figure.value(of: figure.fraction(of: tally, escalatingFrom: nil))
            if wanted != mixed { told += 1 }
            // Who is sent on to another queue is one call still.
            #expect(row.values[.calls] == Double(tally[.arrived]))
            #expect(tally[.arrived] < tally.visits)
        }
        #expect(told > 0)
    }

    // MARK: One seed, one result

    @Test func `one seed has one result, and another has another`() throws {
        let setting = try SimulationFixture.shop()
        func run(_ seed: UInt64) -> ([JournalRecord], SimulationOutcome) {
            var run = setting.run(seed: seed)
            run.keepsRecords = true
            let outcome = run.finish()
            return (run.takeRecords(), outcome)
        }
        let first = run(3)
        #expect(first.0 == run(3).0)
        #expect(first.1 == run(3).1)
        #expect(first.0 != run(4).0)
    }

    @Test func `with other staff the same callers call and press the same keys`() throws {
        let setting = try SimulationFixture.shop()
        let other = setting.changed(by: [.staff("desk", count: 9)])
        func arrivals(_ setting: SimulationSetting) -> [String] {
            var run = setting.run(seed: 1)
            run.keepsRecords = true
            _ = run.finish()
            var first: [CallID: String] = [:]
            var order: [String] = []
            for record in run.takeRecords() {
                switch record.event {
                case .arrived(let arrival) where !arrival.caller.rawValue.isEmpty:
                    first[record.call] = "\(arrival.caller) \(record.time)"
                case .motive(let motive): order.append("\(first[record.call] ?? "") \(motive)")
                default: continue
                }
            }
            // Who gives up may call again, and then another staff makes another call.
            return order.sorted()
        }
        let before = Set(arrivals(setting))
        let after = Set(arrivals(other))
        #expect(before.intersection(after).count > before.count * 8 / 10)
    }

    // MARK: What callers and agents do

    @Test func `a day of a shop has all that the file tells`() throws {
        let setting = try SimulationFixture.shop(days: 5)
        var run = setting.run(seed: 1)
        run.keepsRecords = true
        let outcome = run.finish()
        let records = run.takeRecords()
        #expect(outcome.calls > 1_700 && outcome.calls < 2_700)
        func count(_ isOne: (CallEvent) -> Bool) -> Int { records.count { isOne($0.event) } }
        #expect(count { if case .survey = $0 { true } else { false } } > 100)
        #expect(count { if case .callbackConnected = $0 { true } else { false } } > 5)
        #expect(count { if case .callbackFailed = $0 { true } else { false } } > 0)
        #expect(count { if case .noInput = $0 { true } else { false } } > 10)
        #expect(count { if case .noMatch = $0 { true } else { false } } > 5)
        #expect(count { if case .connected("prestataire") = $0 { true } else { false } } > 50)
        #expect(count { if case .selfServiceDone = $0 { true } else { false } } > 50)
        #expect(count { if case .identified = $0 { true } else { false } } > 500)
        #expect(count { if case .ringNoAnswer(_, .timeout) = $0 { true } else { false } } > 5)
        let escalated = try #require(
            SimulationResult([outcome]).row(.queue, "level1")?.values[.escalated]?.mean)
        #expect(abs(escalated - 25) < 5)
        // Every call has an end.
        var open: Set<CallID> = []
        for record in records {
            switch record.event {
            case .ended, .agent(.logout): open.remove(record.call)
            default: open.insert(record.call)
            }
        }
        #expect(open.isEmpty)
    }

    @Test func `nothing of a call stays once it is over`() throws {
        var run = try SimulationFixture.shop(days: 3).run(seed: 2)
        var most = 0
        var looks = 0
        while run.advance() {
            most = max(most, run.stage.openCalls)
            // Attempts to call back are no open calls until somebody answers.
            for call in run.callers.calls { #expect(run.stage.isOpen(call), "\(call)") }
            for (attempt, callback) in run.attempts where !run.stage.isOpen(attempt) {
                #expect(run.calledBack[callback] != nil, "\(attempt)")
            }
            if run.stage.openCalls == 0 {
                looks += 1
                #expect(run.callers.isEmpty)
            }
        }
        #expect(most > 5)
        #expect(looks > 20)
        #expect(run.calls > 700)
    }

    @Test func `more agents serve callers sooner, by a difference that chance takes no part in`()
        throws
    {
        let setting = try SimulationFixture.shop(days: 3)
        let base = setting.result(seeds: [1, 2, 3, 4])
        let more = setting.changed(by: try SimulationChange.list("desk=8")).result(
            seeds: [1, 2, 3, 4])
        let before = try #require(base.row(.queue, "level1"))
        let after = try #require(more.row(.queue, "level1"))
        let difference = try #require(before.difference(to: after)[.inTime])
        #expect(difference.mean > 0)
        #expect(difference.mean > difference.margin ?? .infinity)
    }

    @Test func `figures are those that a report makes of the log`() throws {
        var run = try SimulationFixture.shop().run(seed: 1)
        run.keepsRecords = true
        _ = run.finish()
        let records = run.takeRecords()
        var roster = Roster()
        for record in records { roster.take(record.event) }
        var book = TallyBook()
        var folds: [CallID: CallFold] = [:]
        for record in records {
            if case .agent = record.event { continue }
            folds[
                record.call,
                default: CallFold(
                    call: record.call, wallOffset: .milliseconds(run.unixOrigin))
            ].take(record, roster: roster)
            if case .ended = record.event, let fold = folds[record.call] { book.add(fold.facts) }
        }
        let told = book.tallies.filter { $0.key.dimension == .queue && $0.key.value == "level1" }
            .values.reduce(into: Tally()) { $0.merge($1) }
        let counted = run.figures.tally(.queue, "level1")
        for counter in [
            Tally.Counter.answered, .abandoned, .callbacks, .timedOut, .foundFull, .answeredWait,
            .talk, .transferred,
        ] {
            #expect(counted[counter] == told[counter], "\(counter)")
        }
    }

    @Test func `after an answer that came too late the next one is drawn anew`() throws {
        let setting = try SimulationFixture.setting(
            centre: """
                format: 1
                centre: essai
                endpoints: {stock: {url: "https://example.test/stock", timeout: 5s}}
                """,
            flows: [
                "essai": """
                format: 1
                flow: essai
                languages: [fr-FR]
                start: premier
                variables: {produit: nothing}
                steps:
                  premier:
                    request: stock
                    into: produit
                    found: fin
                    missing: fin
                    failed: second
                  second:
                    request: stock
                    into: produit
                    found: fin
                    missing: fin
                    failed: fin
                  fin:
                    hang-up: Au revoir.
                """
            ],
            simulation: """
                format: 1
                simulation: essai
                period: {from: 2026-11-23, days: 1}
                arrivals:
                  clients: {flow: essai, calls: 400 a day}
                endpoints:
                  stock:
                    latency: uniform 0s..10s
                    answers: [{share: 1}]
                """)
        var run = setting.run(seed: 1)
        run.keepsRecords = true
        _ = run.finish()
        var answers: [CallID: [CallEvent.Outcome]] = [:]
        for record in run.takeRecords() {
            guard case .requested(_, let outcome, _) = record.event else { continue }
            answers[record.call, default: []].append(outcome)
        }
        let again = answers.values.filter { $0.count == 2 }
        #expect(abs(again.count - 200) < 50)
        #expect(abs(again.count { $0[1] == .found } - 100) < 35)
    }

    @Test func `hours and the longest wait can be otherwise`() throws {
        let setting = try SimulationFixture.shop()
        let changed = setting.changed(
            by: try SimulationChange.list("max-wait level1=1s, arrivals=0.5"))
        #expect(changed.program.centre.queues["level1"]?.limit == .seconds(1))
        let before = setting.result(seeds: [1])
        let after = changed.result(seeds: [1])
        #expect(after.calls < before.calls * 2 / 3)
        #expect(try value(after, .queue, "level1", .flowedOut).mean > 10)
    }

    @Test func `whose matter is not settled calls again for the same, as often as told`() throws {
        func again(_ unresolved: String) throws -> (share: Double, calls: Double) {
            let setting = try SimulationFixture.setting(
                centre: SimulationFixture.centre, flows: ["boutique": SimulationFixture.flow],
                customers: ["clients.csv": SimulationFixture.customers],
                simulation: SimulationFixture.simulation.replacing(
                    "call-again: {share: 50, after: exponential 10m, most: 2}",
                    with: "call-again: {share: 50, after: exponential 10m, most: 2}\(unresolved)"))
            var run = setting.run(seed: 1)
            run.keepsRecords = true
            var folds: [CallID: CallFold] = [:]
            while run.advance() {
                for record in run.takeRecords() {
                    folds[record.call, default: CallFold(call: record.call, wallOffset: .zero)]
                        .take(record, roster: Roster(agents: []))
                }
            }
            let calls = folds.values.map(\.facts).filter { $0.flow == "boutique" && $0.isIncoming }
                .sorted { $0.arrived < $1.arrived }
            var contacts = FirstContact()
            let repeated = calls.count { contacts.take($0) != nil }
            return (
                100 * Double(repeated) / Double(calls.count(where: \.isHandled)),
                Double(calls.count)
            )
        }
        let settled = try again("")
        #expect(settled.share < 2)
        let unsettled = try again(
            "\n    unresolved: {share: 40, after: exponential 20m, most: 3}")
        // Six of ten callers are such; some would call again when the day is over.
        #expect(unsettled.share > 14 && unsettled.share < 28, "\(unsettled)")
        #expect(unsettled.calls > settled.calls)
    }

    @Test func `nobody is to answer those who ask for a callback and do not wait`() throws {
        let setting = try SimulationFixture.setting(
            centre: SimulationFixture.centre.replacing(
                "  level2: {level: level2,",
                with: "  rappels: {level: level1, music: attente}\n  level2: {level: level2,"),
            flows: [
                "boutique": SimulationFixture.flow.replacing(
                    "callback: level1", with: "callback: rappels")
            ], customers: ["clients.csv": SimulationFixture.customers],
            simulation: SimulationFixture.simulation)
        let result = setting.result(seeds: [1, 2])
        let calls = try value(result, .queue, "rappels", .calls).mean
        #expect(calls > 5)
        #expect(try value(result, .queue, "rappels", .callbacks).mean == 100)
        let row = try #require(result.row(.queue, "rappels"))
        #expect(row.values[.inTime] == nil)
        #expect(row.values[.answered] == nil)
        // The pool of both answers as many of those who waited as the queue in which they did.
        let waiting = try value(result, .queue, "level1", .inTime).mean
        let pool = try value(result, .pool, "level1 + rappels", .inTime).mean
        #expect(abs(waiting - pool) < 0.01, "\(waiting) \(pool)")
        // Every one of those who waited is in one share.
        for (subject, name) in [
            (SimulatedRow.Subject.pool, "level1 + rappels"), (.level, "level1"),
        ] {
            let shares = try [SimulatedRow.Column.answered, .abandoned, .flowedOut, .callbacks]
                .map { try value(result, subject, name, $0).mean }
            #expect(abs(shares.reduce(0, +) - 100) < 0.01, "\(name) \(shares)")
        }
    }
}
