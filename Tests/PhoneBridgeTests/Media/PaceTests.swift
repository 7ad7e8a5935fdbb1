import Testing

@testable import PhoneBridge

@Suite struct PaceTests {
    private let tick = Pace.tick

    @Test func `each tick is due once, at its time`() {
        var pace = Pace(from: 1_000)
        #expect(pace.take(now: 999).isEmpty)
        #expect(pace.take(now: 1_000) == 0..<1)
        #expect(pace.take(now: 1_000).isEmpty)
        #expect(pace.deadline(of: pace.next) == 1_000 + tick)
        #expect(pace.take(now: 1_000 + tick) == 1..<2)
    }

    @Test func `what was late is caught up with, and moves nothing that follows`() {
        var pace = Pace(from: 0)
        #expect(pace.take(now: 7 * tick + tick / 2) == 0..<8)
        #expect(pace.deadline(of: pace.next) == 8 * tick)
        #expect(pace.skipped == 0)
    }

    @Test func `what is later than a tenth of a second is given up`() {
        var pace = Pace(from: 0)
        _ = pace.take(now: 0)
        let due = pace.take(now: 1_000 * tick)
        #expect(due == 1..<2)
        #expect(pace.skipped == 999)
        #expect(pace.deadline(of: pace.next) == 1_001 * tick)
    }

    @Test func `ticks with nothing to do are left out without a trace`() {
        var pace = Pace(from: 0)
        _ = pace.take(now: 0)
        pace.resume(now: 5_000 * tick + 3)
        #expect(pace.take(now: 5_000 * tick + 3) == 1..<2)
        #expect(pace.deadline(of: pace.next) == 5_001 * tick)
        #expect(pace.skipped == 0)
    }
}
