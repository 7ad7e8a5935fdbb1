import Testing

@testable import PhoneBridge

@Suite struct CongestionTests {
    @Test func `a burst is no congestion`() {
        var congestion = Congestion()
        congestion.note(isAll: false, now: .milliseconds(0))
        congestion.note(isAll: false, now: .milliseconds(90))
        #expect(!congestion.isStanding(at: .milliseconds(100)))
        congestion.note(isAll: true, now: .milliseconds(100))
        #expect(!congestion.isStanding(at: .seconds(10)))
    }

    @Test func `a queue that is never empty stands after a tenth of a second`() {
        var congestion = Congestion()
        for moment in stride(from: 5, through: 95, by: 10) {
            congestion.note(isAll: false, now: .milliseconds(moment))
        }
        #expect(!congestion.isStanding(at: .milliseconds(105)))
        #expect(congestion.isStanding(at: .milliseconds(106)))
    }

    @Test func `a queue that was empty once begins anew`() {
        var congestion = Congestion()
        congestion.note(isAll: false, now: .zero)
        #expect(congestion.isStanding(at: .seconds(1)))
        congestion.note(isAll: true, now: .seconds(1))
        congestion.note(isAll: false, now: .seconds(1))
        #expect(!congestion.isStanding(at: .milliseconds(1_100)))
        #expect(congestion.isStanding(at: .milliseconds(1_101)))
    }
}
