import Telephony
import Testing

@testable import Media

@Suite struct TelephoneEventSenderTests {
    /// The packets of so many packet times.
    private func packets(
        _ sender: inout TelephoneEventSender, count: Int, from timestamp: UInt32 = 0
    ) -> [TelephoneEventSender.Packet?] {
        (0..<count).map { sender.next(timestamp: timestamp &+ UInt32($0) &* 160) }
    }

    @Test func `a key is updated each packet time and its end is sent three times`() {
        var sender = TelephoneEventSender(length: 500, pause: 640)
        sender.send([.seven])
        let sent = packets(&sender, count: 9, from: .max - 99)
        #expect(sent.map { $0?.event.duration } == [160, 320, 480, 500, 500, 500, nil, nil, nil])
        #expect(
            sent.map { $0?.event.isEnd } == [false, false, false, true, true, true, nil, nil, nil])
        #expect(
            sent.map { $0?.marker } == [true, false, false, false, false, false, nil, nil, nil])
        #expect(sent.compactMap { $0?.timestamp } == Array(repeating: .max - 99, count: 6))
        #expect(sent.compactMap { $0?.event.code } == Array(repeating: 7, count: 6))
        #expect(sender.isIdle)
    }

    @Test func `the next key begins after the pause, with its own timestamp`() {
        var sender = TelephoneEventSender(length: 320, pause: 800)
        sender.send([.one, .one])
        let sent = packets(&sender, count: 9)
        #expect(sent.map { $0?.marker } == [true, false, false, false, nil, nil, nil, true, false])
        #expect(sent[7]?.timestamp == 1_120)
        #expect(!sender.isIdle)
    }

    @Test func `a key of one packet time is all end`() {
        var sender = TelephoneEventSender(length: 1, pause: 0)
        sender.send([.star, .hash])
        let sent = packets(&sender, count: 8).map { $0?.event }
        let star = TelephoneEvent(code: 10, isEnd: true, duration: 160)
        let hash = TelephoneEvent(code: 11, isEnd: true, duration: 160)
        #expect(sent == [star, star, star, nil, hash, hash, hash, nil])
    }

    @Test func `a key held longer than 16 bits is sent in segments`() throws {
        var sender = TelephoneEventSender(length: 70_000)
        sender.send([.zero])
        let sent = packets(&sender, count: 450).compactMap { $0 }
        let full = try #require(sent.firstIndex { $0.event.duration == 0xFFFF })
        #expect(full == 409)
        #expect(sent[full].timestamp == 0)
        #expect(sent[full + 1].timestamp == 0xFFFF)
        #expect(sent[full + 1].event.duration == 225)
        #expect(sent.filter(\.marker).count == 1)
        #expect(sent.last?.event == TelephoneEvent(code: 0, isEnd: true, duration: 4_465))
        #expect(sent.filter(\.event.isEnd).count == 3)
    }

    @Test func `keys beyond what can wait are dropped`() {
        var sender = TelephoneEventSender(length: 160, pause: 480)
        sender.send(Array(repeating: Digit.one, count: 1_000))
        let sent = packets(&sender, count: 3_000).compactMap { $0 }
        #expect(sent.filter(\.marker).count == TelephoneEventSender.capacity)
    }
}
