import Testing

@testable import SIP

@Suite struct TokenBucketTests {
    @Test func `a bucket is empty after its burst and fills at its rate`() {
        let rate = TokenBucket.Rate(perSecond: 10, burst: 3)
        var bucket = TokenBucket()
        for _ in 0..<3 { #expect(bucket.take(at: rate, now: .seconds(5)) == nil) }
        #expect(bucket.take(at: rate, now: .seconds(5)) == .milliseconds(100))
        #expect(bucket.take(at: rate, now: .milliseconds(5040)) == .milliseconds(60))
        #expect(bucket.take(at: rate, now: .milliseconds(5100)) == nil)
        #expect(bucket.take(at: rate, now: .milliseconds(5100)) == .milliseconds(100))
        for _ in 0..<3 { #expect(bucket.take(at: rate, now: .seconds(60)) == nil) }
        #expect(bucket.take(at: rate, now: .seconds(60)) == .milliseconds(100))
    }

    @Test func `what is refused takes nothing, and more than the burst is never granted`() {
        let rate = TokenBucket.Rate(perSecond: 1, burst: 5)
        var bucket = TokenBucket()
        #expect(bucket.take(6, at: rate, now: .zero) == .seconds(1))
        #expect(bucket.take(6, at: rate, now: .seconds(99)) != nil)
        #expect(bucket.take(5, at: rate, now: .seconds(99)) == nil)
    }
}
