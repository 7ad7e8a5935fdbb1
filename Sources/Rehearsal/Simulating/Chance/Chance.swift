/// Chance that comes out the same in each run (SplitMix64), in streams of their own.
///
/// Whatever is drawn for a caller comes from a stream that is named by the seed, the caller and the
/// purpose. So two simulations that differ in their staff have the same callers, who press the same
/// keys, are as patient and talk for as long: what differs between them is of the staff alone.
struct Chance: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// What a stream is drawn for.
    enum Purpose: UInt64, Sendable {
        case arrivals = 1
        case identity, keys, patience, talk, answers, agents, faults, writing
    }

    /// The stream of a purpose, of one of many: the same seed gives the same row.
    init(seed: UInt64, _ purpose: Purpose, _ stream: UInt64 = 0, _ number: UInt64 = 0) {
        var mixed = Chance(state: seed)
        for part in [purpose.rawValue, stream, number] {
            mixed.state = mixed.next() ^ (part &* 0xD6E8_FEB8_6659_FD93)
        }
        state = mixed.next()
    }

    private init(state: UInt64) { self.state = state }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number above 0 and below 1, each as likely.
    mutating func unit() -> Double { (Double(next() >> 11) + 0.5) * 0x1p-53 }

    /// Whether something happens whose share is so large.
    mutating func happens(_ share: Double) -> Bool { unit() < share }

    /// A number from 0 to below a bound; 0 for a bound that is not positive.
    mutating func below(_ bound: Int) -> Int {
        guard bound > 0 else { return 0 }
        return min(bound - 1, Int(unit() * Double(bound)))
    }
}

extension UInt64 {
    /// A number for a name: FNV-1a of 64 bits.
    init(naming name: String) {
        self = name.utf8.reduce(0xcbf2_9ce4_8422_2325) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
    }
}
