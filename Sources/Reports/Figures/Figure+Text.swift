extension Figure {
    /// A value of the figure with two decimals, a count with none; `n/a` where there is none.
    public func text(of value: Double?) -> String {
        guard let value else { return "n/a" }
        return definition.unit == .count ? value.fixed(0) : value.fixed(2)
    }
}

extension Double {
    /// The number with so many decimals, halves away from zero, without an exponent.
    func fixed(_ decimals: Int) -> String {
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        // Beyond, a number has no decimals to show.
        guard isFinite, magnitude < 1e15 else { return description }
        let scaled = (magnitude * scale).rounded()
        let digits = String(Int(scaled))
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let sign = self < 0 && scaled > 0 ? "-" : ""
        guard decimals > 0 else { return sign + padded }
        return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }
}
