extension Int {
    /// The quotient rounded down and the remainder, which is never negative; the divisor is
    /// positive.
    package func flooredDivision(by divisor: Int) -> (quotient: Int, remainder: Int) {
        precondition(divisor > 0)
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    /// The number with leading zeros to the given width.
    package func padded(_ width: Int) -> String {
        let digits = String(self)
        guard digits.utf8.count < width else { return digits }
        return String(repeating: "0", count: width - digits.utf8.count) + digits
    }
}

extension Duration {
    /// The span in whole milliseconds, towards zero; one that is too long for them is the longest.
    public var inMilliseconds: Int64 {
        Int64(clamping: attoseconds / 1_000_000_000_000_000)
    }
}
