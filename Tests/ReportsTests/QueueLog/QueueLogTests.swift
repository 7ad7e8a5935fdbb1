import Reports
import Telephony
import TestSupport
import Testing

@Suite struct QueueLogTests {
    /// A morning by hand: the words of Asterisk, old and new.
    static let morning = """
        1763971200|NONE|NONE|NONE|QUEUESTART|
        1763971210|NONE|NONE|SIP/anne|AGENTLOGIN|SIP/anne-01
        1763971220|NONE|n1|SIP/bruno|ADDMEMBER|
        1763971300|1763971299.1|n1|NONE|DID|0145000000
        1763971300|1763971299.1|n1|NONE|ENTERQUEUE||0612345678|1
        1763971310|1763971299.1|n1|SIP/bruno|RINGNOANSWER|8000
        1763971320|1763971299.1|n1|SIP/anne|CONNECT|20|1763971310.2|5
        1763971400|1763971299.1|n1|SIP/anne|COMPLETECALLER|20|80|1
        1763971500|1763971499.3|n1|NONE|ENTERQUEUE||0612345679|1
        1763971504|1763971499.3|n1|NONE|ABANDON|1|1|4
        1763971510|1763971509.4|n1|NONE|ENTERQUEUE|||1
        1763971570|1763971509.4|n1|NONE|EXITWITHTIMEOUT|1|1|60
        1763971570|1763971509.4|n2|NONE|ENTERQUEUE|||1
        1763971580|1763971509.4|n2|NONE|EXITWITHKEY|5|1|1|10
        1763971600|1763971599.5|n1|NONE|ENTERQUEUE||0612345678|1
        1763971610|1763971599.5|n1|SIP/anne|CONNECT|10|1763971600.6|5
        1763971670|1763971599.5|n1|SIP/anne|BLINDTRANSFER|4200|from-internal|10|60|1
        1763971670|1763971599.5|n2|NONE|ENTERQUEUE||0612345678|1
        1763971690|1763971599.5|n2|SIP/bruno|CONNECT|20|1763971680.7|10
        1763971750|1763971599.5|n2|SIP/bruno|ATTENDEDTRANSFER|BRIDGE|b-1|20|60|1
        1763971800|NONE|NONE|SIP/anne|PAUSEALL|lunch
        1763971860|NONE|NONE|SIP/anne|UNPAUSEALL|
        1763971900|NONE|n1|SIP/bruno|REMOVEMEMBER|
        1763971950|NONE|NONE|SIP/anne|AGENTLOGOFF|SIP/anne-01|740
        """

    static let options = QueueLogReader.Options(
        levels: ["n1": "level1", "n2": "level2"], zone: .paris)

    /// The calls of records, in the order of their first events.
    static func calls(_ records: [JournalRecord]) -> [CallFacts] {
        var roster = Roster()
        var folds: [CallID: CallFold] = [:]
        var order: [CallID] = []
        for record in records {
            roster.take(record.event)
            if case .arrived = record.event { order.append(record.call) }
            folds[record.call, default: CallFold(call: record.call, wallOffset: .zero)]
                .take(record, roster: roster)
        }
        return order.compactMap { folds[$0]?.facts }
    }

    @Test func `a log becomes calls, visits and figures`() {
        let result = QueueLogReader.read(Self.morning, Self.options)
        #expect(result.errors.isEmpty)
        let calls = Self.calls(result.records)
        #expect(calls.map(\.called) == ["0145000000", "n1", "n1", "n1"])
        #expect(calls.map(\.endReason) == [.caller, .caller, .flow, .transferred])
        #expect(calls[0].caller == calls[3].caller && calls[0].caller != calls[1].caller)
        #expect(
            calls.flatMap(\.visits).map(\.outcome) == [
                .answered, .abandoned, .flowedOut(.timeout), .flowedOut(.key), .answered, .answered,
            ])
        #expect(
            calls.flatMap(\.visits).map(\.wait) == [20, 4, 60, 10, 10, 20].map { .seconds($0) })
        #expect(calls[0].visits[0].offers.map(\.agent) == ["SIP/bruno", "SIP/anne"])
        #expect(calls[0].visits[0].offers.map(\.offered.seconds) == [1_763_971_302, 1_763_971_315])
        let tally = TallyBook(calls).whole()
        for (figure, text) in [
            (Figure.visits, "6"), (.answered, "3"), (.averageSpeedOfAnswer, "16.67"),
            (.talk, "66.67"), (.escalationRate, "33.33"), (.transferRate, "66.67"),
            (.transferRateExternal, "33.33"), (.missedOffers, "1"), (.abandonRate, "16.67"),
        ] {
            #expect(figure.text(of: figure.value(of: tally)) == text, "\(figure.key)")
        }
    }

    @Test func `the shifts of a log are spans of its agents`() {
        let records = QueueLogReader.read(Self.morning, Self.options).records
        var fold = AgentFold()
        var spans: [AgentSpan] = []
        for record in records { fold.take(record, wallOffset: .zero) { spans.append($0) } }
        let anne = spans.filter { $0.agent == "SIP/anne" }
        #expect(
            anne.map(\.state.word) == [
                "ready", "ringing", "talking", "ready", "ringing", "talking", "ready", "away",
                "ready",
            ])
        #expect(anne.last?.end == WallTime(seconds: 1_763_971_950))
        #expect(fold.open.isEmpty)
    }

    /// What the writer makes of the morning: one word for one thing.
    static let written = """
        1763971210|NONE|NONE|SIP/anne|AGENTLOGIN|SIP/anne-01
        1763971220|NONE|NONE|SIP/bruno|AGENTLOGIN|
        1763971300|1763971299.1|n1|NONE|DID|0145000000
        1763971300|1763971299.1|n1|NONE|ENTERQUEUE||0612345678|1
        1763971310|1763971299.1|n1|SIP/bruno|RINGNOANSWER|8000
        1763971320|1763971299.1|n1|SIP/anne|CONNECT|20|1763971299.1|5
        1763971400|1763971299.1|n1|SIP/anne|COMPLETECALLER|20|80|1
        1763971500|1763971499.3|n1|NONE|DID|n1
        1763971500|1763971499.3|n1|NONE|ENTERQUEUE||0612345679|1
        1763971504|1763971499.3|n1|NONE|ABANDON|1|1|4
        1763971510|1763971509.4|n1|NONE|DID|n1
        1763971510|1763971509.4|n1|NONE|ENTERQUEUE|||1
        1763971570|1763971509.4|n1|NONE|EXITWITHTIMEOUT|1|1|60
        1763971570|1763971509.4|n2|NONE|ENTERQUEUE|||1
        1763971580|1763971509.4|n2|NONE|EXITWITHKEY||1|1|10
        1763971600|1763971599.5|n1|NONE|DID|n1
        1763971600|1763971599.5|n1|NONE|ENTERQUEUE||0612345678|1
        1763971610|1763971599.5|n1|SIP/anne|CONNECT|10|1763971599.5|5
        1763971670|1763971599.5|n1|SIP/anne|BLINDTRANSFER|n2|n1|10|60|1
        1763971670|1763971599.5|n2|NONE|ENTERQUEUE||0612345678|1
        1763971690|1763971599.5|n2|SIP/bruno|CONNECT|20|1763971599.5|10
        1763971750|1763971599.5|n2|SIP/bruno|ATTENDEDTRANSFER|BRIDGE|b-1|20|60|1
        1763971800|NONE|NONE|SIP/anne|PAUSEALL|lunch
        1763971860|NONE|NONE|SIP/anne|UNPAUSEALL|
        1763971900|NONE|NONE|SIP/bruno|AGENTLOGOFF||680
        1763971950|NONE|NONE|SIP/anne|AGENTLOGOFF|SIP/anne-01|740
        """

    static func write(_ records: [JournalRecord]) -> String {
        var writer = QueueLogWriter()
        return records.flatMap { writer.write($0, wallOffset: .zero) }.map(\.description)
            .joined(separator: "\n")
    }

    @Test func `records become a log that reads back to the same records`() {
        let records = QueueLogReader.read(Self.morning, Self.options).records
        #expect(Self.write(records) == Self.written)
        let again = QueueLogReader.read(Self.written, Self.options)
        #expect(again.errors.isEmpty)
        #expect(again.records == records)
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `visits made by chance come back with outcome and wait`(seed: UInt64) {
        var maker = RandomCalls(seed: seed)
        for number in 0..<30 {
            let records = maker.records("\(number)-1")
            let before = Self.calls(records)
            let log = QueueLogReader.read(
                Self.write(records),
                QueueLogReader.Options(
                    levels: ["queue-1": "level1", "queue-2": "level2"], zone: .paris))
            #expect(log.errors.isEmpty)
            let after = Self.calls(log.records)
            // What Allo's end cut short has no word; what waited still waits.
            func visits(_ calls: [CallFacts]) -> [VisitFacts] {
                calls.flatMap(\.visits).filter {
                    $0.outcome != .waiting && $0.outcome != .interrupted
                }
            }
            func told(_ visit: VisitFacts) -> String {
                let outcome: VisitFacts.Outcome =
                    switch visit.outcome {
                    case .callback: .flowedOut(.key)
                    case .flowedOut(.full): .flowedOut(.timeout)
                    case .flowedOut(.closed): .flowedOut(.empty)
                    default: visit.outcome
                    }
                return "\(visit.queue) \(outcome) \(visit.answeredBy ?? "")"
            }
            #expect(visits(after).map(told) == visits(before).map(told))
            for (one, two) in zip(visits(before), visits(after)) {
                let difference = (one.wait ?? .zero) - (two.wait ?? .zero)
                #expect(difference < .seconds(1) && difference > .seconds(-1))
            }
        }
    }

    @Test(arguments: [
        ("1763971200|x", QueueLogError.Reason.fields(2)),
        ("soon|c|q|NONE|ENTERQUEUE", .time("soon")), ("-1|c|q|NONE|ENTERQUEUE", .time("-1")),
        ("99999999999999999999|c|q|NONE|ENTERQUEUE", .time("99999999999999999999")),
        ("1|c|q|NONE|SING|1", .word("SING")), ("1|c|q|a|CONNECT|1|2|3", .unknownCall("c")),
        ("1|c|q|NONE|ABANDON|1|1|1", .unknownCall("c")), ("1|NONE|q|NONE|PAUSE|", .noAgent),
        ("1763971300|1763971299.1|n1|NONE|CONNECT|20|x|5", .noAgent),
    ])
    func `an unreadable line is one clear error, and nothing of the others is lost`(
        line: String, reason: QueueLogError.Reason
    ) {
        var lines = Self.morning.split(separator: "\n").map(String.init)
        lines.insert(line, at: 7)
        let result = QueueLogReader.read(lines.joined(separator: "\r\n"), Self.options)
        #expect(result.errors.map(\.reason) == [reason])
        #expect(result.errors.map(\.line) == [8])
        #expect(result.errors.allSatisfy { $0.description.hasPrefix("line 8: ") })
        #expect(result.records == QueueLogReader.read(Self.morning, Self.options).records)
    }

    @Test func `a restart of Asterisk ends what went on, and a log that stops leaves it open`() {
        let lines = """
            10|c.1|n1|NONE|ENTERQUEUE||1|1
            12|c.2|n1|NONE|ENTERQUEUE||2|1
            15|c.2|n1|anne|CONNECT|3|x|1
            """
        let open = Self.calls(QueueLogReader.read(lines, Self.options).records)
        #expect(open.map(\.isOpen) == [true, true])
        let ended = QueueLogReader.read(
            lines + "\n20|NONE|NONE|NONE|QUEUESTART|", Self.options)
        let calls = Self.calls(ended.records)
        #expect(calls.map(\.endReason) == [.engineCrash, .engineCrash])
        #expect(calls.flatMap(\.visits).map(\.outcome) == [.interrupted, .answered])
        let hasLogout = ended.records.contains { $0.event == .agent(.logout(.engineCrash)) }
        #expect(hasLogout)
    }

    @Test func `clocks that step back turn no time around`() {
        let lines = """
            100|c.1|n1|NONE|ENTERQUEUE||1|1
            40|c.1|n1|anne|CONNECT|3|x|1
            30|c.1|n1|anne|COMPLETEAGENT|3|1|1
            """
        let result = QueueLogReader.read(lines, Self.options)
        let visit = Self.calls(result.records)[0].visits[0]
        #expect(visit.wait == .zero && visit.talk == .zero && visit.outcome == .answered)
    }

    @Test func `names can't break out of their fields`() {
        let line = QueueLogLine(time: 1, queue: "a|b\nc", word: "PAUSE", data: ["x|y"])
        #expect(line.description == "1|NONE|a_b c|NONE|PAUSE|x_y")
    }
}
