import Telephony
import TestSupport
import Testing

@testable import CallLog

@Suite struct QuickReadingTests {
    private func read(_ kind: EventKind, _ json: String) -> CallEvent? {
        var reading = QuickReading()
        let bytes = Array(json.utf8)
        return reading.read(kind, bytes.span)
    }

    @Test(arguments: EventKind.allCases)
    func `what is read quickly is what is read the long way`(kind: EventKind) throws {
        for (_, json) in samples(of: kind) {
            guard let event = read(kind, json) else { continue }
            #expect(try event == CallEvent(json: json))
        }
    }

    @Test func `the events of most calls are read quickly`() throws {
        var slow: Set<EventKind> = []
        for record in RandomCentre.records(seed: 1, calls: 100) {
            let event = PersonalParts.separated(from: record.event).event
            guard let quick = read(event.kind, event.json) else {
                slow.insert(event.kind)
                continue
            }
            #expect(quick == event)
        }
        #expect(
            slow == [
                .promptStarted, .agentLogin, .agentAway, .agentLogout, .announced, .flowedOut,
                .transferred, .ringNoAnswer, .callbackAccepted, .callbackAttempted,
                .callbackConnected, .callbackFailed, .writtenReceived, .writtenGiven,
                .writtenPaused, .writtenResumed, .writtenReturned, .writtenAnswered,
                .writtenDropped,
            ])
    }

    @Test(arguments: [
        "", "{", "{}", "[]", #"{"kind":"offered"}"#, #"{"agent":"a\"b","kind":"offered"}"#,
        #"{"agent":7,"kind":"offered"}"#, #"{"agent":"a" ,"kind":"offered"}"#,
        #"{"agent":"a""kind":"offered"}"#, #"{"agent":"a","kind":"offered""#, #"{"agent""#,
        #"{"agent":}"#, #"{"agent":"a"#, "{\"agent\":\"\u{1}",
    ]) func `what is written otherwise is left to the long way`(json: String) {
        #expect(read(.offered, json) == nil)
    }

    @Test func `a rank that is no short number is left to the long way`() throws {
        let json = #"{"kind":"enqueued","level":"l","position":2,"queue":"q","rank":-1}"#
        #expect(read(.enqueued, json) == nil)
        #expect(
            try CallEvent(json: json) == .enqueued(queue: "q", level: "l", position: 2, rank: -1))
    }

    @Test(arguments: 0..<200)
    func `damaged text never traps`(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        for kind in EventKind.allCases {
            for (_, json) in samples(of: kind) {
                var bytes = Array(json.utf8)
                for _ in 0..<3 where !bytes.isEmpty {
                    let place = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0...2, using: &random) {
                    case 0: bytes.remove(at: place)
                    case 1: bytes[place] = UInt8.random(in: 0...255, using: &random)
                    default: bytes.removeLast(bytes.count - place)
                    }
                }
                var reading = QuickReading()
                _ = reading.read(kind, bytes.span)
            }
        }
    }
}
