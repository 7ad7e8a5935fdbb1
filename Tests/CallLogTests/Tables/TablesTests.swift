import Reports
import Telephony
import TestSupport
import Testing

@testable import CallLog

@Suite struct TablesTests {
    private let folder: TemporaryFolder
    private let quarters = 0..<Int.max / 900_000

    init() throws { folder = try TemporaryFolder() }

    private func open(_ name: String? = nil, pageSize: Int = 20_000) async throws -> Tables {
        try await Tables.open(
            journal: folder.journal, at: name.map { "\(folder.path)/\($0)" }, pageSize: pageSize,
            timeout: .seconds(10))
    }

    /// What is counted of each dimension, by quarters.
    private func tallies(_ tables: Tables) async throws -> [TallyKey: Tally] {
        var tallies: [TallyKey: Tally] = [:]
        for dimension in Reports.Dimension.allCases {
            for group in try await tables.tallies(by: dimension, in: quarters, into: { $0 }) {
                let key = TallyKey(
                    quarter: group.bucket, dimension: dimension, value: group.value)
                tallies[key] = group.tally
            }
        }
        return tallies
    }

    /// The same, by the pure folds alone.
    private func folded(_ records: [JournalRecord]) -> [TallyKey: Tally] {
        let offset = Duration.seconds(1_795_424_400 - 5)
        var roster = Roster()
        var agents = AgentFold()
        var book = TallyBook()
        var folds: [CallID: CallFold] = [:]
        var order: [CallID] = []
        var letters: [CallID: WrittenFold] = [:]
        for record in records {
            roster.take(record.event)
            agents.take(record, wallOffset: offset) { book.add($0) }
            if case .agent(let event) = record.event {
                guard case .wrapEnded(let call, let visit) = event else { continue }
                let agent = String(record.call.rawValue.dropFirst(6).prefix(6))
                let time = WallTime(milliseconds: (offset + record.time).inMilliseconds)
                folds[call]?.wrapEnded(visit: visit, agent: agent, at: time)
                continue
            }
            if case .written = record.event {
                letters[record.call, default: WrittenFold()].take(record, wallOffset: offset)
                continue
            }
            if folds[record.call] == nil {
                folds[record.call] = CallFold(call: record.call, wallOffset: offset)
                order.append(record.call)
            }
            folds[record.call]?.take(record, roster: roster)
        }
        let facts = order.compactMap { folds[$0]?.facts }
        for call in facts { book.add(call) }
        for letter in letters.values { if let facts = letter.facts { book.add(facts) } }
        for call in facts where !call.isOpen {
            guard let attempt = call.attempt, let accepted = folds[attempt.callback]?.facts else {
                continue
            }
            book.add(attempt: attempt, of: accepted)
        }
        var contact = FirstContact()
        for call in facts where !call.isOpen {
            if let before = contact.take(call) { book.add(repeatOf: before) }
        }
        return book.tallies
    }

    @Test(arguments: [1, 2, 3, 4])
    func `tables caught up in pieces equal those made anew, and the pure folds`(
        seed: UInt64
    ) async throws {
        let records = RandomCentre.records(seed: seed, calls: 150)
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        var random = SeededGenerator(seed: seed)
        var rest = records[...]
        var tables = try await open()
        while !rest.isEmpty {
            let count = Int.random(in: 1...300, using: &random)
            try await journal.append(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
            // Now and then by another process, which knows nothing but what is in the files.
            if Bool.random(using: &random) {
                tables = try await open(pageSize: Int.random(in: 1...200, using: &random))
            }
            try await tables.catchUp()
        }
        let anew = try await open("anew.sqlite", pageSize: 97)
        try await anew.catchUp()
        #expect(try await tables.differences(from: anew) == [])
        let counted = try await tallies(tables)
        #expect(try await tallies(anew) == counted)
        let pure = folded(records)
        #expect(Set(counted.keys) == Set(pure.keys))
        for (key, tally) in pure where counted[key] != tally {
            Issue.record("\(key): \(String(describing: counted[key])) is not \(tally)")
        }
        try await tables.rebuild()
        #expect(try await tables.differences(from: anew) == [])
    }

    @Test(arguments: [
        Reports.Dimension.all, .queue, .level, .segment, .motive, .number, .language, .flowVersion,
        .provider,
    ])
    func `the calls behind a tally add up to it`(dimension: Reports.Dimension) async throws {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        try await journal.append(RandomCentre.records(seed: 9, calls: 300))
        let tables = try await open()
        try await tables.catchUp()
        for value in try await tables.values(of: dimension, in: quarters) {
            var sum = Tally()
            let selection = CallSelection(
                quarters: quarters, dimension: dimension, value: value)
            for try await call in tables.calls(selection) { sum.merge(call.tally) }
            var tally = try #require(
                try await tables.tallies(
                    by: dimension, in: quarters, value: value, into: { _ in 0 }
                ).first?.tally)
            // What agents do by themselves is nobody's call.
            for counter in [
                Tally.Counter.contacts, .readyTime, .ringingTime, .talkingTime, .holdTime,
                .wrapTime, .awayTime, .writtenReceived, .writtenAnswered, .writtenInTime,
                .writtenAnswerTime, .writtenHandled, .writtenHandleTime, .writtenDropped,
                .writtenWaiting, .writtenOverdue, .writingTime,
            ] { tally[counter] = 0 }
            #expect(sum == tally, "\(value)")
            #expect(sum[.arrived] + sum.visits + sum[.calledBack] > 0)
        }
    }

    @Test func `a report is that of the pure folds, and its calls have a part in its figures`()
        async throws
    {
        let records = RandomCentre.records(seed: 7, calls: 200)
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        try await journal.append(records)
        let tables = try await open()
        try await tables.catchUp()
        for dimension in Reports.Dimension.allCases {
            let question = ReportQuestion(
                figures: Figure.allCases, by: dimension, every: .hour, zone: .paris)
            var builder = ReportBuilder(question)
            for (key, tally) in folded(records) { builder.add(tally, at: key) }
            #expect(try await tables.report(question) == builder.report())
        }
        var part = Fraction(0, of: 0)
        for try await call in tables.calls(CallSelection(quarters: quarters)) {
            let one = Figure.abandonRate.fraction(of: call.tally, thresholds: Thresholds())
            part = Fraction(
                part.numerator + one.numerator, of: part.denominator + one.denominator)
        }
        let question = ReportQuestion(figures: [.abandonRate], zone: .paris)
        #expect(try await tables.report(question).total.cells.first?.fraction == part)
    }

    @Test func `letters change no figure of calls or agents, and calls none of letters`()
        async throws
    {
        let records = RandomCentre.records(seed: 11, calls: 200)
        func isLetter(_ record: JournalRecord) -> Bool {
            if case .written = record.event { true } else { false }
        }
        let whole = folded(records)
        let calls = folded(records.filter { !isLetter($0) })
        let letters = folded(records.filter(isLetter))
        let written = Figure.allCases.filter {
            $0.key.hasPrefix("written") || $0 == .occupancyWithWriting
        }
        #expect(letters.values.contains { $0[.writtenInTime] > 0 })
        #expect(letters.values.contains { $0[.writingTime] > 0 })
        for dimension in Reports.Dimension.allCases {
            for figure in Figure.allCases where figure.applies(to: dimension) {
                let question = ReportQuestion(figures: [figure], by: dimension, zone: .paris)
                func total(_ tallies: [TallyKey: Tally]) -> Fraction? {
                    var builder = ReportBuilder(question)
                    for (key, tally) in tallies { builder.add(tally, at: key) }
                    return builder.report().total.cells.first?.fraction
                }
                guard figure != .occupancyWithWriting else { continue }
                let alone = written.contains(figure) ? letters : calls
                #expect(total(whole) == total(alone), "\(figure.key) by \(dimension)")
            }
        }
    }

    @Test func `spans, answers and attempts are read as they were folded`() async throws {
        let records = RandomCentre.records(seed: 8, calls: 200)
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        try await journal.append(records)
        let tables = try await open()
        try await tables.catchUp()
        var spans: [AgentSpan] = []
        var agents = AgentFold()
        for record in records {
            agents.take(record, wallOffset: .seconds(1_795_424_400 - 5)) { spans.append($0) }
        }
        spans += agents.open
        let (begin, end) = (WallTime(seconds: 0), WallTime(seconds: 9_999_999_999))
        let all = WallTime(seconds: 1_795_424_000)
        #expect(try await Set(tables.spans(from: all, to: end)) == Set(spans))
        let one = try await tables.spans(from: all, to: end, of: "desk-2")
        #expect(Set(one) == Set(spans.filter { $0.agent == "desk-2" }))
        #expect(try await tables.spans(from: begin, to: all).isEmpty)
        let answers = records.filter { $0.event.kind == .survey }
        let surveys = try await tables.surveys(from: begin, to: end)
        #expect(Set(surveys.map(\.call)) == Set(answers.map(\.call)))
        #expect(surveys.allSatisfy { $0.facts.visit != nil })
        let attempts = try await tables.attempts(from: begin, to: end)
        #expect(
            attempts.count == records.count(where: { $0.event.kind == .callbackAttempted }))
        #expect(attempts.allSatisfy { $0.attempt != nil })
        #expect(!surveys.isEmpty && !attempts.isEmpty)
    }

    @Test func `calls that go on are counted, and kept out of the tables`() async throws {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        try await journal.append(
            JournalRecord.shift("shift-1", at: .seconds(1), [.ready])
                + JournalRecord.call(
                    "a",
                    [.answered, .enqueued(queue: "q", level: "level1", position: 1)]))
        for _ in 0..<2 {
            let tables = try await open()
            try await tables.catchUp()
            let now = WallTime(seconds: 1_795_424_400 - 5 + 100)
            let tally = try await tables.tallies(
                by: .all, in: quarters, now: now, into: { _ in 0 }
            ).first?.tally
            #expect(tally?[.waiting] == 1)
            #expect(tally?[.readyTime] == 98_000)
            let calls = try await tables.calls(CallSelection(quarters: quarters)).first { _ in true
            }
            #expect(calls?.facts.visits.map(\.outcome) == [.waiting])
        }
        try await journal.append([
            JournalRecord(
                call: CallID(rawValue: "a"), number: 4, time: .seconds(30),
                event: .ended(.caller))
        ])
        let tables = try await open()
        try await tables.catchUp()
        let tally = try await tables.tallies(by: .queue, in: quarters, into: { _ in 0 }).first
        #expect(tally?.value == "q")
        #expect(tally?.tally[.waiting] == 0)
        #expect(tally?.tally[.abandoned] == 1)
    }

    @Test func `an event that can't be understood stops them, and they go on once it is mended`()
        async throws
    {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        try await journal.append(RandomCentre.records(seed: 5, calls: 40))
        try await folder.execute("UPDATE event SET kind = 'x' || kind WHERE seq = 100")
        try await folder.execute("UPDATE event SET json = 'x' || json WHERE seq = 100")
        let tables = try await open(pageSize: 30)
        try await journal.append(JournalRecord.call("late", [.ended(.caller)]))
        let error = await #expect(throws: JournalError.self) { try await tables.catchUp() }
        guard case .unreadableEvent? = error?.reason else {
            Issue.record("\(String(describing: error))")
            return
        }
        try await folder.execute("UPDATE event SET kind = substr(kind, 2) WHERE seq = 100")
        try await folder.execute("UPDATE event SET json = substr(json, 2) WHERE seq = 100")
        try await tables.catchUp()
        let anew = try await open("anew.sqlite")
        try await anew.catchUp()
        #expect(try await tables.differences(from: anew) == [])
    }

    @Test func `nothing of a person is in the tables, and erasing them changes no figure`()
        async throws
    {
        let journal = try await Journal.open(at: folder.journal, by: .fixture())
        try await journal.append(RandomCentre.records(seed: 6, calls: 80))
        let caller = try await journal.callerID(for: "+33698765432", at: .seconds(10)) {
            CallerID(rawValue: "caller-x")
        }
        try await journal.append(
            JournalRecord.call(
                "x", at: .seconds(5_000), arrival: .arrival(caller: caller, from: "+33698765432"),
                [
                    .identified(customer: .personal("Zylberstein"), segment: "vip"),
                    .survey(question: "comment", answer: .personal("Zylberstein dit")),
                    .ended(.caller),
                ]))
        let tables = try await open()
        try await tables.catchUp()
        let before = try await tallies(tables)
        #expect(try await journal.erase(number: "+33698765432").wasKnown)
        let anew = try await open("anew.sqlite")
        try await anew.catchUp()
        #expect(try await tallies(anew) == before)
        #expect(try await tables.differences(from: anew) == [])
        for secret in ["98765432", "Zylberstein"] {
            #expect(try !folder.holds(secret))
        }
    }
}
