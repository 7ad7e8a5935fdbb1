/// The mean of a figure over several seeds, with the interval that holds the true mean in 95 of 100
/// cases.
public struct Estimate: Hashable, Sendable {
    /// The mean of the runs that have a value.
    public let mean: Double
    /// Half the length of the interval; nil for fewer than two runs.
    public let margin: Double?
    /// How many runs have a value.
    public let count: Int

    /// The mean of values, by Student's distribution; nil where there are none.
    public init?(_ values: [Double]) {
        guard !values.isEmpty else { return nil }
        let mean = values.reduce(0, +) / Double(values.count)
        self.mean = mean
        count = values.count
        guard values.count > 1 else {
            margin = nil
            return
        }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let deviation = (squares / Double(values.count - 1)).squareRoot()
        margin =
            Self.quantile(freedom: values.count - 1) * deviation
            / Double(values.count).squareRoot()
    }

    /// Whether the interval holds a value.
    public func holds(_ value: Double) -> Bool { abs(value - mean) <= margin ?? 0 }

    /// The number that Student's t exceeds in 2.5 of 100 cases.
    static func quantile(freedom: Int) -> Double {
        let table = [
            12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179,
            2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064,
            2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
        ]
        guard freedom > 0 else { return .infinity }
        guard freedom > table.count else { return table[freedom - 1] }
        // The first terms of its expansion (Fisher and Cornish).
        let z = 1.959_963_985
        let n = Double(freedom)
        return z + (z * z * z + z) / (4 * n)
    }
}
