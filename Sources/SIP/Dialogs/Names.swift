/// Makes the names that a dialog needs, from random numbers.
enum Names {
    private static let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    /// A tag of 13 letters: 64 random bits (RFC 3261 §19.3 wants 32), short enough to be kept
    /// in place.
    static func tag(_ chance: inout Chance) -> String { word(chance.next()) }

    /// A Call-ID: 128 random bits.
    static func callID(_ chance: inout Chance) -> String {
        word(chance.next()) + word(chance.next())
    }

    private static func word(_ number: UInt64) -> String {
        String(unsafeUninitializedCapacity: 13) { buffer in
            var rest = number
            for index in 0..<13 {
                buffer.initializeElement(at: index, to: letters[Int(rest & 31)])
                rest >>= 5
            }
            return 13
        }
    }
}

/// Random numbers of one step, grown from one number of the shell's generator (SplitMix64,
/// Steele et al. 2014): a step asks the system for chance once.
struct Chance: RandomNumberGenerator, Sendable {
    private var seed: UInt64

    init(seed: UInt64) {
        self.seed = seed
    }

    mutating func next() -> UInt64 {
        seed &+= 0x9E37_79B9_7F4A_7C15
        var mixed = seed
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    /// A span between two, to the given grain.
    mutating func span(_ range: ClosedRange<Int>, of grain: Duration) -> Duration {
        grain * Int.random(in: range, using: &self)
    }
}
