import Telephony
import Testing

@testable import Media

/// Packets of keys as they come, 20 ms apart where nothing else is said.
private struct KeyPackets {
    private(set) var heard = ""
    private var receiver = TelephoneEventReceiver()
    private var now = Duration.zero
    var lengths: [UInt32] = []

    /// One packet; `at` is its time in milliseconds after the last one.
    mutating func packet(
        _ key: Character, _ timestamp: UInt32, _ duration: UInt16, _ sequence: UInt16,
        end: Bool = false, marker: Bool = false, source: UInt32 = 1, after: Int = 20
    ) {
        now += .milliseconds(after)
        note(receiver.advance(to: now))
        let code = Digit(key)?.rawValue ?? 16
        note(
            receiver.receive(
                TelephoneEvent(code: code, isEnd: end, duration: duration),
                header: RTPHeader(
                    payloadType: 101, marker: marker, sequence: sequence, timestamp: timestamp,
                    source: source),
                now: now))
    }

    /// A whole key of 80 ms: two updates of four, and three ends.
    mutating func key(
        _ key: Character, _ timestamp: UInt32, _ sequence: UInt16, source: UInt32 = 1
    ) {
        for step in 1...4 {
            let step16 = UInt16(step)
            packet(
                key, timestamp, step16 * 160, sequence &+ step16 &- 1, end: step == 4,
                marker: step == 1, source: source)
        }
        packet(key, timestamp, 640, sequence &+ 4, end: true, source: source)
        packet(key, timestamp, 640, sequence &+ 5, end: true, source: source)
    }

    mutating func silence(_ milliseconds: Int) {
        for _ in 0..<milliseconds / 20 {
            now += .milliseconds(20)
            note(receiver.advance(to: now))
        }
    }

    private mutating func note(_ keys: HeardKeys) {
        for key in keys {
            heard.append(key.digit.character)
            lengths.append(key.length)
        }
    }
}

@Suite struct TelephoneEventReceiverTests {
    @Test func `a key counts with its first end packet`() {
        var keys = KeyPackets()
        keys.packet("5", 0, 160, 1, marker: true)
        keys.packet("5", 0, 320, 2)
        #expect(keys.heard == "")
        keys.packet("5", 0, 480, 3, end: true)
        #expect(keys.heard == "5")
        keys.packet("5", 0, 480, 4, end: true)
        keys.packet("5", 0, 480, 5, end: true)
        keys.silence(1_000)
        #expect(keys.heard == "5")
        #expect(keys.lengths == [480])
    }

    @Test func `the same key twice is told apart by its timestamp`() {
        var keys = KeyPackets()
        keys.key("1", 0, 1)
        keys.key("1", 1_280, 7)
        #expect(keys.heard == "11")
    }

    @Test func `a key whose ends are lost counts after 100 ms of silence`() {
        var keys = KeyPackets()
        keys.packet("2", 0, 160, 1, marker: true)
        keys.silence(80)
        #expect(keys.heard == "")
        keys.silence(20)
        #expect(keys.heard == "2")
    }

    @Test func `a key whose ends are lost counts when the next one begins`() {
        var keys = KeyPackets()
        keys.packet("2", 0, 160, 1)
        keys.packet("2", 1_280, 160, 8)
        #expect(keys.heard == "2")
        keys.packet("3", 2_560, 480, 15, end: true)
        #expect(keys.heard == "223")
    }

    @Test func `a key that seemed over and goes on counts once`() {
        var keys = KeyPackets()
        keys.packet("2", 0, 160, 1, marker: true)
        keys.packet("2", 0, 2_560, 16, after: 300)
        keys.packet("2", 0, 2_720, 17, end: true)
        keys.silence(200)
        #expect(keys.heard == "2")
    }

    @Test func `one packet of a key is enough, be it the last`() {
        var keys = KeyPackets()
        keys.packet("8", 0, 480, 5, end: true)
        keys.packet("8", 1_280, 480, 12, end: true)
        #expect(keys.heard == "88")
    }

    @Test func `packets that overtake others change nothing`() {
        var keys = KeyPackets()
        keys.packet("4", 0, 320, 2)
        keys.packet("4", 0, 160, 1, marker: true)
        keys.packet("4", 0, 640, 4, end: true)
        keys.packet("4", 0, 480, 3)
        keys.packet("4", 0, 160, 1, marker: true)
        keys.packet("4", 0, 640, 4, end: true)
        keys.silence(200)
        #expect(keys.heard == "4")
    }

    @Test func `a key that comes only after the next has begun counts before it`() {
        var keys = KeyPackets()
        keys.packet("2", 1_280, 160, 8, marker: true)
        keys.packet("1", 0, 640, 4, end: true)
        keys.packet("1", 0, 640, 5, end: true)
        keys.packet("2", 1_280, 320, 9, end: true)
        #expect(keys.heard == "12")
    }

    @Test func `a key held for twenty seconds counts once`() {
        var keys = KeyPackets()
        var sender = TelephoneEventSender(length: 160_000)
        sender.send([.nine])
        var stream = RTPSender(source: 1, sequence: 65_000, timestamp: .max - 1_000)
        for _ in 0..<1_010 {
            if let packet = sender.next(timestamp: stream.timestamp) {
                let header = stream.next(payloadType: 101, for: packet)
                // Every segment loses what tells of its end.
                if packet.event.duration < 0xFF00 {
                    keys.packet(
                        "9", header.timestamp, packet.event.duration, header.sequence,
                        end: packet.event.isEnd, marker: packet.marker)
                }
            }
            stream.pass(160)
        }
        keys.silence(200)
        #expect(keys.heard == "9")
        #expect(keys.lengths == [160_000])
    }

    @Test func `a duration that runs over its 16 bits is still one key`() {
        var keys = KeyPackets()
        for step in 1...600 {
            keys.packet("9", 0, UInt16(truncatingIfNeeded: step * 160), UInt16(step))
        }
        keys.packet("9", 0, 1_000, 601, end: true)
        keys.silence(200)
        #expect(keys.heard == "9")
    }

    @Test func `events that are no keys are left alone`() {
        var keys = KeyPackets()
        keys.packet("x", 0, 160, 1, marker: true)
        keys.packet("x", 0, 320, 2, end: true)
        keys.silence(200)
        #expect(keys.heard == "")
    }

    @Test func `a sender that begins anew is heard at once`() {
        var keys = KeyPackets()
        keys.key("1", 90_000, 50_000)
        keys.key("1", 100, 20, source: 2)
        keys.packet("1", 90_000, 640, 50_005, end: true)
        keys.key("1", 9_000, 300, source: 2)
        // Without another source, numbers far below are a beginning too.
        keys.key("2", 500, 40_000, source: 2)
        #expect(keys.heard == "1112")
    }

    @Test func `what is left over from a source that was given up counts at once`() {
        var keys = KeyPackets()
        keys.key("1", 90_000, 50_000)
        keys.packet("3", 100, 160, 20, source: 2)
        keys.packet("2", 92_000, 160, 50_010)
        keys.packet("2", 92_000, 320, 50_011, end: true)
        keys.packet("3", 100, 320, 21, end: true, source: 2)
        #expect(keys.heard == "123")
    }

    @Test func `numbers that wrap around go on`() {
        var keys = KeyPackets()
        keys.key("1", .max - 300, 65_533)
        keys.key("1", 1_000, 3)
        #expect(keys.heard == "11")
    }
}

/// Senders that get the timestamps wrong.
@Suite struct WrongTimestampTests {
    @Test func `one timestamp for all keys`() {
        var keys = KeyPackets()
        keys.key("1", 0, 1)
        keys.key("1", 0, 7)
        keys.key("2", 0, 13)
        keys.key("1", 0, 19)
        keys.silence(200)
        #expect(keys.heard == "1121")
    }

    @Test func `one timestamp for all keys, their ends lost`() {
        var keys = KeyPackets()
        for number in 0..<3 {
            let sequence = UInt16(number) * 12
            keys.packet("1", 0, 160, sequence, marker: true)
            keys.packet("1", 0, 320, sequence + 1)
        }
        keys.silence(200)
        #expect(keys.heard == "111")
    }

    @Test func `one timestamp for all keys, each told by its marker alone`() {
        var keys = KeyPackets()
        keys.packet("1", 0, 160, 1, marker: true)
        keys.silence(200)
        keys.packet("1", 0, 160, 14, marker: true)
        keys.silence(200)
        #expect(keys.heard == "11")
    }

    @Test func `one timestamp for all keys, packets of the key before coming late`() {
        var keys = KeyPackets()
        keys.key("1", 0, 1)
        keys.packet("1", 0, 160, 7, marker: true)
        keys.packet("1", 0, 640, 6, end: true)
        keys.packet("1", 0, 320, 2)
        keys.packet("1", 0, 320, 8)
        keys.packet("1", 0, 480, 9, end: true)
        keys.packet("1", 0, 480, 9, end: true)
        keys.silence(200)
        #expect(keys.heard == "11")
    }

    @Test func `a marker on every packet of the beginning`() {
        var keys = KeyPackets()
        for number in 1...3 { keys.packet("6", 0, 0, UInt16(number), marker: true) }
        keys.packet("6", 0, 480, 4, end: true)
        keys.silence(200)
        #expect(keys.heard == "6")
    }

    @Test func `a timestamp that moves on with each packet`() {
        var keys = KeyPackets()
        for key in 0..<2 {
            let begin = UInt32(key) * 2_000
            let sequence = UInt16(key) * 12
            for step in 0..<4 {
                keys.packet(
                    "1", begin + UInt32(step) * 160, UInt16(step + 1) * 160,
                    sequence + UInt16(step), end: step == 3, marker: step == 0)
            }
            keys.packet("1", begin + 640, 640, sequence + 4, end: true)
            keys.packet("1", begin + 800, 640, sequence + 5, end: true)
        }
        keys.silence(200)
        #expect(keys.heard == "11")
    }

    @Test func `a timestamp that moves on with each packet, some of them lost or late`() {
        var keys = KeyPackets()
        keys.packet("1", 160, 320, 2)
        keys.packet("1", 0, 160, 1, marker: true)
        keys.packet("1", 640, 800, 5)
        keys.packet("1", 480, 640, 4)
        keys.packet("1", 960, 960, 7, end: true)
        keys.silence(200)
        #expect(keys.heard == "1")
    }
}
