import CSpanDSP
import Telephony
import Testing

@testable import Tones

@Suite struct G722CoderTests {
    private let sound = DialTones().sound(of: [.one, .five, .nine], rate: 8_000)

    private func encoded(_ sound: Sound, in pieces: Int) -> [UInt8] {
        let coder = G722Coder()
        var bytes = [UInt8](repeating: 0, count: sound.samples.count)
        bytes.withUnsafeMutableBytes { bytes in
            sound.samples.withUnsafeBufferPointer { samples in
                for start in stride(from: 0, to: samples.count, by: pieces) {
                    let end = min(start + pieces, samples.count)
                    coder.encode(
                        UnsafeBufferPointer(rebasing: samples[start..<end]),
                        into: UnsafeMutableRawBufferPointer(rebasing: bytes[start..<end]))
                }
            }
        }
        return bytes
    }

    private func likeness(_ first: [Int16], _ second: some Collection<Int16>) -> Double {
        var (product, own, other) = (0.0, 0.0, 0.0)
        for (a, b) in zip(first, second) {
            product += Double(a) * Double(b)
            own += Double(a) * Double(a)
            other += Double(b) * Double(b)
        }
        return product / (own * other).squareRoot()
    }

    @Test func `what is encoded is decoded to the same sound`() {
        let bytes = encoded(sound, in: 160)
        let coder = G722Coder()
        var samples = [Int16](repeating: 0, count: bytes.count)
        samples.withUnsafeMutableBufferPointer { samples in
            bytes.withUnsafeBytes { coder.decode($0, into: samples) }
        }
        #expect(likeness(sound.samples, samples) > 0.99)
    }

    @Test func `a telephone that decodes both bands hears the same, a little later`() throws {
        let bytes = encoded(sound, in: 160)
        let decoder = try #require(g722_decode_init(nil, 64_000, 0))
        defer { g722_decode_free(decoder) }
        var wide = [Int16](repeating: 0, count: bytes.count * 2)
        let count = g722_decode(decoder, &wide, bytes, Int32(bytes.count))
        #expect(Int(count) == wide.count)
        let likenesses = (0..<32).map { delay in
            likeness(sound.samples, stride(from: delay, to: wide.count, by: 2).map { wide[$0] })
        }
        // The filter that joins the bands delays high tones more than low ones.
        #expect(try #require(likenesses.max()) > 0.95)
    }

    @Test(arguments: [1, 80, 160, 7_000])
    func `pieces give the same bytes as the whole`(length: Int) {
        #expect(encoded(sound, in: length) == encoded(sound, in: sound.samples.count))
    }

    @Test func `room for less takes less, and none takes nothing`() {
        let coder = G722Coder()
        var bytes: [UInt8] = [1, 2, 3, 4]
        bytes.withUnsafeMutableBytes { bytes in
            [Int16](repeating: 9_000, count: 100).withUnsafeBufferPointer {
                coder.encode($0, into: UnsafeMutableRawBufferPointer(rebasing: bytes[..<2]))
                coder.encode($0, into: UnsafeMutableRawBufferPointer(start: nil, count: 0))
            }
        }
        #expect(bytes[2...] == [3, 4])
    }
}
