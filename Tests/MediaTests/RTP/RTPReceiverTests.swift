import Telephony
import Testing

@testable import Media

@Suite struct RTPReceiverTests {
    private let peer = IPEndpoint(.loopback, port: 4_000)

    private func take(
        _ receiver: inout RTPReceiver, _ sequences: some Sequence<Int>, source: UInt32 = 1,
        spacing: (Int) -> Duration = { .milliseconds(20) * $0 }
    ) {
        for number in sequences {
            _ = receiver.receive(
                RTPHeader(
                    payloadType: 8, sequence: UInt16(truncatingIfNeeded: number),
                    timestamp: UInt32(truncatingIfNeeded: number * 160), source: source),
                from: peer, now: spacing(number))
        }
    }

    @Test func `packets that come evenly have neither loss nor jitter`() {
        var receiver = RTPReceiver(from: peer)
        take(&receiver, 65_500...65_600)
        #expect(receiver.statistics.received == 101)
        #expect(receiver.statistics.lost == 0)
        #expect(receiver.statistics.jitter == 0)
        #expect(receiver.source == 1)
        #expect(receiver.lastHeard == .milliseconds(20 * 65_600))
    }

    @Test func `lost packets are counted once later ones come`() {
        var receiver = RTPReceiver(from: peer)
        take(&receiver, (0..<100).filter { $0 % 10 != 5 })
        #expect(receiver.statistics.lost == 10)
        #expect(receiver.statistics.received == 90)
    }

    @Test func `overtaken packets are not lost, and those that come twice count against losses`() {
        var receiver = RTPReceiver(from: peer)
        take(&receiver, [1, 2, 4, 3, 5, 5, 6])
        #expect(receiver.statistics.lost == -1)
        #expect(receiver.statistics.overtaken == 2)
    }

    @Test func `jitter goes a sixteenth of the way to each deviation`() {
        var receiver = RTPReceiver(from: peer)
        // Every other packet 10 ms late: each deviates by 80 samples.
        take(&receiver, 0..<500) { .milliseconds(20 * $0 + ($0 % 2) * 10) }
        #expect((79...80).contains(receiver.statistics.jitter))
    }

    @Test func `packets without a time of their own leave jitter alone`() {
        var receiver = RTPReceiver(from: peer)
        for number in 0..<50 {
            _ = receiver.receive(
                RTPHeader(
                    payloadType: 101, sequence: UInt16(number), timestamp: 0, source: 1),
                from: peer, now: .milliseconds(20 * number), isTimed: false)
        }
        #expect(receiver.statistics.jitter == 0)
        #expect(receiver.statistics.received == 50)
    }

    @Test func `a sender that begins anew is followed with its second packet`() {
        var receiver = RTPReceiver(from: peer)
        take(&receiver, 0..<10)
        take(&receiver, 30_000..<30_010)
        #expect(receiver.statistics.restarts == 1)
        #expect(receiver.statistics.lost == 0)
        #expect(receiver.statistics.received == 19)
    }

    @Test func `a single number far off changes nothing`() {
        var receiver = RTPReceiver(from: peer)
        take(&receiver, [1, 2, 20_000, 3, 4])
        #expect(receiver.statistics.restarts == 0)
        #expect(receiver.statistics.received == 4)
    }

    @Test func `another source of the same party takes over with its second packet`() {
        var receiver = RTPReceiver(from: peer)
        take(&receiver, 0..<10)
        take(&receiver, [500], source: 2)
        #expect(receiver.source == 1)
        take(&receiver, 501..<510, source: 2)
        #expect(receiver.source == 2)
        #expect(receiver.statistics.restarts == 1)
        #expect(receiver.statistics.received == 19)
    }

    @Test func `strangers are counted, and nothing of theirs`() {
        var receiver = RTPReceiver(from: peer)
        take(&receiver, 0..<10)
        let verdict = receiver.receive(
            RTPHeader(payloadType: 8, sequence: 11, timestamp: 0, source: 1),
            from: IPEndpoint(.v4(7), port: 9), now: .milliseconds(200))
        #expect(verdict == .stranger)
        #expect(receiver.statistics.refused == 1)
        #expect(receiver.statistics.received == 10)
    }

    @Test func `a report gives the losses since the last one`() throws {
        var receiver = RTPReceiver(from: peer)
        let none = receiver.makeReport(now: .zero)
        #expect(none == nil)
        take(&receiver, (65_530..<65_630).filter { $0 % 4 != 0 })
        let firstReport = receiver.makeReport(now: .seconds(3))
        let first = try #require(firstReport)
        #expect(first.source == 1)
        #expect((61...64).contains(first.fractionLost))
        #expect(first.lost == 25)
        #expect(first.highestSequence == 65_629)
        #expect(first.lastSenderReport == 0)
        take(&receiver, 65_630..<65_650)
        let secondReport = receiver.makeReport(now: .seconds(4))
        let second = try #require(secondReport)
        #expect(second.fractionLost == 0)
        #expect(second.lost == 25)
    }

    @Test func `a report refers to the last sender report`() throws {
        var receiver = RTPReceiver(from: peer)
        take(&receiver, 0..<2)
        let time = NTPTimestamp(bits: 0x1234_5678_9ABC_DEF0)
        receiver.heard(
            SenderInformation(time: time, timestamp: 0, packetCount: 0, byteCount: 0),
            now: .seconds(1))
        let reportReport = receiver.makeReport(now: .milliseconds(1_500))
        let report = try #require(reportReport)
        #expect(report.lastSenderReport == 0x5678_9ABC)
        #expect(report.delaySinceSenderReport == 32_768)
    }
}
