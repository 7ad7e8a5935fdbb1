import Flows
import Testing

@testable import CallCentre

@Suite struct TimerRunsTests {
    @Test(arguments: CallTimer.allCases)
    func `only the last run that was not cancelled comes to its end, once`(timer: CallTimer) {
        var timers = TimerRuns()
        let first = timers.start(timer)
        let second = timers.start(timer)
        let ends = [first, second, second].map { timers.end(timer, run: $0) }
        #expect(ends == [false, true, false])

        let third = timers.start(timer)
        timers.cancel(timer)
        let hasEnded = timers.end(timer, run: third)
        #expect(!hasEnded)
    }

    @Test func `timers of other names run on`() {
        var timers = TimerRuns()
        let noInput = timers.start(.noInput)
        _ = timers.start(.maximumWait)
        timers.cancel(.maximumWait)
        let hasEnded = timers.end(.noInput, run: noInput)
        #expect(hasEnded)
    }
}
