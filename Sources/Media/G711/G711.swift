/// The two laws by which G.711 puts a 16-bit sample into one byte (ITU-T G.711).
///
/// Samples are taken and given at 16 bits, of which A-law keeps 13 and µ-law 14.
public enum G711: UInt8, CaseIterable, Hashable, Sendable {
    /// A-law, `PCMA` in SDP: Europe's networks.
    case aLaw
    /// µ-law, `PCMU` in SDP: North America and Japan.
    case muLaw

    /// The byte that stands for silence.
    public var silence: UInt8 { encode(0) }

    /// The byte of a sample.
    public func encode(_ sample: Int16) -> UInt8 {
        switch self {
        case .aLaw: G711.aLawByte(of: sample)
        case .muLaw: G711.muLawByte(of: sample)
        }
    }

    /// The sample that a byte stands for.
    public func decode(_ byte: UInt8) -> Int16 {
        switch self {
        case .aLaw: G711.aLawSamples[Int(byte)]
        case .muLaw: G711.muLawSamples[Int(byte)]
        }
    }

    /// The bytes of many samples.
    public func encode(_ samples: [Int16]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: samples.count) { bytes, count in
            count = samples.withUnsafeBufferPointer {
                encode($0, into: UnsafeMutableRawBufferPointer(bytes))
            }
        }
    }

    /// The samples of many bytes.
    public func decode(_ bytes: [UInt8]) -> [Int16] {
        [Int16](unsafeUninitializedCapacity: bytes.count) { samples, count in
            count = bytes.withUnsafeBytes { decode($0, into: samples) }
        }
    }
}

// A byte of A-law is sign, segment (3 bits) and step (4 bits), every other bit turned over so that
// silence is not all zeros. One of µ-law is the same of a sample moved up by 33 of its 14-bit
// steps, every bit turned over.
extension G711 {
    @inline(__always)
    private static func aLawByte(of sample: Int16) -> UInt8 {
        let mask: UInt8 = sample < 0 ? 0x55 : 0xD5
        // As in the reference of ITU-T G.191: below zero, all bits turned over.
        let magnitude = UInt16(bitPattern: sample < 0 ? ~sample : sample)
        let segment = 8 - (magnitude | 0xFF).leadingZeroBitCount
        let shift = max(4, segment + 3)
        return (UInt8(segment) << 4 | UInt8(truncatingIfNeeded: magnitude >> shift) & 0x0F) ^ mask
    }

    @inline(__always)
    private static func muLawByte(of sample: Int16) -> UInt8 {
        let mask: UInt8 = sample < 0 ? 0x7F : 0xFF
        let magnitude = min(sample.magnitude, 0x7F7B) + 0x84
        let segment = 8 - (magnitude | 0xFF).leadingZeroBitCount
        return (UInt8(segment) << 4 | UInt8(truncatingIfNeeded: magnitude >> (segment + 3)) & 0x0F)
            ^ mask
    }

    /// The middle of the step that a byte stands for.
    private static func aLawSample(of byte: UInt8) -> Int16 {
        let code = byte ^ 0x55
        let segment = Int16(code >> 4 & 7)
        let step = Int16(code & 0x0F) << 4
        let magnitude = segment == 0 ? step + 8 : (step + 0x108) << (segment - 1)
        return code & 0x80 != 0 ? magnitude : -magnitude
    }

    private static func muLawSample(of byte: UInt8) -> Int16 {
        let code = ~byte
        let step = Int16(code & 0x0F) << 3
        let magnitude = ((step + 0x84) << Int16(code >> 4 & 7)) - 0x84
        return code & 0x80 != 0 ? -magnitude : magnitude
    }

    static let aLawSamples = InlineArray<256, Int16> { aLawSample(of: UInt8($0)) }
    static let muLawSamples = InlineArray<256, Int16> { muLawSample(of: UInt8($0)) }
}
