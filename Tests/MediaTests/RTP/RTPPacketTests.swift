import TestSupport
import Testing

@testable import Media

@Suite struct RTPPacketTests {
    private static let plain: [UInt8] = [
        0x80, 0x88, 0x12, 0x34, 0x00, 0x00, 0x00, 0xA0, 0xDE, 0xAD, 0xBE, 0xEF, 0xD5, 0xD5,
    ]

    private func read(_ bytes: [UInt8]) -> RTPPacket? {
        bytes.withUnsafeBytes { RTPPacket($0) }
    }

    @Test func `a plain packet is read`() throws {
        let packet = try #require(read(RTPPacketTests.plain))
        #expect(
            packet.header
                == RTPHeader(
                    payloadType: 8, marker: true, sequence: 0x1234, timestamp: 160,
                    source: 0xDEAD_BEEF))
        #expect(packet.payload == 12..<14)
    }

    @Test func `what is written is read again`() {
        let header = RTPHeader(
            payloadType: 101, marker: false, sequence: 65_535, timestamp: .max, source: 7)
        var bytes = [UInt8](repeating: 0xFF, count: 12)
        bytes.withUnsafeMutableBytes { header.write(into: $0) }
        #expect(read(bytes)?.header == header)
        #expect(read(bytes)?.payload == 12..<12)
    }

    /// Flags of the first byte, what follows the fixed header, and where the payload is then.
    @Test(
        arguments: [
            (0x82, [1, 2, 3, 4, 5, 6, 7, 8, 9], 20..<21),
            (0x90, [0xBE, 0xDE, 0, 1, 1, 2, 3, 4, 9], 20..<21),
            (0x90, [0xBE, 0xDE, 0, 0], 16..<16),
            (0xA0, [9, 9, 0, 2], 12..<14),
            (0xA0, [1], 12..<12),
            (0xB1, [1, 1, 1, 1, 0, 0, 0, 1, 2, 2, 2, 2, 7, 0, 0, 3], 24..<25),
        ] as [(UInt8, [UInt8], Range<Int>)])
    func `contributing sources, extension and padding are stepped over`(
        first: UInt8, rest: [UInt8], payload: Range<Int>
    ) {
        #expect(read([first] + RTPPacketTests.plain[1..<12] + rest)?.payload == payload)
    }

    @Test(
        arguments: [
            (0x40, []), (0x00, []), (0xC0, []),  // another version
            (0x81, []), (0x81, [1, 2, 3]),  // contributing sources missing
            (0x90, []), (0x90, [0, 0, 0]), (0x90, [0, 0, 0, 1]), (0x90, [0, 0, 0xFF, 0xFF, 0]),
            (0xA0, []), (0xA0, [0]), (0xA0, [1, 3]), (0xA0, [255]),  // padding that can't be
        ] as [(UInt8, [UInt8])])
    func `a packet that claims more than it holds is none`(first: UInt8, rest: [UInt8]) {
        #expect(read([first] + RTPPacketTests.plain[1..<12] + rest) == nil)
    }

    @Test func `a datagram too short for a header is none`() {
        for count in 0..<12 {
            #expect(read(Array(RTPPacketTests.plain.prefix(count))) == nil)
        }
    }

    @Test func `a control packet is none`() {
        var bytes = RTPPacketTests.plain
        bytes[1] = 200
        #expect(read(bytes) == nil)
        #expect(bytes.withUnsafeBytes { RTPPacket.isControl($0) })
        #expect(!RTPPacketTests.plain.withUnsafeBytes { RTPPacket.isControl($0) })
    }

    @Test func `whatever bytes come, the payload lies within them`() {
        var chance = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            var bytes = RTPPacketTests.plain
            bytes += (0..<Int(chance.next() % 24)).map { _ in
                UInt8(truncatingIfNeeded: chance.next())
            }
            for _ in 0..<Int(chance.next() % 4) {
                bytes[Int(chance.next() % UInt64(bytes.count))] = UInt8(
                    truncatingIfNeeded: chance.next())
            }
            bytes.removeLast(Int(chance.next() % UInt64(bytes.count)))
            bytes.withUnsafeBytes { datagram in
                guard let packet = RTPPacket(datagram) else { return }
                #expect(packet.payload.lowerBound >= 12)
                #expect(packet.payload.upperBound <= datagram.count)
                #expect(packet.payload(in: datagram).count == packet.payload.count)
            }
        }
    }
}
