extension Figure {
    /// The letters that formulas are written in.
    public static let letters =
        "N visits ended, A answered, B abandoned, C callbacks accepted, F flow-outs, "
        + "K callbacks in which an agent talked; w wait."

    /// A part of the figure: spans in seconds, to the millisecond, so that parts add up exactly.
    public func text(numerator fraction: Fraction) -> String {
        numeratorIsTime ? fraction.numerator.asSeconds : String(fraction.numerator)
    }

    /// The other part: spans in seconds, to the millisecond.
    public func text(denominator fraction: Fraction) -> String {
        denominatorIsTime ? fraction.denominator.asSeconds : String(fraction.denominator)
    }

    /// What JSON names the numerator with: spans are exact, in milliseconds.
    public var numeratorKey: String { numeratorIsTime ? "numerator-ms" : "numerator" }

    /// What JSON names the denominator with: spans are exact, in milliseconds.
    public var denominatorKey: String { denominatorIsTime ? "denominator-ms" : "denominator" }

    private var numeratorIsTime: Bool { definition.unit == .seconds || isOccupancy }
    private var denominatorIsTime: Bool { isOccupancy || self == .handledPerHour }
    private var isOccupancy: Bool { self == .occupancy || self == .occupancyWithWriting }

    /// A value of the figure with two decimals, a count with none; `n/a` where there is none.
    public func text(of value: Double?) -> String {
        guard let value else { return "n/a" }
        return definition.unit == .count ? value.fixed(0) : value.fixed(2)
    }
}

extension Int {
    /// Milliseconds as seconds, all of them: `62.338`.
    fileprivate var asSeconds: String { (Double(self) / 1_000).fixed(3) }
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
