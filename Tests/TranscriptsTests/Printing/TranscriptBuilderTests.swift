import Telephony
import Testing
import Transcripts

@Suite struct TranscriptBuilderTests {
    private func arrival(from: LoggedText? = .personal("+33612345678")) -> CallEvent {
        .arrived(
            CallEvent.Arrival(
                caller: CallerID(rawValue: "c"), from: from, to: "accueil", flow: "accueil",
                version: "0123456789ab", language: .french,
                time: CivilTime(secondsSince1970: 1_795_428_000), zone: "Europe/Paris"))
    }

    private func text(
        _ events: [(Int, CallEvent)], numbers: TranscriptBuilder.Numbers = .full
    ) -> [String] {
        var printer = TranscriptPrinter(numbers: numbers)
        return events.enumerated().compactMap { index, event in
            printer.line(
                for: JournalRecord(
                    call: CallID(rawValue: "call-1"), number: index + 1,
                    time: .milliseconds(event.0), event: event.1))
        }
    }

    @Test func `times count from the answer`() {
        #expect(
            text([
                (5_000, arrival()), (7_000, .answered),
                (7_000, .stepEntered(flow: "accueil", step: "bienvenue")),
                (7_012, .promptStarted(prompt: "b", text: .common("Bonjour."), language: .french)),
                (8_250, .promptEnded(prompt: "b", cut: false)),
                (8_250, .stepEntered(flow: "identification", step: "pin")),
            ]) == [
                "call from +33612345678 to accueil at 2026-11-23 10:00:00",
                "0.000 step bienvenue",
                "0.012 hear b \"Bonjour.\"",
                "1.250 step identification/pin",
            ])
    }

    @Test func `an agent who transfers does not hang up as well`() {
        #expect(
            text([
                (0, arrival(from: nil)), (0, .answered),
                (10, .enqueued(queue: "level1", level: "level1", position: 2)),
                (20, .connected(agent: "desk-1")),
                (30, .transferred(.blind, from: "level1", to: "level2")),
                (30, .talkEnded(by: .agent)),
                (30, .enqueued(queue: "level2", level: "level2", position: 1)),
                (40, .connected(agent: "desk-2")),
                (50, .talkEnded(by: .agent)),
                (50, .ended(.agent)),
            ]) == [
                "call from withheld to accueil at 2026-11-23 10:00:00",
                "0.010 enter level1 position 2",
                "0.020 agent desk-1 answers",
                "0.030 agent desk-1 transfers level2",
                "0.030 enter level2 position 1",
                "0.040 agent desk-2 answers",
                "0.050 agent desk-2 hangs up",
                "0.050 hang up by agent",
            ])
    }

    @Test func `a caller who hangs up on an agent makes one line`() {
        #expect(
            text([
                (0, arrival(from: nil)), (0, .answered), (20, .connected(agent: "desk-1")),
                (30, .talkEnded(by: .caller)), (30, .ended(.caller)),
            ]).suffix(2) == ["0.020 agent desk-1 answers", "0.030 hang up by caller"])
    }

    @Test func `a destination that takes a call from a flow answers`() {
        #expect(
            text([
                (0, arrival(from: nil)), (0, .answered),
                (30, .transferred(.blind, from: "accueil", to: "prestataire")),
                (30, .ended(.transferred)),
            ]).suffix(2) == ["0.030 transfer prestataire answers", "0.030 end transferred"])
    }

    @Test func `an agent who hung up has no part in a transfer that follows`() {
        #expect(
            text([
                (0, arrival(from: nil)), (0, .answered), (20, .connected(agent: "desk-1")),
                (30, .talkEnded(by: .agent)),
                (40, .transferred(.blind, from: "accueil", to: "prestataire")),
            ]).suffix(2) == ["0.030 agent desk-1 hangs up", "0.040 transfer prestataire answers"])
    }

    @Test func `waiting, hold and a callback are told`() {
        #expect(
            text([
                (0, arrival(from: nil)), (0, .answered),
                (
                    10,
                    .announced(
                        position: 2, wait: WaitBand(lower: .seconds(60), upper: .seconds(120)))
                ),
                (20, .ringNoAnswer(agent: "desk-1", reason: .timeout)),
                (30, .connected(agent: "desk-2")), (40, .holdOn), (50, .holdOff),
                (60, .callbackAccepted(queue: "level1", number: .personal("+33612345678"))),
            ]).dropFirst() == [
                "0.010 announce position 2 wait 60.000 to 120.000",
                "0.020 agent desk-1 misses timeout", "0.030 agent desk-2 answers", "0.040 hold",
                "0.050 resume", "0.060 callback level1 accepted +33612345678",
            ])
    }

    @Test func `an attempt to call somebody back begins with whom and for which queue`() {
        let attempt = CallEvent.CallbackAttempt(
            callback: CallID(rawValue: "call-0"), attempt: 1, queue: "level1", level: "level1",
            caller: CallerID(rawValue: "c"), number: .personal("+33612345678"),
            time: CivilTime(secondsSince1970: 1_795_428_000), zone: "Europe/Paris")
        #expect(
            text([
                (1_000, .callbackAttempted(attempt)), (1_500, .connected(agent: "desk-1")),
                (9_000, .callbackFailed(reason: .noAnswer, isLast: true)), (9_000, .ended(.flow)),
            ]) == [
                "call from +33612345678 to level1 at 2026-11-23 10:00:00",
                "0.500 agent desk-1 answers", "8.000 callback fails no-answer for good",
                "8.000 hang up by flow",
            ])
    }

    @Test func `an agent's shift is no transcript`() {
        let login = AgentEvent.Login(
            agent: "desk-1", phone: "anne", time: CivilTime(secondsSince1970: 1_795_428_000),
            zone: "Europe/Paris")
        #expect(text([(0, .agent(.login(login))), (0, .agent(.ready))]) == [])
    }

    @Test func `numbers are shortened for logs`() {
        #expect(
            text([(0, arrival())], numbers: .shortened) == [
                "call from +336…78 to accueil at 2026-11-23 10:00:00"
            ])
    }

    @Test func `erased texts show as an ellipsis`() {
        #expect(
            text([
                (0, arrival(from: .erased)), (0, .answered),
                (1, .promptStarted(prompt: nil, text: .erased, language: .french)),
            ]) == [
                "call from … to accueil at 2026-11-23 10:00:00", "0.001 hear \"…\"",
            ])
    }

    @Test func `a secret shows its length and its times, never its keys`() {
        let entry = KeyEntry(.secret(count: 2), pressedAt: [.milliseconds(12), .milliseconds(90)])
        #expect(
            text([(0, arrival()), (0, .answered), (100, .keys(entry))]).last
                == "0.100 press **** (2 digits, secret, at 0.012 0.090)")
    }

    @Test func `names from outside can't break a line or act on a terminal`() {
        let lines = text([
            (0, arrival()), (0, .answered),
            (0, .connected(agent: "x\nhang up by caller\u{1B}[2J\u{202E}")),
        ])
        #expect(
            lines.last
                == #"0.000 agent "x\nhang up by caller\u{1B}[2J\u{202E}" answers"#)
    }

    @Test func `records that don't begin with an arrival make no transcript`() {
        let record = JournalRecord(
            call: CallID(rawValue: "c"), number: 2, time: .zero, event: .answered)
        #expect(Transcript(records: [record]) == nil)
    }

    @Test(arguments: 0..<200)
    func `what is printed of any call is read back the same`(seed: Int) throws {
        var random = RandomTranscript(seed: UInt64(seed))
        let records = random.records(40)
        let transcript = try #require(Transcript(records: records))
        var printer = TranscriptPrinter()
        let printed = records.compactMap { printer.line(for: $0) }.map { "\($0)\n" }.joined()
        #expect(printed == transcript.text)
        let read = try Transcript(parsing: printed, file: "random.call")
        #expect(read.text == printed)
        #expect(read.lines.map(\.moment) == transcript.lines.map(\.moment))
        #expect(read.lines.map(\.time) == transcript.lines.map(\.time))
        #expect(read.header.to == transcript.header.to)
    }
}
