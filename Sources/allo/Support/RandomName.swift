/// Names that nobody else has.
enum RandomName {
    private static let digits = Array("0123456789abcdef".utf8)

    /// A random UUID (RFC 9562 §5.4), in small letters.
    ///
    /// Foundation's opens a device for each: too dear for thousands of calls a second.
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        let version: UInt64 = 4 << 12
        let high = generator.next() & ~0xF000 | version
        let low = generator.next() & ~(0b11 << 62) | 0b10 << 62
        return String(unsafeUninitializedCapacity: 36) { bytes in
            var place = 0
            for (index, nibble) in (0..<32).enumerated() {
                if [8, 12, 16, 20].contains(index) {
                    bytes[place] = UInt8(ascii: "-")
                    place += 1
                }
                let word = nibble < 16 ? high : low
                bytes[place] = digits[Int(word >> UInt64(60 - nibble % 16 * 4) & 0xF)]
                place += 1
            }
            return place
        }
    }
}
