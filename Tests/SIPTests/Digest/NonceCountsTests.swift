import Testing

@testable import SIP

@Suite struct NonceCountsTests {
    @Test func `memory is bounded and what is forgotten is not accepted again`() {
        var counts = NonceCounts(capacity: 3)
        for second in 1...5 {
            let time = Duration.seconds(second)
            let isNew = counts.take("n\(second)", 1, issued: time, now: .seconds(5))
            #expect(isNew)
        }
        #expect(counts.count == 3)
        for second in 1...5 {
            let isNew = counts.take("n\(second)", 1, issued: .seconds(second), now: .seconds(5))
            #expect(!isNew)
        }
    }

    @Test func `what is too old is forgotten`() {
        var counts = NonceCounts()
        for second in 0..<100 {
            _ = counts.take("n\(second)", 1, issued: .seconds(second), now: .seconds(second))
        }
        #expect(counts.count == 60)
    }
}
