import Testing

@testable import PhoneBridge

@Suite struct CongestionTests {
    @Test func `a burst is no congestion`() {
        let congestion = afterLooks(from: 0, through: 100)
        #expect(!congestion.isStanding(at: .milliseconds(101)))
    }

    @Test func `a queue that is never short stands after a tenth of a second`() {
        let congestion = afterLooks(from: 0, through: 110)
        #expect(congestion.isStanding(at: .milliseconds(111)))
    }

    @Test func `a queue that was short once begins anew`() {
        var congestion = afterLooks(from: 0, through: 110)
        congestion.note(waiting: Congestion.short, now: .milliseconds(120))
        #expect(!congestion.isStanding(at: .milliseconds(120)))
        congestion.note(waiting: Congestion.short + 1, now: .milliseconds(121))
        #expect(!congestion.isStanding(at: .milliseconds(122)))
    }

    @Test func `the message after a pause finds no congestion`() {
        let congestion = afterLooks(from: 0, through: 110)
        #expect(congestion.isStanding(at: .milliseconds(160)))
        #expect(!congestion.isStanding(at: .milliseconds(161)))
    }

    @Test func `who was kept from running begins anew`() {
        var congestion = afterLooks(from: 0, through: 110)
        congestion.note(waiting: Congestion.short + 1, now: .milliseconds(600))
        #expect(!congestion.isStanding(at: .milliseconds(601)))
    }

    /// After looks that left much waiting, every 10 ms.
    private func afterLooks(from first: Int, through last: Int) -> Congestion {
        var congestion = Congestion()
        for moment in stride(from: first, through: last, by: 10) {
            congestion.note(waiting: Congestion.short + 1, now: .milliseconds(moment))
        }
        return congestion
    }
}
