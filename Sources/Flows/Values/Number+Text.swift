extension Number: CustomStringConvertible, LosslessStringConvertible {
    /// Reads `12`, `-0.5`, `1234.56`: digits, perhaps a minus before them, perhaps a point and
    /// digits after them.
    ///
    /// Places beyond the sixth are rounded, half away from zero. Nil for anything else (spaces, a
    /// plus, groups, an exponent) and for what is out of range.
    public init?(_ text: some StringProtocol) { self.init(text, decimalMark: ".") }

    /// Reads a number whose decimal mark is another ASCII character, as the comma in `12,50`.
    public init?(_ text: some StringProtocol, decimalMark: Unicode.Scalar) {
        var bytes = Substring(text).utf8
        let isNegative = bytes.first == UInt8(ascii: "-")
        if isNegative { bytes.removeFirst() }
        let whole = bytes.prefix { $0.isDigit }
        var fraction = bytes[whole.endIndex...]
        if let mark = fraction.first {
            guard UInt32(mark) == decimalMark.value else { return nil }
            fraction.removeFirst()
            guard !fraction.isEmpty, fraction.allSatisfy(\.isDigit) else { return nil }
        }
        guard !whole.isEmpty else { return nil }

        // Counted below zero, where there is one more value than above.
        var total: Int64 = 0
        for digit in whole {
            guard total.append(digit) else { return nil }
        }
        var places = fraction.prefix(6).makeIterator()
        for _ in 0..<6 {
            guard total.append(places.next() ?? UInt8(ascii: "0")) else { return nil }
        }
        if let seventh = fraction.dropFirst(6).first, seventh >= UInt8(ascii: "5") {
            let (rounded, overflow) = total.subtractingReportingOverflow(1)
            guard !overflow else { return nil }
            total = rounded
        }
        if isNegative {
            self.init(millionths: total)
        } else {
            guard total != .min else { return nil }
            self.init(millionths: -total)
        }
    }

    /// The shortest text that reads back as the same number: `12`, `-0.5`, `1234.56`.
    public var description: String {
        let (whole, rest) = millionths.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        let sign = millionths < 0 ? "-" : ""
        guard rest > 0 else { return "\(sign)\(whole)" }
        var digits = String(rest)
        digits = String(repeating: "0", count: 6 - digits.utf8.count) + digits
        while digits.last == "0" { digits.removeLast() }
        return "\(sign)\(whole).\(digits)"
    }
}

extension Int64 {
    /// Appends a decimal digit to a number at or below zero; false where there is no room.
    fileprivate mutating func append(_ digit: UInt8) -> Bool {
        let (shifted, overflow) = multipliedReportingOverflow(by: 10)
        let (sum, overflowToo) = shifted.subtractingReportingOverflow(
            Int64(digit &- UInt8(ascii: "0")))
        self = sum
        return !overflow && !overflowToo
    }
}

extension UInt8 {
    /// Whether it is one of `0`…`9` in ASCII.
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
