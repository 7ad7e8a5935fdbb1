extension Tally {
    /// The form in which tallies are stored.
    private static let version: UInt8 = 2
    /// No stored number reaches it: so many milliseconds are 4,000 years.
    private static let bound: UInt64 = 1 << 47

    /// The tally as bytes: only what was counted, a byte for most numbers.
    ///
    /// A version; then each counter that is not 0 as its distance from the last one and its value,
    /// with a count before them; then three histograms, bin by bin, and the ranks of the answered
    /// visits. Numbers have seven bits a byte, the lowest first (LEB128).
    public var encoded: [UInt8] {
        var writer = TallyWriter()
        writer.bytes.append(Tally.version)
        let counted = Counter.allCases.filter { self[$0] != 0 }
        writer.write(counted.count)
        var last = -1
        for counter in counted {
            writer.write(counter.rawValue - last - 1)
            writer.writeSigned(self[counter])
            last = counter.rawValue
        }
        for histogram in [answeredWaits, abandonedWaits, callbackWaits] { writer.write(histogram) }
        writer.write(rankedVisits)
        return writer.bytes
    }

    /// Reads a tally from bytes.
    ///
    /// - Throws: ``TallyError`` where they are none, or those of a later version.
    public init(decoding bytes: [UInt8]) throws(TallyError) {
        self.init()
        var reader = TallyReader(bytes: bytes)
        let version = try reader.byte()
        guard version == Tally.version else {
            throw TallyError(reason: .version(version), offset: 0)
        }
        var place = -1
        for _ in 0..<(try reader.number(below: UInt64(Counter.allCases.count) + 1)) {
            place += try reader.number(below: UInt64(Counter.allCases.count)) + 1
            guard let counter = Counter(rawValue: place) else {
                throw TallyError(reason: .outOfRange, offset: reader.offset)
            }
            self[counter] = try reader.signedNumber(below: Tally.bound)
        }
        answeredWaits = try reader.histogram(below: Tally.bound)
        abandonedWaits = try reader.histogram(below: Tally.bound)
        callbackWaits = try reader.histogram(below: Tally.bound)
        rankedVisits = try reader.rankedVisits(below: Tally.bound)
        guard reader.isAtEnd else { throw TallyError(reason: .goesOn, offset: reader.offset) }
    }
}

/// Writes numbers, seven bits a byte.
private struct TallyWriter {
    var bytes: [UInt8] = []

    mutating func write(_ number: Int) { writeBits(UInt64(bitPattern: Int64(number))) }

    /// The sign goes into the lowest bit, so that small numbers stay short.
    mutating func writeSigned(_ number: Int) {
        writeBits(UInt64(bitPattern: Int64((number << 1) ^ (number >> (Int.bitWidth - 1)))))
    }

    mutating func write(_ histogram: WaitHistogram) {
        write(histogram.bins.count)
        var last = -1
        for bin in histogram.bins {
            write(bin.second - last - 1)
            write(bin.count)
            write(bin.exact)
            last = bin.second
        }
    }

    mutating func write(_ visits: RankedVisits) {
        write(visits.ranks.count)
        for visits in visits.ranks {
            writeSigned(visits.rank)
            write(visits.answered)
            write(visits.escalated)
        }
    }

    private mutating func writeBits(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}

/// Reads what ``TallyWriter`` wrote, and trusts none of it.
private struct TallyReader {
    let bytes: [UInt8]
    var offset = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { offset == bytes.count }

    mutating func byte() throws(TallyError) -> UInt8 {
        guard offset < bytes.count else { throw TallyError(reason: .endsEarly, offset: offset) }
        defer { offset += 1 }
        return bytes[offset]
    }

    mutating func number(below bound: UInt64) throws(TallyError) -> Int {
        let start = offset
        let number = try bits()
        guard number < bound else { throw TallyError(reason: .outOfRange, offset: start) }
        return Int(number)
    }

    mutating func signedNumber(below bound: UInt64) throws(TallyError) -> Int {
        let start = offset
        let number = try bits()
        guard number >> 1 < bound else { throw TallyError(reason: .outOfRange, offset: start) }
        return number & 1 == 0 ? Int(number >> 1) : -Int(number >> 1) - 1
    }

    mutating func histogram(below bound: UInt64) throws(TallyError) -> WaitHistogram {
        // Each bin takes three bytes or more.
        let count = try number(below: UInt64(bytes.count) / 3 + 1)
        var bins: [WaitHistogram.Bin] = []
        bins.reserveCapacity(count)
        var second = -1
        for _ in 0..<count {
            second += try number(below: bound) + 1
            let start = offset
            let waits = try number(below: bound)
            let exact = try number(below: bound)
            guard second < bound, exact <= waits, waits > 0 else {
                throw TallyError(reason: .outOfRange, offset: start)
            }
            bins.append(WaitHistogram.Bin(second: second, count: waits, exact: exact))
        }
        return WaitHistogram(sorted: bins)
    }

    mutating func rankedVisits(below bound: UInt64) throws(TallyError) -> RankedVisits {
        // Each rank takes three bytes or more.
        let count = try number(below: UInt64(bytes.count) / 3 + 1)
        var ranks: [RankedVisits.Rank] = []
        ranks.reserveCapacity(count)
        for _ in 0..<count {
            let start = offset
            let visits = RankedVisits.Rank(
                rank: try signedNumber(below: bound), answered: try number(below: bound),
                escalated: try number(below: bound))
            guard ranks.last.map({ $0.rank < visits.rank }) ?? true,
                visits.escalated <= visits.answered
            else { throw TallyError(reason: .outOfRange, offset: start) }
            ranks.append(visits)
        }
        return RankedVisits(sorted: ranks)
    }

    private mutating func bits() throws(TallyError) -> UInt64 {
        let start = offset
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            guard shift < 56 else { throw TallyError(reason: .outOfRange, offset: start) }
            number |= UInt64(byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 { return number }
        }
    }
}
