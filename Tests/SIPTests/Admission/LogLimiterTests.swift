import Telephony
import Testing

@testable import SIP

@Suite struct LogLimiterTests {
    @Test func `one line a minute for each kind and source, with the number held back`() {
        var limiter = LogLimiter<Gate.Reason>()
        let source = IPAddress.v4(1)
        #expect(limiter.decide(.flood, from: source, now: .zero) == .write(heldBack: 0))
        for second in 1...59 {
            #expect(limiter.decide(.flood, from: source, now: .seconds(second)) == .hold)
        }
        #expect(limiter.decide(.banned, from: source, now: .seconds(59)) == .write(heldBack: 0))
        #expect(limiter.decide(.flood, from: .v4(2), now: .seconds(59)) == .write(heldBack: 0))
        #expect(limiter.decide(.flood, from: nil, now: .seconds(59)) == .write(heldBack: 0))
        #expect(limiter.decide(.flood, from: source, now: .seconds(60)) == .write(heldBack: 59))
        #expect(limiter.decide(.flood, from: source, now: .seconds(61)) == .hold)
    }

    @Test func `a million sources write no more than the ceiling`() {
        var limiter = LogLimiter<Gate.Reason>(capacity: 16, linesPerMinute: 10)
        var written = 0
        for source in 0..<100_000 as Range<UInt32> {
            if case .write = limiter.decide(.stranger, from: .v4(source), now: .zero) {
                written += 1
            }
        }
        #expect(written == 10)
        #expect(limiter.decide(.stranger, from: .v4(1), now: .seconds(7)) != .hold)
    }
}
