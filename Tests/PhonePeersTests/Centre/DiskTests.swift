import CallLog
import Foundation
import Telephony
import TestSupport
import Testing

/// A disk that takes nothing more, while agents talk and callers wait (DESIGN.md §8, D4).
@Suite(.serialized) struct `A journal that can't be written` {
    /// Why it can't.
    enum Fault: CaseIterable {
        /// There is no room.
        case full
        /// Somebody writes to it, and goes on doing so.
        case locked
    }

    @Test(arguments: Fault.allCases)
    func `ends no call, and nobody is told of success`(fault: Fault) async throws {
        let crowd = try Crowd(calling: "attente", seed: 5)
        let desk = try CrowdCentre.desk(of: crowd)
        let (server, port) = try await CrowdCentre.serve(
            desk, fileLimit: fault == .full ? 3_000 : nil)
        for agent in CrowdCentre.agents {
            #expect(try await desk.run("agent", "login", agent).end == .exit(0))
        }
        crowd.begin(at: port, callers: 12)
        #expect(try await crowd.until { $0.released.count >= 3 })
        let lock = fault == .locked ? try DatabaseLock(writing: desk.journal) : nil
        #expect(try await crowd.until(within: .seconds(60)) { !$0.refused.isEmpty })
        #expect(await server.errors.reaches("allo: journal "))
        crowd.calmDown()
        let before = crowd.witness

        // Whoever comes now is told to come back; agents are told that it is not written down.
        crowd.dial("attente", from: "+33600000999")
        #expect(try await crowd.until { $0.refused.contains("+33600000999") })
        let login = try await desk.run("agent", "login", "desk-5")
        #expect(login.end == .exit(1))
        #expect(
            login.errors.lines.count == 1 && login.errors.contains("journal"), "\(login.errors)")
        #expect(try await !desk.run("agent", "list").output.contains("desk-5"))

        // Those who talk or wait go on until they hang up.
        crowd.hangUpAll()
        #expect(try await crowd.until { _ in crowd.calls == 0 })
        lock?.letGo()
        server.send(SIGTERM)
        let remains = try await server.remains()
        #expect(remains.end == .exit(1))
        let complaints = remains.errors.lines.filter { $0.hasPrefix("allo: journal ") }
        #expect(complaints.count == 1, "\(remains.errors)")
        #expect(!remains.errors.contains("atal"))
        try await expectSeen(before, in: desk)
    }

    @Test func `for a while turns callers away for a while, and nothing is lost`() async throws {
        let crowd = try Crowd(calling: "attente", seed: 6)
        let desk = try CrowdCentre.desk(of: crowd)
        let (server, port) = try await CrowdCentre.serve(desk)
        for agent in CrowdCentre.agents {
            #expect(try await desk.run("agent", "login", agent).end == .exit(0))
        }
        crowd.begin(at: port, callers: 12)
        #expect(try await crowd.until { $0.released.count >= 3 })
        let lock = try DatabaseLock(writing: desk.journal)
        // Callers are refused once what came before them has waited for a second; within five the
        // journal has its file back.
        var isRefused = false
        for caller in 1...3 where !isRefused {
            crowd.dial("attente", from: "+3360000099\(caller)")
            isRefused = try await crowd.until(within: .milliseconds(1_200)) { !$0.refused.isEmpty }
        }
        lock.letGo()
        #expect(isRefused)
        let answered = crowd.witness.answered.count
        #expect(try await crowd.until { $0.answered.count > answered + 20 })
        crowd.calmDown()
        crowd.hangUpAll()
        #expect(try await crowd.until { _ in crowd.calls == 0 })
        server.send(SIGTERM)
        let remains = try await server.remains()
        #expect(remains.end == .exit(0), "\(remains.errors)")
        try await expectSeen(crowd.witness, in: desk)
    }

    /// Whoever was answered is in the journal.
    private func expectSeen(_ witness: Crowd.Witness, in desk: Desk) async throws {
        let day = try await LoggedDay(desk.journal)
        for number in witness.answered {
            #expect(try day.call(from: number).events.contains { $0.record.event == .answered })
        }
        for number in witness.refused {
            #expect(!day.numbers.contains(number), "\(number) was turned away")
        }
    }
}
