import Telephony
import TestSupport
import Testing

@testable import Media

@Suite struct RTPSenderTests {
    @Test func `each packet takes the next number and its time`() {
        var sender = RTPSender(source: 1, sequence: 65_535, timestamp: .max - 79)
        let first = sender.next(payloadType: 8, marker: true, byteCount: 160, samples: 160)
        let second = sender.next(payloadType: 8, byteCount: 160, samples: 160)
        #expect(first.sequence == 65_535 && second.sequence == 0)
        #expect(first.timestamp == .max - 79 && second.timestamp == 80)
        #expect(first.marker && !second.marker)
    }

    @Test func `a key's packets keep the time of its beginning`() throws {
        var sender = RTPSender(source: 1, sequence: 10, timestamp: 1_000)
        var keys = TelephoneEventSender()
        keys.send([.five])
        var headers: [RTPHeader] = []
        for _ in 0..<8 {
            if let packet = keys.next(timestamp: sender.timestamp) {
                headers.append(sender.next(payloadType: 101, for: packet))
            }
            sender.pass(160)
        }
        #expect(headers.map(\.sequence) == Array(10...16))
        #expect(headers.allSatisfy { $0.timestamp == 1_000 })
        #expect(headers.map(\.marker) == [true] + Array(repeating: false, count: 6))
        #expect(sender.timestamp == 1_000 + 8 * 160)
        #expect(sender.byteCount == 7 * 4)
    }

    @Test func `its report gives counts and both times`() {
        var sender = RTPSender(source: 1, sequence: 0, timestamp: 5)
        _ = sender.next(payloadType: 8, byteCount: 160, samples: 160)
        sender.pass(160)
        let time = NTPTimestamp(bits: 99)
        #expect(
            sender.information(at: time)
                == SenderInformation(time: time, timestamp: 325, packetCount: 1, byteCount: 160))
    }

    @Test func `streams begin with other numbers each`() {
        var chance = SeededGenerator(seed: 3)
        #expect(RTPSender(using: &chance) != RTPSender(using: &chance))
    }
}
