import Testing

@testable import Media

@Suite struct RTPRelayTests {
    private var sender = RTPSender(source: 1, sequence: 65_534, timestamp: 1_000)
    private var relay = RTPRelay()

    private mutating func pass(
        _ sequence: UInt16, _ timestamp: UInt32, source: UInt32 = 9, samples: UInt32 = 160
    ) -> RTPHeader {
        relay.header(
            for: RTPHeader(
                payloadType: 8, sequence: sequence, timestamp: timestamp, source: source),
            payloadType: 0, byteCount: 160, samples: samples, by: &sender)
    }

    @Test mutating func `numbers go on from those of the stream, and keep their distances`() {
        let first = pass(10, 5_000)
        // One is lost before the bridge, and two overtake each other.
        let third = pass(12, 5_320)
        let fifth = pass(14, 5_640)
        let fourth = pass(13, 5_480)
        #expect(first.sequence == 65_534)
        #expect(first.timestamp == 1_000)
        #expect(first.marker)
        #expect(first.source == 1)
        #expect(first.payloadType == 0)
        #expect([third, fifth, fourth].map(\.sequence) == [0, 2, 1])
        #expect([third, fifth, fourth].map(\.timestamp) == [1_320, 1_640, 1_480])
        #expect(!third.marker)
    }

    @Test mutating func `what the stream sends itself follows the furthest packet`() {
        _ = pass(10, 5_000)
        _ = pass(12, 5_320)
        _ = pass(11, 5_160)
        let own = sender.next(payloadType: 0, byteCount: 160, samples: 160)
        #expect(own.sequence == 1)
        #expect(own.timestamp == 1_480)
    }

    @Test mutating func `another source, a far jump and an interruption begin anew`() {
        _ = pass(10, 5_000)
        let other = pass(40_000, 77, source: 8)
        #expect(other.sequence == 65_535)
        #expect(other.marker)
        let jump = pass(50_000, 1_000_000, source: 8)
        #expect(jump.sequence == 0)
        #expect(jump.marker)
        relay.interrupt()
        let after = pass(50_005, 1_000_800, source: 8)
        #expect(after.sequence == 1)
        #expect(after.timestamp == jump.timestamp + 160)
        #expect(after.marker)
    }

    @Test mutating func `a telephone event takes no time of the stream`() {
        _ = pass(10, 5_000)
        let event = pass(11, 5_160, samples: 0)
        #expect(event.timestamp == 1_160)
        #expect(sender.timestamp == 1_160)
    }
}
