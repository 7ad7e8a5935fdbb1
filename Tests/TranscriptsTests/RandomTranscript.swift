import TestSupport
import Telephony
import Transcripts

/// Makes up events and transcripts, with names that are out to break the format.
struct RandomTranscript {
    var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    private static let words = [
        "accueil", "menu-1", "", " ", "a b", "\"", "\\", "\n", "é", "naïve", "#", "...", "…", "/",
        "a/b", "x=y", "\u{202E}evil", "\u{1B}[31m", "withheld", "from", "to", "at", "position",
        "segment", "secret", "(at", "12", "1.5", "\u{2028}", "日本", "e\u{301}", "\u{0}", "\r\n",
        "attended", "hangs", "up", "fails", "for", "good", "accepted", "wait", "over", ",", ")",
        "+33612345678", "👩‍👩‍👧", "sip:a@b", "\u{FEFF}",
    ]

    mutating func word() -> String {
        let count = Int.random(in: 1...2, using: &generator)
        return (0..<count).map { _ in Self.words.randomElement(using: &generator) ?? "" }.joined()
    }

    mutating func optionalWord() -> String? { Bool.random(using: &generator) ? word() : nil }

    mutating func time() -> Duration {
        .milliseconds(Int.random(in: 0...100_000_000, using: &generator))
    }

    mutating func pick<Choice: CaseIterable>(_ type: Choice.Type) -> Choice {
        let all = Array(Choice.allCases)
        return all[Int.random(in: 0..<all.count, using: &generator)]
    }

    mutating func digits() -> [Digit] {
        (0..<Int.random(in: 1...6, using: &generator)).map { _ in pick(Digit.self) }
    }

    mutating func times(_ count: Int) -> [Duration] {
        Bool.random(using: &generator) ? [] : (0..<count).map { _ in time() }
    }

    mutating func keyEntry() -> KeyEntry {
        let digits = digits()
        let times = times(digits.count)
        return Bool.random(using: &generator)
            ? KeyEntry(.digits(digits), pressedAt: times)
            : KeyEntry(.secret(count: digits.count), pressedAt: times)
    }

    mutating func text() -> LoggedText {
        switch Int.random(in: 0...3, using: &generator) {
        case 0: .common(word())
        case 1: .personal(word())
        case 2: .reference(3)
        default: .erased
        }
    }

    mutating func fields() -> [CallEvent.Field] {
        (0..<Int.random(in: 0...3, using: &generator)).map { _ in
            CallEvent.Field(name: word(), value: text())
        }
    }

    mutating func arrival() -> CallEvent {
        let from: [LoggedText?] = [nil, .personal("+33612345678"), .erased, .personal(word())]
        return .arrived(
            CallEvent.Arrival(
                caller: CallerID(rawValue: "caller-1"),
                from: from.randomElement(using: &generator) ?? nil, to: word(), flow: "accueil",
                version: "0123456789ab", language: .french,
                time: CivilTime(
                    secondsSince1970: Int.random(in: 0...4_000_000_000, using: &generator)),
                zone: "Europe/Paris"))
    }

    mutating func attempt() -> CallEvent.CallbackAttempt {
        CallEvent.CallbackAttempt(
            callback: CallID(rawValue: "call-0"), attempt: 2, queue: word(), level: word(),
            caller: CallerID(rawValue: "caller-1"), number: text(),
            time: CivilTime(secondsSince1970: 1_795_428_000), zone: "Europe/Paris")
    }

    mutating func optionalCount() -> Int? {
        Bool.random(using: &generator) ? Int.random(in: 1...999, using: &generator) : nil
    }

    mutating func waitBand() -> WaitBand? {
        let lower = time()
        let bands = [
            nil, WaitBand(lower: lower, upper: nil),
            WaitBand(lower: lower, upper: lower + time()),
        ]
        return bands.randomElement(using: &generator) ?? nil
    }

    mutating func event() -> CallEvent {
        switch Int.random(in: 0...33, using: &generator) {
        case 0: .stepEntered(flow: word(), step: word())
        case 1: .promptStarted(prompt: optionalWord(), text: text(), language: .french)
        case 2: .promptEnded(prompt: optionalWord(), cut: true)
        case 3: .keys(keyEntry())
        case 4: .noInput(count: 1)
        case 5: .noMatch(keyEntry(), count: 2)
        case 6: .identified(customer: text(), segment: optionalWord())
        case 7: .motive(word())
        case 8: .selfServiceDone(word())
        case 9: .lookedUp(directory: word(), pick(CallEvent.Outcome.self), values: fields())
        case 10: .requested(endpoint: word(), pick(CallEvent.Outcome.self), values: fields())
        case 11: .compared(condition: word(), outcome: Bool.random(using: &generator))
        case 12: .consent(kind: word(), given: Bool.random(using: &generator))
        case 13: .recordingStarted(name: word())
        case 14: .recordingEnded(name: word(), length: time())
        case 15: .enqueued(queue: word(), level: word(), position: 3)
        case 16: .offered(agent: word())
        case 17: .connected(agent: word())
        case 18: .flowedOut(queue: word(), reason: pick(CallEvent.FlowOutReason.self))
        case 19: .abandoned(queue: word())
        case 20: .transferred(pick(CallEvent.TransferKind.self), from: word(), to: word())
        case 21: .transferFailed(to: word(), reason: word())
        case 22: .talkEnded(by: pick(CallEvent.Party.self))
        case 23: .survey(question: word(), answer: text())
        case 24: .flowFailed(step: word(), reason: word())
        case 25: .ringNoAnswer(agent: word(), reason: pick(CallEvent.NoAnswerReason.self))
        case 26: .holdOn
        case 27: .holdOff
        case 28: .announced(position: optionalCount(), wait: waitBand())
        case 29: .callbackAccepted(queue: word(), number: text())
        case 30: .callbackAttempted(attempt())
        case 31: .callbackConnected(agent: word())
        case 32:
            .callbackFailed(
                reason: pick(CallEvent.CallbackFailure.self),
                isLast: Bool.random(using: &generator))
        default: .ended(pick(CallEvent.EndReason.self))
        }
    }

    /// The records of one call, their times in order.
    mutating func records(_ count: Int) -> [JournalRecord] {
        let call = CallID(rawValue: "call-1")
        var now = time()
        var records: [JournalRecord] = []
        for event in [arrival(), .answered] + (0..<count).map({ _ in event() }) {
            records.append(
                JournalRecord(call: call, number: records.count + 1, time: now, event: event))
            now += .milliseconds(Int.random(in: 0...5_000, using: &generator))
        }
        return records
    }
}
