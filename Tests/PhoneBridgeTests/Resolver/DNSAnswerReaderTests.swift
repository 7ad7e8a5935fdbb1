import Telephony
import TestSupport
import Testing

@testable import PhoneBridge

@Suite struct DNSAnswerReaderTests {
    /// The beginning of a message with one question about `a.test`.
    private static let question: [UInt8] =
        [0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, 97, 4, 116, 101, 115, 116, 0, 0, 1, 0, 1]

    private static let records: [DNSRecord] = [
        .fixture("a.test", .address(.v4(0xC000_0201)), lifetime: 300),
        .fixture("a.test", .address(.v6(0x2001_0DB8_0000_0000, 1))),
        .fixture("b.test", .alias("a.test")),
        .fixture("_sip._udp.test", .service(priority: 1, weight: 2, port: 3, host: "a.test")),
        .fixture(
            "test",
            .rule(order: 1, preference: 2, flags: "s", service: "sip+d2u", name: "_sip._udp.test")),
    ]

    @Test func `records are read as they were written`() {
        let bytes = DNSWriter.answer(
            to: DNSAnswerReaderTests.question, DNSAnswerReaderTests.records)
        #expect(DNSAnswerReader.records(of: bytes) == DNSAnswerReaderTests.records)
    }

    @Test func `a name may point back to another`() {
        var bytes = DNSAnswerReaderTests.question
        bytes[7] = 1
        bytes += [0xC0, 12, 0, 1, 0, 1, 0, 0, 0, 9, 0, 4, 127, 0, 0, 1]
        #expect(
            DNSAnswerReader.records(of: bytes)
                == [.fixture("a.test", .address(.loopback), lifetime: 9)])
    }

    @Test func `a name that points to itself is none`() {
        var bytes = DNSAnswerReaderTests.question
        bytes[7] = 1
        bytes += [0xC0, 24, 0, 1, 0, 1, 0, 0, 0, 9, 0, 4, 127, 0, 0, 1]
        #expect(DNSAnswerReader.records(of: bytes) == [])
    }

    @Test func `no message, cut or changed, is a trap`() {
        var generator = SeededGenerator(seed: 11)
        let whole = DNSWriter.answer(
            to: DNSAnswerReaderTests.question, DNSAnswerReaderTests.records)
        for length in 0...whole.count {
            #expect(DNSAnswerReader.records(of: Array(whole.prefix(length))).count <= 5)
        }
        for _ in 0..<20_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[place] = .random(in: 0...255, using: &generator)
            }
            #expect(DNSAnswerReader.records(of: bytes).count <= 256)
        }
    }
}
