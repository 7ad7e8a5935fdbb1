import CallCentre
import Flows
import Rehearsal
import Telephony
import Transcripts

/// How many whole calls a second can be rehearsed against their transcripts, without sound.
struct RehearsalSpeed {
    let program: FlowProgram
    let effort: Effort

    func figures() throws -> [Figure] {
        let records = try RehearsalSpeed.orderCall(program)
        guard let recorded = Transcript(records: records) else {
            throw Problem("a call has no transcript")
        }
        let transcript = try Transcript(parsing: recorded.text, file: "order.call")
        let rates = try effort.rates {
            for _ in 0..<100 {
                var test = try TranscriptTest(
                    transcript, name: "order.call", program: program)
                while test.resume() != nil {}
                guard test.result?.hasPassed == true else {
                    throw Problem("the rehearsed call fails: \(test.result.map { "\($0)" } ?? "")")
                }
            }
            return 100
        }
        return [
            Figure(
                "calls rehearsed (\(transcript.lines.count) lines each) on one core",
                .perSecond, rates, goal: .atLeast(5_000))
        ]
    }

    /// The records of a call about an order: menu, eight keys, look-up, what it says, the end.
    static func orderCall(_ program: FlowProgram) throws -> [JournalRecord] {
        let caller = RehearsedCalls.Caller(
            from: "+33155667788", script: try KeyScript("1 20261102 2"), time: .zero)
        var calls = RehearsedCalls(
            [caller], to: "accueil", of: program, start: WorkingDay.start)
        try calls.run()
        return calls.records
    }
}
