extension Number: Comparable, ExpressibleByIntegerLiteral {
    /// A whole number written in code.
    public init(integerLiteral value: Int32) { self.init(millionths: Int64(value) * 1_000_000) }

    /// A whole number, or nil where it is out of range.
    public init?(_ integer: some BinaryInteger) {
        guard let whole = Int64(exactly: integer) else { return nil }
        let (millionths, overflow) = whole.multipliedReportingOverflow(by: 1_000_000)
        guard !overflow else { return nil }
        self.init(millionths: millionths)
    }

    /// A whole number, or the nearest one in range.
    public init(clamping integer: Int) {
        self = Number(integer) ?? Number(millionths: integer < 0 ? .min : .max)
    }

    /// Orders by size.
    public static func < (left: Number, right: Number) -> Bool {
        left.millionths < right.millionths
    }

    /// The sum, or nil where it is out of range.
    public func adding(_ other: Number) -> Number? {
        let (sum, overflow) = millionths.addingReportingOverflow(other.millionths)
        return overflow ? nil : Number(millionths: sum)
    }

    /// The difference, or nil where it is out of range.
    public func subtracting(_ other: Number) -> Number? {
        let (difference, overflow) = millionths.subtractingReportingOverflow(other.millionths)
        return overflow ? nil : Number(millionths: difference)
    }

    /// The product, its seventh place rounded half away from zero; nil where it is out of range.
    public func multiplied(by other: Number) -> Number? {
        let product = Int128(millionths) * Int128(other.millionths)
        return Number(wide: product.dividedRounding(by: 1_000_000))
    }

    /// The quotient, its seventh place rounded half away from zero; nil where the divisor is zero
    /// or the quotient out of range.
    public func divided(by other: Number) -> Number? {
        guard other.millionths != 0 else { return nil }
        let scaled = Int128(millionths) * 1_000_000
        return Number(wide: scaled.dividedRounding(by: Int128(other.millionths)))
    }

    /// What is left of a division with a whole quotient, with the sign of this number; nil where
    /// the divisor is zero.
    public func remainder(dividingBy other: Number) -> Number? {
        guard other.millionths != 0 else { return nil }
        let rest = Int128(millionths) % Int128(other.millionths)
        return Number(wide: rest)
    }

    /// The number with its sign turned, or nil where it is out of range.
    public var negated: Number? { Number(millionths: 0).subtracting(self) }

    /// The nearest number with so many decimal places, 0 to 6; half goes away from zero.
    ///
    /// Nil where the result is out of range.
    public func rounded(toPlaces places: Int) -> Number? {
        var unit: Int128 = 1
        for _ in 0..<(6 - min(max(places, 0), 6)) { unit *= 10 }
        return Number(wide: Int128(millionths).dividedRounding(by: unit) * unit)
    }

    /// The number without its decimal places.
    public var integerPart: Int { Int(millionths / 1_000_000) }

    /// The number as an integer, or nil where it has decimal places.
    public var asInteger: Int? { millionths % 1_000_000 == 0 ? integerPart : nil }

    private init?(wide millionths: Int128) {
        guard let narrow = Int64(exactly: millionths) else { return nil }
        self.init(millionths: narrow)
    }
}

extension Int128 {
    /// The nearest integer to the quotient; half goes away from zero. The divisor is not zero, and
    /// both are far from the ends of the range.
    fileprivate func dividedRounding(by divisor: Int128) -> Int128 {
        let (quotient, rest) = quotientAndRemainder(dividingBy: divisor)
        guard rest.magnitude * 2 >= divisor.magnitude else { return quotient }
        return (self < 0) == (divisor < 0) ? quotient + 1 : quotient - 1
    }
}
