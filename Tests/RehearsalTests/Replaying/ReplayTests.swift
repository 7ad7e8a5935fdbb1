import Flows
import Rehearsal
import Telephony
import Testing
import Transcripts

@Suite struct ReplayTests {
    private static let calls = [
        "press 1\n...\nagent desk-1 answers\nagent desk-1 transfers level2\n...\n"
            + "agent desk-2 answers\nagent desk-2 hangs up\nhang up by agent",
        "press 1\n...\nleave level1 timeout\n...\nhang up by flow",
        "press 1\n...\nabandon level1\nhang up by caller",
        "press 2\n...\npress secret good\n...\nstep reconnu\n...\nhang up by flow",
        "press 2\n...\npress secret bad\n...\nstep identification/faux\n...\nhang up by flow",
        "press 2\n...\npress 12*\n...\nno-match\n...\npress secret good\n...\nstep reconnu\n"
            + "...\nhang up by flow",
        "press 2\n...\npress 12\n...\nno-match\n...\npress secret good\n...\nstep reconnu\n"
            + "...\nhang up by flow",
        "press 3\n...\nrequest solde found solde=\"12.50\"\n...\nhang up by flow",
        "press 4\n...\ntransfer prestataire answers\nend transferred",
        "press 4\n...\ntransfer prestataire answers\nhang up by caller",
        "press 6\n...\ntransfer prestataire fails busy\nagent prestataire rings\n"
            + "agent prestataire answers\nagent prestataire hangs up\n...\nhang up by flow",
        "press 6\n...\nagent prestataire answers\nhang up by caller",
        "press 4\nstep transfert\nhear \"Nous vous transférons.\"\nhang up by caller",
        "press 4\n...\ntransfer prestataire fails busy\n...\nhang up by flow",
        "press 5\n...\nrecord message\npress 7\n...\nhang up by flow",
        "press 5\n...\nrecord message\nrecorded message 0.500\nhang up by caller",
        "press 9\n...\nno-match 9\n...\nno-input\n...\nhang up by flow",
        "1.000 press 1\n...\nhang up by caller",
        "press 1\n...\nagent desk-1 answers\nagent desk-1 transfers level2 attended\n...\n"
            + "agent desk-2 answers\nagent desk-2 hangs up\nhang up by agent",
        "press 1\n...\nagent desk-1 answers\ntransfer level2 fails \"the queue is full\"\n"
            + "agent desk-1 hangs up\nhang up by agent",
        "end stopped",
    ]

    private func records(
        _ lines: String, from caller: String = "+33612345678", program: FlowProgram
    ) throws -> [JournalRecord] {
        try Fixture.records(
            "call from \(caller) to accueil at 2026-11-23 10:00:00\n...\nstep menu\n...\n\(lines)",
            in: program)
    }

    private func finished(_ replay: Replay) -> Replay {
        var replay = replay
        while replay.resume() != nil { replay.learn(.seconds(1)) }
        return replay
    }

    @Test(arguments: calls)
    func `a call runs again to the same records, byte for byte`(lines: String) throws {
        let program = try Fixture.program()
        let recorded = try records(lines, program: program)
        let replay = finished(try Replay(recorded, program: program))
        #expect(replay.newRecords == recorded)
        #expect(replay.replayed.text == replay.recorded.text)
        #expect(!replay.changes.contains { $0.isDifference })
    }

    @Test(arguments: calls)
    func `a call as it was printed is a test that passes`(lines: String) throws {
        let program = try Fixture.program()
        let recorded = try records(lines, program: program)
        let text = try #require(Transcript(records: recorded)).text
        let result = try Fixture.result(text, in: program)
        #expect(result.hasPassed, "\(result)\n\(text)")
    }

    @Test func `a call whose texts were erased runs again`() throws {
        let program = try Fixture.program()
        let recorded = try records(
            ReplayTests.calls[2], from: "+33600000000", program: program)
        let erased = recorded.map { record in
            var record = record
            record.event = record.event.mapTexts { text in
                if case .personal = text { .erased } else { text }
            }
            return record
        }
        let replay = finished(try Replay(erased, program: program))
        #expect(!replay.changes.contains { $0.isDifference }, "\(replay.changes)")
    }

    @Test func `where a changed flow goes another way is shown`() throws {
        let recorded = try records(ReplayTests.calls[2], program: Fixture.program())
        let changed = try Fixture.program(replacing: "say: Un instant.", by: "say: Patientez.")
        let changes = finished(try Replay(recorded, program: changed)).changes
        let heard = Transcript(records: recorded)?.lines.first {
            $0.moment.description.contains("Un instant")
        }
        let at = try #require(heard?.time)
        #expect(
            changes.filter(\.isDifference) == [
                .removed(TranscriptLine(time: at, .hear(prompt: nil, text: "Un instant."))),
                .added(TranscriptLine(time: at, .hear(prompt: nil, text: "Patientez."))),
            ])
    }

    @Test func `a line that comes much later than it did is shown with both times`() {
        let was = TranscriptLine(time: .seconds(1), .noInput)
        let now = TranscriptLine(time: .milliseconds(1_061), .noInput)
        let close = TranscriptLine(time: .milliseconds(1_060), .noInput)
        #expect(
            TranscriptChange.changes(from: [was], to: [now], flow: "a")
                == [.retimed(now, was: was)])
        #expect(TranscriptChange.changes(from: [was], to: [close], flow: "a") == [.same(close)])
        #expect("\(TranscriptChange.retimed(now, was: was))" == "~ 1.061 no-input  (was at 1.000)")
    }

    @Test func `a call that Allo's death cut off runs again to where it was`() throws {
        let program = try Fixture.program()
        var recorded = try records(
            "press 1\n...\nabandon level1\nhang up by caller", program: program)
        let last = try #require(recorded.last)
        recorded.removeLast()
        recorded.removeAll { $0.event == .abandoned(queue: "level1") }
        recorded.append(
            JournalRecord(
                call: last.call, number: recorded.count + 1, time: last.time,
                event: .ended(.engineCrash)))
        let replay = finished(try Replay(recorded, program: program))
        #expect(!replay.changes.contains { $0.isDifference }, "\(replay.changes)")
    }

    @Test func `a log without the arrival, and a flow that is not there, are refused`() throws {
        let program = try Fixture.program()
        let recorded = try records("end stopped", program: program)
        #expect(throws: RehearsalError.self) {
            try Replay(Array(recorded.dropFirst()), program: program)
        }
        #expect(throws: RehearsalError.self) {
            try Replay(recorded, flow: "nowhere", program: program)
        }
    }

    /// An attempt to call somebody back, at its seconds.
    private func attempt(_ events: [(time: Int, event: CallEvent)]) -> [JournalRecord] {
        let begin = CallEvent.callbackAttempted(
            CallEvent.CallbackAttempt(
                callback: CallID(rawValue: "a"), attempt: 1, queue: "level1", level: "level1",
                caller: CallerID(rawValue: "c"), number: .personal("+33612345678"),
                time: CivilTime(secondsSince1970: 1_795_424_400), zone: "Europe/Paris"))
        return ([(0, begin), (0, .offered(agent: "desk-1"))] + events).enumerated().map {
            JournalRecord(
                call: CallID(rawValue: "a-callback-1"), number: $0.offset + 1,
                time: .seconds(1_000 + $0.element.time), event: $0.element.event)
        }
    }

    @Test func `a talk with somebody who was called back runs again to the same records`() throws {
        let recorded = attempt([
            (9, .ringNoAnswer(agent: "desk-1", reason: .declined)), (10, .offered(agent: "desk-2")),
            (20, .callbackConnected(agent: "desk-2")), (30, .holdOn), (40, .holdOff),
            (50, .transferred(.blind, from: "level1", to: "level2")), (50, .talkEnded(by: .agent)),
            (50, .enqueued(queue: "level2", level: "level2", position: 1, rank: 2)),
            (60, .connected(agent: "desk-3")), (70, .talkEnded(by: .agent)), (70, .ended(.agent)),
        ])
        let replay = finished(try Replay(recorded, program: try Fixture.program()))
        #expect(replay.newRecords == recorded)
        #expect(replay.recorded.lines.count == recorded.count - 2)
        #expect(!replay.changes.contains { $0.isDifference })
    }

    @Test func `an attempt that reached nobody has nothing to run again`() throws {
        let recorded = attempt([
            (20, .callbackFailed(reason: .noAnswer, isLast: true)), (20, .ended(.flow)),
        ])
        let program = try Fixture.program()
        let error = #expect(throws: RehearsalError.self) {
            try Replay(recorded, program: program)
        }
        #expect(error?.reason == .nobodyReached)
    }
}

/// Calls of a busy centre, each run again alone.
@Suite struct `A replay of a call among others` {
    private static let shared = SimulationFixture.centre.replacing(
        "level1: 1\n",
        with: "level1: {rank: 1, destinations: {prestataire: 20, autre: 10}, agents: 70}\n"
    ).replacing(
        "prestataire: {address: \"+33188000077\"}",
        with: "prestataire: {address: \"+33188000077\"}\n  autre: {address: \"+33188000078\"}")

    private static func calls(centre: String) throws -> (FlowProgram, [[JournalRecord]]) {
        let setting = try SimulationFixture.setting(
            centre: centre, flows: ["boutique": SimulationFixture.flow],
            customers: ["clients.csv": SimulationFixture.customers],
            simulation: SimulationFixture.simulation.replacing("count: 5", with: "count: 2")
                .replacing("un-de-plus: \"desk=6\"", with: "un-de-plus: \"desk=3\"")
                .replacing(
                    "destinations:\n",
                    with: centre.contains("autre:")
                        ? "destinations:\n  autre: {positions: 1, talk: exponential 3m}\n"
                        : "destinations:\n"))
        var run = setting.run(seed: 1)
        run.keepsRecords = true
        _ = run.finish()
        let records = run.takeRecords()
        let calls = Dictionary(grouping: records, by: \.call).values.filter { call in
            call.contains { record in
                switch record.event {
                case .answered, .callbackConnected: true
                default: false
                }
            }
        }
        return (
            try SimulationFixture.program(centre: centre), calls.sorted { $0[0].time < $1[0].time }
        )
    }

    @Test(arguments: [SimulationFixture.centre, shared])
    func `goes as it went, wherever others stood`(centre: String) throws {
        let (program, calls) = try Self.calls(centre: centre)
        #expect(calls.count > 300)
        var deepest = 0
        for records in calls {
            var replay = try Replay(records, program: program)
            while replay.resume() != nil { replay.learn(.seconds(1)) }
            let changes = replay.changes
            #expect(
                !changes.contains { $0.isDifference },
                "\(records[0].call): \(changes.map { "\($0)" }.joined(separator: "\n"))")
            for case .enqueued(_, _, let position, _) in records.map(\.event) {
                deepest = max(deepest, position)
            }
        }
        #expect(deepest > 4)
    }

    @Test func `is kept with agents of the centre for those of a simulation`() throws {
        let (program, calls) = try Self.calls(
            centre: SimulationFixture.centre + """

                agents:
                  lea: {phone: "sip:lea@127.0.0.1:5080", trunk: local, levels: [level1]}
                  max: {phone: "sip:max@127.0.0.1:5080", trunk: local, levels: [level2]}
                """)
        let talk = try #require(
            calls.first { call in
                call.contains { if case .transferred = $0.event { true } else { false } }
            })
        var draft = try TranscriptDraft(talk, path: "a.call", program: program)
        while draft.resume() != nil { draft.learn(.seconds(1)) }
        let text = try #require(draft.text, "\(draft.failure ?? "")")
        #expect(text.contains("agent lea answers"), "\(text)")
        #expect(text.contains("agent max answers"), "\(text)")
        #expect(draft.standIns.values.sorted() == ["lea", "max"])
        #expect(draft.standIns.keys.allSatisfy { $0.hasPrefix("desk-") || $0.hasPrefix("expert-") })
    }
}
