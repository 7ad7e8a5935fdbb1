package import Foundation
package import Telephony

extension Sound {
    /// A wav file of it (RIFF, 16 bits).
    package var wav: Data {
        let bytes = samples.map(\.littleEndian).withUnsafeBytes { Data($0) }
        var file = Data("RIFF".utf8)
        func append(_ number: UInt32) { withUnsafeBytes(of: number.littleEndian) { file += $0 } }
        func append(_ number: UInt16) { withUnsafeBytes(of: number.littleEndian) { file += $0 } }
        append(UInt32(36 + bytes.count))
        file += Data("WAVEfmt ".utf8)
        append(UInt32(16))
        append(UInt16(1))
        append(UInt16(1))
        append(UInt32(rate))
        append(UInt32(rate * 2))
        append(UInt16(2))
        append(UInt16(16))
        file += Data("data".utf8)
        append(UInt32(bytes.count))
        return file + bytes
    }

    /// One after the other; their rates are the same.
    static func + (first: Sound, second: Sound) -> Sound {
        precondition(first.rate == second.rate)
        return Sound(samples: first.samples + second.samples, rate: first.rate)
    }
}
