/// An address of the Internet Protocol, version 4 or 6.
///
/// Reads and writes the forms of RFC 4291 §2.2 and RFC 5952 without asking the system.
public enum IPAddress: Hashable, Sendable {
    /// Version 4: the four bytes, first byte highest.
    case v4(UInt32)
    /// Version 6: the sixteen bytes as two halves, first byte highest.
    case v6(UInt64, UInt64)

    /// Reads `192.0.2.1`, `2001:db8::1` or, as in a URI, `[2001:db8::1]`; nil for anything else.
    ///
    /// A version 4 address in version 6 clothes (`::ffff:192.0.2.1`) is read as version 4: the
    /// same peer must not have two names.
    public init?(_ text: some StringProtocol) {
        var bytes = Array(text.utf8)
        if bytes.first == UInt8(ascii: "["), bytes.last == UInt8(ascii: "]") {
            bytes = Array(bytes.dropFirst().dropLast())
            guard bytes.contains(UInt8(ascii: ":")) else { return nil }
        }
        guard bytes.count <= 45 else { return nil }
        if bytes.contains(UInt8(ascii: ":")) {
            guard let (high, low) = IPAddress.version6(bytes[...]) else { return nil }
            self = IPAddress(high: high, low: low)
        } else {
            guard let number = IPAddress.version4(bytes[...]) else { return nil }
            self = .v4(number)
        }
    }

    /// The address whose sixteen bytes these are; version 4 where they only clothe one.
    public init(high: UInt64, low: UInt64) {
        self =
            high == 0 && low >> 32 == 0xFFFF ? .v4(UInt32(truncatingIfNeeded: low)) : .v6(high, low)
    }

    /// `127.0.0.1`.
    public static let loopback = IPAddress.v4(0x7F00_0001)

    /// Whether it names no host but all of this machine's addresses: `0.0.0.0` or `::`.
    public var isUnspecified: Bool { self == .v4(0) || self == .v6(0, 0) }

    /// Whether it only leads back to this machine: 127.0.0.0/8 or `::1`.
    public var isLoopback: Bool {
        switch self {
        case .v4(let number): number >> 24 == 127
        case .v6(let high, let low): high == 0 && low == 1
        }
    }

    /// Whether it is of version 6.
    public var isVersion6: Bool {
        if case .v6 = self { true } else { false }
    }

    /// How many bits it has: 32 or 128.
    public var bitCount: Int { isVersion6 ? 128 : 32 }

    private static func version4(_ bytes: ArraySlice<UInt8>) -> UInt32? {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var number: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0")
            else { return nil }
            var value: UInt32 = 0
            for byte in part {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + UInt32(byte - UInt8(ascii: "0"))
            }
            guard value <= 255 else { return nil }
            number = number << 8 | value
        }
        return number
    }

    private static func version6(_ bytes: ArraySlice<UInt8>) -> (UInt64, UInt64)? {
        let colon = UInt8(ascii: ":")
        var groups: [UInt16] = []
        var gap: Int?
        var rest = bytes
        if rest.starts(with: [colon, colon]) {
            gap = 0
            rest = rest.dropFirst(2)
        }
        while !rest.isEmpty {
            let piece = rest.prefix { $0 != colon }
            if piece.contains(UInt8(ascii: ".")) {
                guard piece.count == rest.count, let number = version4(piece) else { return nil }
                groups.append(UInt16(number >> 16))
                groups.append(UInt16(truncatingIfNeeded: number))
                rest = rest.dropFirst(piece.count)
                break
            }
            guard let group = hexadecimal(piece) else { return nil }
            groups.append(group)
            rest = rest.dropFirst(piece.count)
            guard !rest.isEmpty else { break }
            rest = rest.dropFirst()
            guard let next = rest.first else { return nil }
            if next == colon {
                guard gap == nil else { return nil }
                gap = groups.count
                rest = rest.dropFirst()
            }
        }
        guard groups.count <= 8, gap == nil ? groups.count == 8 : groups.count < 8 else {
            return nil
        }
        if let gap {
            groups.insert(contentsOf: repeatElement(0, count: 8 - groups.count), at: gap)
        }
        return (half(groups.prefix(4)), half(groups.suffix(4)))
    }

    private static func half(_ groups: some Sequence<UInt16>) -> UInt64 {
        groups.reduce(0) { $0 << 16 | UInt64($1) }
    }

    private static func hexadecimal(_ digits: ArraySlice<UInt8>) -> UInt16? {
        guard (1...4).contains(digits.count) else { return nil }
        var value: UInt16 = 0
        for digit in digits {
            let number: UInt8
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): number = digit - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): number = digit - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): number = digit - UInt8(ascii: "A") + 10
            default: return nil
            }
            value = value << 4 | UInt16(number)
        }
        return value
    }
}

extension IPAddress: CustomStringConvertible {
    /// The address as RFC 5952 wants it: lower case, the longest run of zeros left out.
    public var description: String {
        switch self {
        case .v4(let number):
            return "\(number >> 24).\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)"
        case .v6(let high, let low):
            let groups = (0..<8).map { index in
                UInt16(truncatingIfNeeded: (index < 4 ? high : low) >> UInt64(48 - index % 4 * 16))
            }
            return IPAddress.text(groups)
        }
    }

    private static func text(_ groups: [UInt16]) -> String {
        var longest = 0..<0
        var index = 0
        while index < groups.count {
            let run = groups[index...].prefix { $0 == 0 }
            if run.count > longest.count { longest = run.startIndex..<run.endIndex }
            index += max(1, run.count)
        }
        func joined(_ part: ArraySlice<UInt16>) -> String {
            part.map { String($0, radix: 16) }.joined(separator: ":")
        }
        guard longest.count > 1 else { return joined(groups[...]) }
        return joined(groups[..<longest.lowerBound]) + "::" + joined(groups[longest.upperBound...])
    }
}
