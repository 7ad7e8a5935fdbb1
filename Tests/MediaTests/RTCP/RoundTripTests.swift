import TestSupport
import Testing

@testable import Media

@Suite struct RoundTripTests {
    @Test func `a time is counted from 1900 with its parts behind the point`() {
        let time = NTPTimestamp(sinceUnixEpoch: .milliseconds(1_500))
        #expect(time.bits == UInt64(2_208_988_801) << 32 + 0x8000_0000)
        #expect(time.middle == UInt32(truncatingIfNeeded: 2_208_988_801 << 16) + 0x8000)
        // 2036-02-07 06:28:16 UTC: the seconds wrap around.
        #expect(NTPTimestamp(sinceUnixEpoch: .seconds(2_085_978_496)).bits == 0)
    }

    private func report(last: UInt32, delay: UInt32) -> ReceptionReport {
        ReceptionReport(
            source: 1, fractionLost: 0, lost: 0, highestSequence: 0, jitter: 0,
            lastSenderReport: last, delaySinceSenderReport: delay)
    }

    @Test func `the way there and back is what is left of the time between`() {
        // The example of RFC 3550 §6.4.1, figure 2.
        let arrival = NTPTimestamp(bits: 0xB710_8000 << 16)
        let trip = report(last: 0xB705_2000, delay: 0x0005_4000).roundTrip(arrival: arrival)
        #expect(trip == .milliseconds(6_125))
    }

    @Test func `there is none before our first report, nor where clocks disagree`() {
        let arrival = NTPTimestamp(bits: 0x0001_0000 << 16)
        #expect(report(last: 0, delay: 0).roundTrip(arrival: arrival) == nil)
        #expect(report(last: 0x0001_0000, delay: 1).roundTrip(arrival: arrival) == nil)
    }

    @Test func `reports are due about every five seconds, the first sooner`() {
        var chance = SeededGenerator(seed: 9)
        var schedule = ControlSchedule(now: .seconds(100), using: &chance)
        let first = schedule.deadline - .seconds(100)
        #expect(first > .seconds(1) && first < .seconds(3.1))
        let early = schedule.isDue(now: schedule.deadline - .milliseconds(1), using: &chance)
        #expect(!early)
        var total = Duration.zero
        for _ in 0..<1_000 {
            let now = schedule.deadline
            let due = schedule.isDue(now: now, using: &chance)
            #expect(due)
            let pause = schedule.deadline - now
            #expect(pause > .seconds(2) && pause < .seconds(6.2))
            total += pause
        }
        #expect(total / 1_000 > .seconds(3.9) && total / 1_000 < .seconds(4.3))
    }
}
