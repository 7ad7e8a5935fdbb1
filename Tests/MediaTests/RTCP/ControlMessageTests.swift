import TestSupport
import Testing

@testable import Media

@Suite struct ControlMessageTests {
    private static let information = SenderInformation(
        time: NTPTimestamp(bits: 0x0102_0304_0506_0708), timestamp: 0x1111_2222,
        packetCount: 0x33, byteCount: 0x44)
    private static let report = ReceptionReport(
        source: 0xAABB_CCDD, fractionLost: 12, lost: -3, highestSequence: 0x0001_FFFF, jitter: 80,
        lastSenderReport: 0x0304_0506, delaySinceSenderReport: 65_536)

    private func read(_ bytes: [UInt8], about ours: UInt32 = 0xAABB_CCDD) -> ControlMessage? {
        bytes.withUnsafeBytes { ControlMessage($0, about: ours) }
    }

    @Test func `a sender report is written as RFC 3550 draws it`() {
        let message = ControlMessage(
            source: 7, information: ControlMessageTests.information,
            report: ControlMessageTests.report)
        #expect(
            message.bytes(name: "a@b") == [
                0x81, 200, 0, 12, 0, 0, 0, 7,
                1, 2, 3, 4, 5, 6, 7, 8, 0x11, 0x11, 0x22, 0x22, 0, 0, 0, 0x33, 0, 0, 0, 0x44,
                0xAA, 0xBB, 0xCC, 0xDD, 12, 0xFF, 0xFF, 0xFD, 0, 1, 0xFF, 0xFF, 0, 0, 0, 80,
                3, 4, 5, 6, 0, 1, 0, 0,
                0x81, 202, 0, 3, 0, 0, 0, 7, 1, 3, 0x61, 0x40, 0x62, 0, 0, 0,
            ])
    }

    @Test(arguments: [nil, information], [nil, report])
    func `what is written is read again`(
        information: SenderInformation?, report: ReceptionReport?
    ) {
        for isGoodbye in [false, true] {
            let message = ControlMessage(
                source: 7, information: information, report: report, isGoodbye: isGoodbye)
            for name in ["", "a", "abc", "abcd", String(repeating: "n", count: 300)] {
                #expect(read(message.bytes(name: name)) == message)
            }
        }
    }

    @Test func `a report about somebody else's stream is stepped over`() {
        let message = ControlMessage(source: 7, report: ControlMessageTests.report)
        #expect(read(message.bytes(name: "a"), about: 1)?.report == nil)
    }

    @Test func `of several reports the one about our stream is taken`() {
        var bytes = ControlMessage(source: 7, report: ControlMessageTests.report).bytes(name: "a")
        var other = Array(bytes[8..<32])
        other[0] = 0
        bytes.insert(contentsOf: other, at: 8)
        bytes[0] = 0x82
        bytes[3] = 13
        #expect(read(bytes)?.report == ControlMessageTests.report)
    }

    @Test func `packets of other types are stepped over`() {
        let message = ControlMessage(source: 7, isGoodbye: true)
        #expect(
            read([0x80, 201, 0, 1, 0, 0, 0, 7, 0x80, 207, 0, 0, 0x81, 203, 0, 1, 0, 0, 0, 7])
                == message)
    }

    @Test(
        arguments: [
            [], [0x80, 201, 0, 1], [0x40, 201, 0, 1, 0, 0, 0, 7], [0x80, 202, 0, 1, 0, 0, 0, 7],
            [0x80, 201, 0, 2, 0, 0, 0, 7], [0x81, 201, 0, 1, 0, 0, 0, 7],
            [0x80, 200, 0, 1, 0, 0, 0, 7], [0x80, 201, 0, 1, 0, 0, 0, 7, 0x80],
            [0x80, 201, 0, 1, 0, 0, 0, 7, 0x82, 203, 0, 1, 0, 0, 0, 7],
            [0x80, 8, 0, 1, 0, 0, 0, 7],
        ] as [[UInt8]])
    func `a datagram that claims more than it holds is none`(bytes: [UInt8]) {
        #expect(read(bytes) == nil)
    }

    @Test func `whatever bytes come, reading ends`() {
        let good = ControlMessage(
            source: 7, information: ControlMessageTests.information,
            report: ControlMessageTests.report, isGoodbye: true
        ).bytes(name: "name")
        var chance = SeededGenerator(seed: 5)
        for _ in 0..<20_000 {
            var bytes = good
            for _ in 0...chance.next() % 4 {
                bytes[Int(chance.next() % UInt64(bytes.count))] = UInt8(
                    truncatingIfNeeded: chance.next())
            }
            bytes.removeLast(Int(chance.next() % UInt64(bytes.count)))
            guard let message = read(bytes) else { continue }
            #expect(message.bytes(name: "").count >= 16)
        }
    }
}
