import Telephony
import Testing

@testable import CallLog

@Suite struct JournalErrorTests {
    @Test(arguments: [
        (JournalError.Reason.missing, "there is no such file"),
        (.locked, "another process keeps it locked"),
        (.foreign, "this file is no journal of Allo"),
        (
            .newer(found: 9, known: 1),
            "a later Allo wrote it: its schema is 9, this Allo knows up to 1"
        ),
        (
            .unreadableEvent(
                call: CallID(rawValue: "a"), number: 2,
                EventFormatError(.missing(field: "step"), kind: .stepEntered)),
            "event 2 of call a can't be understood: the event 'step-entered' lacks 'step'"
        ),
        (
            .ambiguousCall("a", [CallID(rawValue: "a1"), CallID(rawValue: "a2")]),
            "several calls' names begin with 'a': a1, a2"
        ),
    ]) func `an error is one sentence with its file`(reason: JournalError.Reason, text: String) {
        #expect(JournalError(reason, path: "/j").description == "journal /j: \(text)")
        #expect(
            JournalError(reason, path: "/j", cause: "why").description
                == "journal /j: \(text) (why)")
    }
}
