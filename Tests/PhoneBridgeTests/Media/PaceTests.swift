import Testing

@testable import PhoneBridge

@Suite struct PaceTests {
    private let tick = Pace.tick

    /// A pace as a thread has it.
    private final class Thread {
        var pace: Pace
        init(from epoch: Int64) { pace = Pace(from: epoch) }
        func take(now: Int64) -> Range<Int64> { pace.take(now: now) }
    }

    @Test func `each tick is due once, at its time`() {
        let thread = Thread(from: 1_000)
        #expect(thread.take(now: 999).isEmpty)
        #expect(thread.take(now: 1_000) == 0..<1)
        #expect(thread.take(now: 1_000).isEmpty)
        #expect(thread.pace.deadline(of: thread.pace.next) == 1_000 + tick)
        #expect(thread.take(now: 1_000 + tick) == 1..<2)
    }

    @Test func `a longer step takes several ticks at once, at whole steps`() {
        var pace = Pace(from: 0, stride: 4)
        #expect(pace.wakeTime == 0)
        let first = pace.take(now: 0)
        #expect(first == 0..<1)
        #expect(pace.wakeTime == 4 * tick)
        let second = pace.take(now: 4 * tick)
        #expect(second == 1..<5)
        #expect(pace.wakeTime == 8 * tick)
    }

    @Test func `what was late is caught up with, and moves nothing that follows`() {
        let thread = Thread(from: 0)
        #expect(thread.take(now: 7 * tick + tick / 2) == 0..<8)
        #expect(thread.pace.deadline(of: thread.pace.next) == 8 * tick)
        #expect(thread.pace.skipped == 0)
    }

    @Test func `what is later than a tenth of a second is given up`() {
        let thread = Thread(from: 0)
        _ = thread.take(now: 0)
        let due = thread.take(now: 1_000 * tick)
        #expect(due == 1..<2)
        #expect(thread.pace.skipped == 999)
        #expect(thread.pace.deadline(of: thread.pace.next) == 1_001 * tick)
    }

    @Test func `ticks with nothing to do are left out without a trace`() {
        let thread = Thread(from: 0)
        _ = thread.take(now: 0)
        thread.pace.resume(now: 5_000 * tick + 3)
        #expect(thread.take(now: 5_000 * tick + 3) == 1..<2)
        #expect(thread.pace.deadline(of: thread.pace.next) == 5_001 * tick)
        #expect(thread.pace.skipped == 0)
    }
}
