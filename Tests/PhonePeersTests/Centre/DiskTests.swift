import CallLog
import Foundation
import Telephony
import TestSupport
import Testing

/// A disk that takes nothing more, while agents talk and callers wait (DESIGN.md §8, D4).
@Suite(.serialized) struct `A journal that can't be written` {
    /// Why it can't for a while.
    enum Fault: CaseIterable {
        /// There is no room.
        case full
        /// Somebody writes to it, and goes on doing so.
        case locked
    }

    /// A fault, until it is mended.
    private enum Trouble {
        case full(SmallDisk)
        case locked(DatabaseLock)

        init(at journal: String, _ disk: SmallDisk?) async throws {
            guard let disk else {
                self = .locked(try DatabaseLock(writing: journal))
                return
            }
            try await disk.fill()
            self = .full(disk)
        }

        func mend() async throws {
            switch self {
            case .full(let disk): try await disk.makeRoom()
            case .locked(let lock): lock.letGo()
            }
        }
    }

    /// A day at a centre whose crowd is at it.
    private struct Day {
        let crowd: Crowd
        let desk: Desk
        let server: ChildProcess
        let port: UInt16

        /// Everybody comes; a few talks have ended.
        init(_ crowd: Crowd, _ desk: Desk, fileLimit: Int? = nil) async throws {
            self.crowd = crowd
            self.desk = desk
            (server, port) = try await CrowdCentre.serve(desk, fileLimit: fileLimit)
            for agent in CrowdCentre.agents {
                #expect(try await desk.run("agent", "login", agent).end == .exit(0))
            }
            crowd.begin(at: port, callers: 12)
            #expect(try await crowd.until { $0.released.count >= 3 })
        }

        /// Everybody hangs up, and the server ends.
        func end() async throws -> ChildProcess.Remains {
            crowd.calmDown()
            crowd.hangUpAll()
            #expect(try await crowd.until { _ in crowd.calls == 0 })
            server.send(SIGTERM)
            let remains = try await server.remains()
            #expect(!remains.errors.contains("atal"))
            return remains
        }

        /// Whoever comes now is told to come back; agents are told that it is not written down.
        func expectNobodyTaken() async throws {
            crowd.dial("attente", from: "+33600000999")
            #expect(try await crowd.until { $0.refused.contains("+33600000999") })
            let login = try await desk.run("agent", "login", "desk-5")
            #expect(login.end == .exit(1))
            #expect(
                login.errors.lines.count == 1 && login.errors.contains("journal"),
                "\(login.errors)")
            #expect(try await !desk.run("agent", "list").output.contains("desk-5"))
        }
    }

    @Test func `for good ends no call, and nobody is told of success`() async throws {
        let crowd = try Crowd(calling: "attente", seed: 5)
        let day = try await Day(crowd, CrowdCentre.desk(of: crowd), fileLimit: 1_500)
        // On a busy machine fewer calls come, and it takes them longer to fill a file.
        #expect(try await crowd.until(within: .seconds(90)) { !$0.refused.isEmpty })
        #expect(await day.server.errors.reaches("allo: journal "))
        crowd.calmDown()
        let before = crowd.witness
        try await day.expectNobodyTaken()
        // Those who talk or wait go on until they hang up.
        let remains = try await day.end()
        #expect(remains.end == .exit(1))
        let complaints = remains.errors.lines.filter { $0.hasPrefix("allo: journal ") }
        #expect(complaints.count == 1, "\(remains.errors)")
        let logged = try await LoggedDay(day.desk.journal)
        for number in before.answered {
            #expect(try logged.call(from: number).events.contains { $0.record.event == .answered })
        }
        for number in before.refused { #expect(!logged.numbers.contains(number), "\(number)") }
    }

    @Test(arguments: Fault.allCases)
    func `is written again by itself when it can be, and nothing is lost`(
        fault: Fault
    ) async throws {
        let crowd = try Crowd(calling: "attente", seed: 6)
        let desk = try CrowdCentre.desk(of: crowd)
        var disk: SmallDisk?
        if fault == .full {
            disk = try await desk.keepStateOnSmallDisk(kibibytes: 16_384)
            // Where nobody may mount anything, a file that can't grow stands for a full disk above.
            guard disk != nil else { try Test.cancel("nobody here may mount anything") }
        }
        let day = try await Day(crowd, desk)
        let trouble = try await Trouble(at: desk.journal, disk)
        // It is waited for while others may yet let go; then it is said, once.
        #expect(await day.server.errors.reaches("until it can be written again"))
        #expect(try await crowd.until(within: .seconds(60)) { !$0.refused.isEmpty })
        try await day.expectNobodyTaken()
        let rung = crowd.witness.rung.count
        let hungUp = crowd.witness.hungUp.count
        // Who talks or waits hangs up, and is answered.
        crowd.hangUpAll()
        #expect(try await crowd.until(within: .seconds(60)) { $0.hungUp.count > hungUp })
        #expect(crowd.witness.rung.count == rung, "nobody is rung")
        let answered = crowd.witness.answered.count
        try await trouble.mend()
        #expect(await day.server.errors.reaches("the journal is written again"))
        #expect(try await crowd.until(within: .seconds(60)) { $0.rung.count > rung + 5 })
        #expect(try await crowd.until(within: .seconds(60)) { $0.answered.count > answered + 20 })
        #expect(try await desk.run("agent", "login", "desk-5").end == .exit(0))
        let remains = try await day.end()
        #expect(remains.end == .exit(0), "\(remains.errors)")
        let told = remains.errors.lines.filter { $0.contains("journal ") && !$0.contains("every") }
        #expect(told.count == 2, "\(remains.errors)")
        try await disk?.copy(to: desk.path("kept"))
        try await expectWhole(
            LoggedDay(disk == nil ? desk.journal : desk.path("kept/allo/journal.sqlite")),
            seenBy: crowd.witness)
    }

    @Test func `for a moment turns callers away for a moment`() async throws {
        let crowd = try Crowd(calling: "attente", seed: 7)
        let day = try await Day(crowd, CrowdCentre.desk(of: crowd))
        let lock = try DatabaseLock(writing: day.desk.journal)
        // Callers are refused once what came before them has waited for a second. On a busy machine
        // five may go by, after which it is waited for as above.
        let isRefused = try await crowd.until(within: .seconds(60)) { !$0.refused.isEmpty }
        lock.letGo()
        #expect(isRefused)
        let answered = crowd.witness.answered.count
        #expect(try await crowd.until { $0.answered.count > answered + 20 })
        let remains = try await day.end()
        #expect(remains.end == .exit(0), "\(remains.errors)")
        try await expectWhole(LoggedDay(day.desk.journal), seenBy: crowd.witness)
    }

    // MARK: What is in the journal

    /// Whatever was seen is in the journal, in order and once, and nobody was thought unreachable.
    private func expectWhole(_ day: LoggedDay, seenBy witness: Crowd.Witness) throws {
        for (name, events) in day.streams {
            #expect(events.map(\.record.number) == Array(1...events.count), "\(name)")
            let times = events.map(\.record.time)
            #expect(times == times.sorted(), "\(name)")
        }
        for number in witness.answered {
            #expect(try day.call(from: number).events.contains { $0.record.event == .answered })
        }
        for number in witness.hungUp {
            // An agent may have hung up at the same moment.
            let end = try day.call(from: number).events.last?.record.event
            #expect(end == .ended(.caller) || end == .ended(.agent), "\(number): \(end as Any)")
        }
        let numbers = Set(day.numbers)
        for number in witness.refused {
            #expect(!numbers.contains(number), "\(number) was turned away")
        }
        for agent in CrowdCentre.agents {
            let shifts = day.shifts(of: agent)
            #expect(shifts.count == 1 && shifts.first?.last == .logout(.stopped), "\(agent)")
            for case .away(let reason) in shifts.joined() {
                Issue.record("\(agent) was away: \(reason)")
            }
        }
    }
}
