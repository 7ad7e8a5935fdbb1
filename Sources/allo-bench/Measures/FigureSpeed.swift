import CallLog
import Foundation
import Telephony

/// What figures cost: filling the tables anew from the journal of a month, and the report over it.
struct FigureSpeed {
    let command: Command
    let workplace: Workplace
    let effort: Effort

    func figures() async throws -> [Figure] {
        let calls = effort.calls
        let path = workplace.newFolder("figures") + "/journal.sqlite"
        let events = try await BusyMonth(calls: calls).write(to: path)
        let tables = try await Tables.open(journal: path)
        var rates: [Double] = []
        for _ in 0..<3 {
            let start = ContinuousClock.now
            try await tables.rebuild()
            rates.append(Double(events) / ((.now - start) / .seconds(1)))
        }
        let report = [
            "report", "--journal", path, "--month", "2026-11", "--by", "queue", "--interval", "day",
        ]
        return [
            Figure(
                "tables, events counted when they are made anew", .perSecond, rates,
                goal: .atLeast(100_000)),
            try command.figure(
                of: report, as: "a month's report by queue and day, \(calls) calls", below: 2_000,
                effort: effort),
            Figure(
                "the same, memory", .mebibytes, [try command.peakMemory(of: report)],
                goal: .below(300)),
        ] + (try behindFigures(of: path))
    }

    /// The calls behind two figures of the month, one of which waits on the disk.
    private func behindFigures(of path: String) throws -> [Figure] {
        let list = [
            "report", "asa", "abandon-rate", "--journal", path, "--month", "2026-11", "--calls",
            "--csv",
        ]
        let start = ContinuousClock.now
        let memory = try command.peakMemory(of: list)
        let rate = Double(effort.calls) / ((.now - start) / .seconds(1))
        return [
            Figure("calls looked at behind two figures of the month", .perSecond, [rate]),
            Figure("the same, memory", .mebibytes, [memory], goal: .below(150)),
        ]
    }
}

/// A month of calls at a busy centre: three queues, forty agents, a call in ten given up.
struct BusyMonth {
    /// How many calls.
    let calls: Int

    private static let agents = 40
    private static let start = Duration.seconds(1_793_487_600)  // 2026-11-01 00:00 in Paris
    private static let groupSize = 4_000

    /// Writes the journal of it.
    ///
    /// - Returns: how many events there are.
    func write(to path: String) async throws -> Int {
        let journal = try await Journal.open(
            at: path,
            by: JournalWriter(
                node: "bench", version: "bench", processNumber: 1, wallTime: Self.start,
                monotonicTime: .zero))
        var waiting = login()
        var written = 0
        let step = 29 * 86_400_000 / max(1, calls)
        var shifts: [CallID: Int] = [:]
        for number in 0..<calls {
            waiting += records(of: number, at: 10_000 + number * step)
            guard waiting.count >= Self.groupSize else { continue }
            waiting.sort { ($0.time, $0.number) < ($1.time, $1.number) }
            // What is later than the next call begins waits for it.
            let now = Duration.milliseconds(10_000 + (number + 1) * step)
            let due = waiting.firstIndex { $0.time >= now } ?? waiting.count
            try await journal.append(Self.numbered(waiting[..<due], &shifts))
            written += due
            waiting.removeFirst(due)
        }
        waiting.sort { ($0.time, $0.number) < ($1.time, $1.number) }
        try await journal.append(Self.numbered(waiting[...], &shifts))
        try await journal.close()
        return written + waiting.count
    }

    /// Numbers the records of shifts, which calls bring about in any order, as they come in time.
    private static func numbered(
        _ records: ArraySlice<JournalRecord>, _ shifts: inout [CallID: Int]
    ) -> [JournalRecord] {
        records.map { record in
            guard case .agent = record.event else { return record }
            var record = record
            shifts[record.call, default: 0] += 1
            record.number = shifts[record.call] ?? 1
            return record
        }
    }

    private func login() -> [JournalRecord] {
        (0..<Self.agents).flatMap { agent in
            let shift = CallID(rawValue: "shift-\(agent)")
            let login = AgentEvent.Login(
                agent: "desk-\(agent)", phone: "p\(agent)",
                time: CivilTime(secondsSince1970: 1_793_491_200), zone: "Europe/Paris")
            return [
                JournalRecord(call: shift, number: 1, time: .zero, event: .agent(.login(login))),
                JournalRecord(call: shift, number: 2, time: .zero, event: .agent(.ready)),
            ]
        }
    }

    private func records(of number: Int, at start: Int) -> [JournalRecord] {
        let call = CallID(rawValue: "call-\(number)")
        var records: [JournalRecord] = []
        var time = start
        func happens(after span: Int, _ event: CallEvent) {
            time += span
            records.append(
                JournalRecord(
                    call: call, number: records.count + 1, time: .milliseconds(time), event: event))
        }
        let queue = ["niveau1", "niveau2", "vip"][number % 3]
        let arrival = CallEvent.Arrival(
            caller: CallerID(rawValue: "caller-\(number * 7 % max(1, calls * 3 / 4))"), from: nil,
            to: "+33188000010", flow: "accueil", version: "0123456789abcdef", language: .french,
            time: CivilTime(secondsSince1970: 1_793_491_200 + start / 1_000), zone: "Europe/Paris")
        happens(after: 0, .arrived(arrival))
        happens(after: 5, .answered)
        happens(after: 0, .stepEntered(flow: "accueil", step: "bienvenue"))
        happens(
            after: 1,
            .promptStarted(
                prompt: "bienvenue", text: .common("Bienvenue chez Durand, votre spécialiste."),
                language: .french))
        happens(after: 3_000, .promptEnded(prompt: "bienvenue", cut: false))
        happens(after: 0, .stepEntered(flow: "accueil", step: "menu-principal"))
        happens(
            after: 1,
            .promptStarted(
                prompt: nil, text: .common("Pour suivre une commande, tapez 1."), language: .french)
        )
        happens(after: 2_000, .keys(KeyEntry(.digits([.one]))))
        happens(after: 0, .promptEnded(prompt: nil, cut: true))
        happens(after: 0, .motive("commande"))
        happens(after: 0, .stepEntered(flow: "accueil", step: "attente"))
        happens(after: 0, .enqueued(queue: queue, level: queue, position: 2))
        let visit = records.count
        guard !number.isMultiple(of: 10) else {
            happens(after: 7_000 + number % 30_000, .abandoned(queue: queue))
            happens(after: 0, .ended(.caller))
            return records
        }
        let agent = number * 13 % Self.agents
        happens(after: number * 31 % 40_000, .offered(agent: "desk-\(agent)"))
        happens(after: 3_000, .connected(agent: "desk-\(agent)"))
        happens(after: 10_000 + number * 17 % 200_000, .talkEnded(by: .caller))
        let end = time
        happens(after: 0, .stepEntered(flow: "accueil", step: "sondage"))
        happens(after: 4_000, .survey(question: "nps", answer: .common("\(number % 11)")))
        happens(after: 100, .ended(.caller))
        records.append(
            JournalRecord(
                call: CallID(rawValue: "shift-\(agent)"), number: 0,
                time: .milliseconds(end + 15_000),
                event: .agent(.wrapEnded(call: call, visit: visit))))
        return records
    }
}
