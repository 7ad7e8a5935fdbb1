/// A fuzzer's bytes, read as decisions: the same bytes decide the same, and missing ones are 0.
struct Decisions {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place >= bytes.count }

    mutating func byte() -> UInt8 {
        guard place < bytes.count else { return 0 }
        defer { place += 1 }
        return bytes[place]
    }

    /// A number in 0..<bound.
    mutating func number(below bound: Int) -> Int {
        bound <= 256 ? Int(byte()) % max(1, bound) : (Int(byte()) << 8 | Int(byte())) % bound
    }

    mutating func flag() -> Bool { byte() & 1 == 1 }

    /// One of several.
    mutating func one<Element>(of choices: [Element]) -> Element? {
        choices.isEmpty ? nil : choices[number(below: choices.count)]
    }

    /// So many bytes, or those that are left.
    mutating func piece(_ count: Int) -> [UInt8] {
        let piece = Array(bytes.dropFirst(place).prefix(count))
        place += piece.count
        return piece
    }

    /// All bytes that are left.
    mutating func rest() -> [UInt8] { piece(bytes.count) }

    /// A span, more often short than long, up to an hour.
    mutating func span() -> Duration {
        let spans: [Duration] = [
            .zero, .milliseconds(1), .milliseconds(100), .milliseconds(500), .seconds(1),
            .seconds(4), .seconds(32), .seconds(120), .seconds(1_800), .seconds(3_600),
        ]
        return spans[number(below: spans.count)]
    }
}

/// Chance for the machines under test (an xorshift of 64 bits), the same in each run.
struct FuzzChance: RandomNumberGenerator {
    private var state: UInt64 = 0x2545_F491_4F6C_DD1D

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
