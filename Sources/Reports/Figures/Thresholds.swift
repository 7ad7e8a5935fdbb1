/// The seconds that service levels and short abandons are measured with.
public struct Thresholds: Hashable, Sendable {
    /// The wait up to which an answer is in time: `X` of the formulas.
    public var answerWithin: Int
    /// The wait up to which an abandonment is short: `s` of the formulas.
    public var shortAbandon: Int

    /// Whole seconds, 20 and 5 unless told otherwise.
    public init(answerWithin: Int = 20, shortAbandon: Int = 5) {
        self.answerWithin = answerWithin
        self.shortAbandon = shortAbandon
    }
}
