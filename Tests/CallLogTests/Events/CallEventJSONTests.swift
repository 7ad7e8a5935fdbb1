import CallLog
import Telephony
import Testing

@Suite struct CallEventJSONTests {
    @Test(arguments: EventKind.allCases)
    func `an event of every kind is written as agreed and read back`(kind: EventKind) throws {
        let samples = samples(of: kind)
        #expect(!samples.isEmpty)
        for (event, json) in samples {
            #expect(event.kind == kind)
            #expect(event.json == json)
            #expect(try CallEvent(json: json) == event)
        }
    }

    @Test(arguments: [
        (#"{"kind":"teleported"}"#, EventFormatError.Reason.unknownKind("teleported")),
        (#"{"step":"menu"}"#, .missing(field: "kind")),
        (#"{"kind":7}"#, .wrongValue(field: "kind")),
        (#"{"flow":"a","kind":"step-entered"}"#, .missing(field: "step")),
        (#"{"kind":"answered","by":"me"}"#, .unknown(field: "by")),
        (#"{"kind":"no-input","count":1.5}"#, .wrongValue(field: "count")),
        (#"{"kind":"no-input","count":99999999999999999999}"#, .wrongValue(field: "count")),
        (#"{"kind":"ended","reason":"boredom"}"#, .wrongValue(field: "reason")),
        (#"{"kind":"keys","digits":"1x"}"#, .wrongValue(field: "digits")),
        (#"{"kind":"keys","digits":"1","secret":1}"#, .unknown(field: "digits")),
        (
            #"{"kind":"keys","digits":"1","pressed-at-ms":["1"]}"#,
            .wrongValue(field: "pressed-at-ms")
        ),
        (#"{"kind":"survey","question":"q","answer":{"who":"x"}}"#, .wrongValue(field: "answer")),
        (
            #"{"kind":"survey","question":"q","answer":{"erased":false}}"#,
            .wrongValue(field: "answer")
        ),
        ("[]", .notJSON("it is no object")),
        ("{", .notJSON("the JSON ends too early, at byte 1")),
    ]) func `what is no event is refused by name`(
        json: String, reason: EventFormatError.Reason
    ) {
        let error = #expect(throws: EventFormatError.self) { try CallEvent(json: json) }
        #expect(error?.reason == reason)
    }

    @Test func `shortening hides who somebody is and nothing else`() {
        let arrival = CallEvent.arrival(from: "+33612345678").shortened
        #expect(arrival == .arrival(from: "+336…78"))
        let spoken = CallEvent.promptStarted(
            prompt: "solde", text: .personal("Bonjour Durand"), language: .french)
        #expect(
            spoken.shortened
                == .promptStarted(prompt: "solde", text: .personal("…"), language: .french))
        let balance = CallEvent.survey(question: "solde", answer: .personal("12"))
        #expect(balance.shortened == .survey(question: "solde", answer: .personal("…")))
        let number = CallEvent.keys(KeyEntry(.digits([.one, .two]), isPersonal: true))
        #expect(number.shortened == .keys(KeyEntry(.secret(count: 2))))
        let choice = CallEvent.keys(KeyEntry(.digits([.one])))
        #expect(choice.shortened == choice)
    }
}
