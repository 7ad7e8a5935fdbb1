import TestSupport
import Testing

@testable import SIP

@Suite struct TimerQueueTests {
    @Test func `timers come out in the order of their deadlines, equal ones in that of setting`() {
        var timers = TimerQueue<String>()
        timers.set("late", at: .seconds(3))
        timers.set("first", at: .seconds(1))
        timers.set("second", at: .seconds(1))
        #expect(timers.nextDeadline == .seconds(1))
        #expect(timers.popDue(.milliseconds(999)) == nil)
        #expect(drain(&timers, .seconds(3)) == ["first", "second", "late"])
        #expect(timers.isEmpty)
        #expect(timers.nextDeadline == nil)
    }

    @Test func `a timer that is set again fires once, at its new deadline`() {
        var timers = TimerQueue<String>()
        timers.set("a", at: .seconds(1))
        timers.set("a", at: .seconds(2))
        #expect(timers.count == 1)
        #expect(timers.nextDeadline == .seconds(2))
        #expect(drain(&timers, .seconds(1)) == [])
        #expect(drain(&timers, .seconds(5)) == ["a"])
    }

    @Test func `a cancelled timer never fires, and no deadline is left of it`() {
        var timers = TimerQueue<String>()
        timers.set("a", at: .seconds(1))
        timers.set("b", at: .seconds(2))
        timers.cancel("a")
        timers.cancel("unknown")
        #expect(!timers.contains("a"))
        #expect(timers.nextDeadline == .seconds(2))
        #expect(drain(&timers, .seconds(9)) == ["b"])
    }

    @Test func `timers set and cancelled without end take no more room than the live ones`() {
        var timers = TimerQueue<Int>()
        for name in 0..<10 { timers.set(name, at: .seconds(1)) }
        for round in 0..<10_000 {
            timers.set(100, at: .seconds(2 + round))
            timers.set(101, at: .seconds(20_000 + round))
            timers.cancel(100)
        }
        #expect(timers.count == 11)
        #expect(timers.storedCount <= 2 * 11 + 64)
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `a thousand random steps agree with a plain list`(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        var timers = TimerQueue<Int>()
        var list: [(name: Int, deadline: Duration)] = []
        var now = Duration.zero
        for _ in 0..<1000 {
            let name = Int.random(in: 0..<40, using: &chance)
            switch Int.random(in: 0..<4, using: &chance) {
            case 0, 1:
                let deadline = now + .milliseconds(Int.random(in: 0..<500, using: &chance))
                timers.set(name, at: deadline)
                list.removeAll { $0.name == name }
                list.append((name, deadline))
            case 2:
                timers.cancel(name)
                list.removeAll { $0.name == name }
            default:
                now += .milliseconds(Int.random(in: 0..<100, using: &chance))
                let due = list.enumerated().filter { $0.element.deadline <= now }.sorted {
                    ($0.element.deadline, $0.offset) < ($1.element.deadline, $1.offset)
                }
                list.removeAll { $0.deadline <= now }
                #expect(drain(&timers, now) == due.map(\.element.name))
            }
            #expect(timers.count == list.count)
            #expect(timers.nextDeadline == list.map(\.deadline).min())
        }
    }

    private func drain<Name>(_ timers: inout TimerQueue<Name>, _ now: Duration) -> [Name] {
        var names: [Name] = []
        while let name = timers.popDue(now) { names.append(name) }
        return names
    }
}
