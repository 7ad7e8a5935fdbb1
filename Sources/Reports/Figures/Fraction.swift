/// A figure before the division: what is counted of what.
///
/// Fractions of disjoint sets of calls add up to the fraction of all of them, part by part. So the
/// calls behind a figure are those whose own fraction is not empty.
public struct Fraction: Hashable, Sendable {
    /// What is counted, or a sum of milliseconds.
    public var numerator: Int
    /// Of how many.
    public var denominator: Int

    /// Joins the two parts.
    public init(_ numerator: Int, of denominator: Int) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Whether neither part holds anything.
    public var isEmpty: Bool { numerator == 0 && denominator == 0 }
}
