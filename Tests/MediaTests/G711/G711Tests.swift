import Testing

@testable import Media

@Suite struct G711Tests {
    /// FNV-1a over values, one 64-bit step each: what spandsp 0.0.6 gives for the same values.
    private func fingerprint(_ values: some Sequence<UInt64>) -> UInt64 {
        values.reduce(1_469_598_103_934_665_603) { ($0 ^ $1) &* 1_099_511_628_211 }
    }

    @Test(arguments: [
        (G711.aLaw, 0x2BF3_F2A3_46DC_0483 as UInt64), (.muLaw, 0x11C3_AC46_ACAF_A694),
    ])
    func `all 65,536 samples are encoded as spandsp does`(law: G711, expected: UInt64) {
        let samples = (Int(Int16.min)...Int(Int16.max)).map { Int16($0) }
        #expect(fingerprint(law.encode(samples).lazy.map { UInt64($0) }) == expected)
    }

    @Test(arguments: [
        (G711.aLaw, 0x8D6B_600E_B4E4_F083 as UInt64), (.muLaw, 0x0622_07F6_BB48_4503),
    ])
    func `all bytes are decoded as spandsp does`(law: G711, expected: UInt64) {
        let samples = law.decode((0...255).map { UInt8($0) })
        #expect(
            fingerprint(samples.lazy.map { UInt64(UInt16(bitPattern: $0)) }) == expected)
    }

    @Test(arguments: [
        (G711.aLaw, G711.muLaw, 0x7B66_7C2D_3991_1D87 as UInt64),
        (.muLaw, .aLaw, 0xE56B_256F_C7EF_EB73),
    ])
    func `bytes are brought to the other law by the tables of G 711`(
        from: G711, to: G711, expected: UInt64
    ) {
        let bytes = (0...255).map { UInt8($0) }
        var target = [UInt8](repeating: 0, count: 256)
        let count = bytes.withUnsafeBytes { bytes in
            target.withUnsafeMutableBytes { from.transcode(bytes, to: to, into: $0) }
        }
        #expect(count == 256)
        #expect(fingerprint(target.lazy.map { UInt64($0) }) == expected)
    }

    @Test(arguments: G711.allCases)
    func `a byte comes back through its sample`(law: G711) {
        for byte in UInt8.min...UInt8.max where !(law == .muLaw && byte == 0x7F) {
            #expect(law.encode(law.decode(byte)) == byte)
        }
    }

    @Test(arguments: G711.allCases)
    func `a law brought to itself stays as it is`(law: G711) {
        var target: [UInt8] = [0, 0]
        let count = [UInt8]([1, 2, 3]).withUnsafeBytes { bytes in
            target.withUnsafeMutableBytes { law.transcode(bytes, to: law, into: $0) }
        }
        #expect(count == 2)
        #expect(target == [1, 2])
    }

    @Test func `silence is what the standard says`() {
        #expect(G711.aLaw.silence == 0xD5)
        #expect(G711.muLaw.silence == 0xFF)
    }
}
