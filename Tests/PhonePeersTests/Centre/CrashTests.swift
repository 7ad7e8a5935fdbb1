import CallLog
import Foundation
import Telephony
import TestSupport
import Testing

/// `allo serve` is killed again and again while callers and agents are at it, on one journal
/// (DESIGN.md §8, D1 to D3, D5).
@Suite(.serialized) struct `A server that is killed` {
    private static let rounds = 50
    private static let calledBack = ["+33699999901", "+33699999902"]

    @Test func `loses nothing, doubles nothing, and has its agents back at work`() async throws {
        let crowd = try Crowd(calling: "attente", seed: 4, patient: ["desk-5"])
        let desk = try CrowdCentre.desk(of: crowd)
        var random = SeededGenerator(seed: 50)
        var restarts: [Duration] = []
        let tables = desk.path("tables.sqlite")
        for round in 0..<Self.rounds {
            let begin = ContinuousClock.now
            let (server, port) = try await CrowdCentre.serve(desk)
            if round == 0 {
                try await open(desk, crowd, server, port)
            } else {
                #expect(
                    await server.errors.reaches(
                        "going on after the last stop: 4 agents at work, 2 to be called back"),
                    "\(server.errors.text)")
                restarts.append(.now - begin)
                try await expectReady(desk)
            }
            crowd.begin(at: port, callers: 30)
            #expect(try await crowd.sees(more: Int.random(in: 5...80, using: &random)))
            spin(Int.random(in: 0...100_000, using: &random))
            server.send(SIGKILL)
            crowd.forget()
            let remains = try await server.remains()
            #expect(remains.end == .signal(SIGKILL))
            #expect(!remains.errors.contains("atal"), "\(remains.errors)")
            if round % 10 == 0 {
                try await Tables.open(journal: desk.journal, at: tables).catchUp()
            }
        }
        restarts.sort()
        #expect(restarts[restarts.count / 2] < .seconds(2), "\(restarts)")
        try await callBack(desk, crowd)
        let day = try await LoggedDay(desk.journal)
        expectStreams(of: day)
        try expectSeen(crowd.witness, in: day)
        expectShifts(of: day)
        // D5: tables that followed it all are those that are made of it now.
        let followed = try await Tables.open(journal: desk.journal, at: tables)
        try await followed.catchUp()
        let fresh = try await Tables.open(journal: desk.journal, at: desk.path("fresh.sqlite"))
        try await fresh.catchUp()
        #expect(try await followed.differences(from: fresh) == [])
    }

    // MARK: The rounds

    /// The first day: agents come, and two callers are to be called back by somebody who is not
    /// there yet.
    private func open(
        _ desk: Desk, _ crowd: Crowd, _ server: ChildProcess, _ port: UInt16
    ) async throws {
        for agent in CrowdCentre.agents {
            #expect(try await desk.run("agent", "login", agent).end == .exit(0))
        }
        crowd.begin(at: port, callers: 0)
        for (place, number) in Self.calledBack.enumerated() {
            crowd.dial("rappel", from: number)
            #expect(try await crowd.until { $0.answered.contains(number) })
            #expect(
                await server.output.reaches(count: place + 1, of: "callback level2 accepted"))
            crowd.hangUp(number)
            #expect(try await crowd.until { $0.hungUp.contains(number) })
        }
    }

    /// Nobody is busy, and who is to be called back waits.
    private func expectReady(_ desk: Desk) async throws {
        let lines = try await desk.run("agent", "list").output.lines
            .map { $0.split(separator: " ").map(String.init) }
        for agent in CrowdCentre.agents {
            #expect(lines.contains { $0.first == agent && $0.last == "ready" }, "\(lines)")
        }
        // No letters wait in either.
        #expect(lines.contains(["level1", "0", "0"]), "\(lines)")
        #expect(lines.contains(["level2", "2", "0"]), "\(lines)")
    }

    /// The last day: the one for whom two callbacks wait comes to work.
    private func callBack(_ desk: Desk, _ crowd: Crowd) async throws {
        let (server, port) = try await CrowdCentre.serve(desk)
        crowd.begin(at: port, callers: 0)
        #expect(try await desk.run("agent", "login", "desk-5").end == .exit(0))
        #expect(
            try await crowd.until { witness in
                witness.rung.filter(Self.calledBack.contains).count == 2
            })
        #expect(await server.output.reaches(count: 2, of: "called back by desk-5"))
        #expect(
            await server.output.reaches { text in
                text.lines.count { $0.contains("hang up by") } >= 2
            })
        server.send(SIGTERM)
        let remains = try await server.remains()
        #expect(remains.end == .exit(0), "\(remains.errors)")
        #expect(crowd.witness.rung.filter(Self.calledBack.contains) == Self.calledBack)
    }

    /// Uses up an unforeseeable while, so that kills fall anywhere.
    private func spin(_ count: Int) {
        var random = SeededGenerator(seed: UInt64(count))
        for _ in 0..<count { _ = random.next() }
    }

    // MARK: What is in the journal

    /// D2 and D3: each stream is whole, and has one end.
    private func expectStreams(of day: LoggedDay) {
        #expect(Set(day.events.map(\.id)).count == day.events.count)
        for (name, events) in day.streams {
            #expect(events.map(\.record.number) == Array(1...events.count), "\(name)")
            let ends = events.filter { $0.record.event.isEnd }
            #expect(ends.count == 1 && ends.first?.id == events.last?.id, "\(name)")
            // The bounds of a life that a crash ended.
            let times = events.map(\.record.time)
            #expect(times == times.sorted(), "\(name)")
        }
        let crashed = day.events.count { $0.record.event == .ended(.engineCrash) }
        #expect(crashed > 0)
    }

    /// D1: whatever somebody acted on is written down; D2: once.
    private func expectSeen(_ witness: Crowd.Witness, in day: LoggedDay) throws {
        #expect(witness.answered.count > 100)
        #expect(!witness.released.isEmpty && !witness.hungUp.isEmpty)
        var calls: [String: [CallEvent]] = [:]
        var offers: [String: Int] = [:]
        for events in day.streams.values {
            for case .offered(let agent) in events.map(\.record.event) {
                offers[agent, default: 0] += 1
            }
            guard case .arrived(let arrival) = events.first?.record.event else { continue }
            let number = try #require(arrival.from?.shown)
            #expect(calls[number] == nil, "\(number) called once")
            calls[number] = events.map(\.record.event)
        }
        for number in witness.answered {
            #expect(calls[number]?.contains(.answered) == true, "\(number) was answered")
        }
        // The other side may have ended it just before: then their words crossed.
        var crossed = 0
        for number in witness.hungUp {
            let end = calls[number]?.last
            #expect(end?.isEnd == true && end != .ended(.engineCrash), "\(number) hung up")
            crossed += end == .ended(.caller) ? 0 : 1
        }
        #expect(crossed * 20 < witness.hungUp.count, "\(crossed) of \(witness.hungUp.count)")
        for number in witness.released {
            let end = calls[number]?.last
            #expect(end?.isEnd == true && end != .ended(.engineCrash), "\(number): let go")
        }
        for agent in CrowdCentre.agents {
            let rung = witness.rung.count { $0 == agent }
            #expect(rung > 0 && rung <= offers[agent] ?? 0, "\(agent)")
        }
    }

    /// D3: a shift for each life of the server, one after the other.
    private func expectShifts(of day: LoggedDay) {
        for agent in CrowdCentre.agents {
            let shifts = day.shifts(of: agent)
            #expect(shifts.count == Self.rounds + 1)
            #expect(shifts.dropLast().allSatisfy { $0.last == .logout(.engineCrash) })
            #expect(shifts.last?.last == .logout(.stopped))
        }
    }
}

extension CallEvent {
    /// Whether a stream ends with it.
    fileprivate var isEnd: Bool {
        switch self {
        case .ended, .agent(.logout): true
        default: false
        }
    }
}
