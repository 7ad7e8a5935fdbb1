import Testing

@testable import allo

@Suite struct SoundWatchTests {
    private let begin = ContinuousClock.now

    @Test func `sound begins first of all, and after a silence`() {
        var watch = SoundWatch()
        // 400 ms of silence, 200 ms of sound with a short pause, 400 ms of silence, sound.
        let sounds = (0..<60).filter { packet in
            let isSound = (20..<30).contains(packet) && packet != 25 || packet >= 50
            return watch.take(isSilent: !isSound, arrival: begin + .milliseconds(packet * 20))
        }
        #expect(sounds == [20, 50])
    }

    @Test func `it is silent before any sound and some time after`() {
        var watch = SoundWatch(silence: .milliseconds(300))
        #expect(watch.isSilent(at: begin))
        #expect(!watch.hasHeard)
        _ = watch.take(isSilent: false, arrival: begin)
        #expect(watch.hasHeard)
        #expect(!watch.isSilent(at: begin + .milliseconds(299)))
        #expect(watch.isSilent(at: begin + .milliseconds(300)))
    }
}

@Suite struct ArrivalPlanTests {
    @Test func `calls come evenly, each reckoned from the beginning`() {
        let plan = ArrivalPlan(calls: 1_000, rate: 30)
        #expect(plan.time(of: 0) == .zero)
        #expect(plan.time(of: 30) == .seconds(1))
        #expect(plan.time(of: 999) == .milliseconds(33_300))
        #expect(plan.length == .milliseconds(33_300))
        #expect(plan.time(of: 1) == .nanoseconds(33_333_333))
    }

    @Test func `the most calls at the lowest rate have their times`() {
        let plan = ArrivalPlan(calls: 1_000_000, rate: 0.001)
        #expect(plan.length == .seconds(999_999_000))
    }
}
