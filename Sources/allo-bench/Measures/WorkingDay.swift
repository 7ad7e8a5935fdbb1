import CallCentre
import Flows
import Rehearsal
import Telephony

/// Eight hours of a customer service in virtual time: a call every 20 seconds, each of another
/// kind than the one before, and beside them one caller who waits for ten minutes at a time.
struct WorkingDay {
    /// Monday 23 November 2026, ten o'clock in Paris, in milliseconds since 1970.
    static let start: Int64 = 1_795_424_400_000

    let program: FlowProgram
    let effort: Effort

    func figures() throws -> [Figure] {
        let callers = try WorkingDay.callers()
        var samples: [Double] = []
        for _ in 0..<effort.runs {
            var day = RehearsedCalls(
                callers, to: "accueil", of: program, start: WorkingDay.start)
            let start = ContinuousClock.now
            try day.run()
            samples.append((.now - start).inMillisecondsExactly)
            guard day.now >= .seconds(8 * 3_600 - 20), day.records.count > 20 * callers.count else {
                throw Problem("the day ended after \(day.now)")
            }
        }
        return [
            Figure(
                "8 h in virtual time, \(callers.count) calls", .milliseconds, samples,
                goal: .below(1_000))
        ]
    }

    private static func callers() throws -> [RehearsedCalls.Caller] {
        let kinds: [(from: String?, keys: String)] = [
            (nil, "1 20261102 2"), ("+33155667788", "0"), ("+33612345678", ""), (nil, "- 4 2"),
            ("+33698765432", "2 1357 2"), ("+33655443322", "9 3"),
        ]
        let day = 8 * 3_600
        let ordinary = try stride(from: 0, to: day, by: 20).enumerated().map { index, second in
            let kind = kinds[index % kinds.count]
            return RehearsedCalls.Caller(
                from: kind.from, script: try KeyScript(kind.keys), time: .seconds(second))
        }
        let patient = stride(from: 5, to: day, by: 660).map { second in
            RehearsedCalls.Caller(
                from: nil,
                script: KeyScript([.pressAt(.seconds(10), [.zero]), .hangUpAt(.seconds(3_600))]),
                time: .seconds(second))
        }
        return (ordinary + patient).sorted { $0.time < $1.time }
    }
}
