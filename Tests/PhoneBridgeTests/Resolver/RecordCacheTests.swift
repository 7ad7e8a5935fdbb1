import Telephony
import Testing

@testable import PhoneBridge

@Suite struct RecordCacheTests {
    private let key = RecordCache.Key(kind: .version4, name: "a.test")

    @Test func `records are there until the first has lived its time`() {
        var cache = RecordCache()
        let records: [DNSRecord] = [
            .fixture("a.test", .address(.loopback), lifetime: 100),
            .fixture("a.test", .address(.loopback), lifetime: 30),
        ]
        cache.keep(records, for: key, now: .seconds(10))
        #expect(cache.records(key, now: .seconds(39)) == records)
        #expect(cache.records(key, now: .seconds(40)) == nil)
    }

    @Test func `an empty answer is kept for a short time`() {
        var cache = RecordCache()
        cache.keep([], for: key, now: .zero)
        #expect(cache.records(key, now: .seconds(4)) == [])
        #expect(cache.records(key, now: .seconds(5)) == nil)
    }

    @Test func `it holds no more than its capacity`() {
        var cache = RecordCache()
        for number in 0..<3_000 {
            let key = RecordCache.Key(kind: .version4, name: "\(number).test")
            cache.keep([], for: key, now: .milliseconds(number))
        }
        let kept = (0..<3_000).filter { number in
            cache.records(
                RecordCache.Key(kind: .version4, name: "\(number).test"), now: .seconds(3)) != nil
        }
        #expect(kept.count <= RecordCache.capacity)
        #expect(kept.contains(2_999))
    }
}
