import Flows
import Telephony

extension Distribution {
    /// Draws a span, in whole milliseconds; nil for what never comes.
    ///
    /// But for a gamma it takes one number of the chance, so that larger ones give longer spans.
    func draw(from chance: inout Chance) -> Int64? {
        switch self {
        case .constant(let span): return span.inMilliseconds
        case .never: return nil
        case .exponential(let mean):
            return Self.whole(-mean.milliseconds * Normal.log(chance.unit()))
        case .uniform(let from, let to):
            return Self.whole(
                from.milliseconds + (to.milliseconds - from.milliseconds) * chance.unit())
        case .lognormal(let mean, let deviation):
            let ratio = deviation.milliseconds / mean.milliseconds
            let variance = Normal.log(1 + ratio * ratio)
            let normal = Normal.quantile(chance.unit())
            return Self.whole(
                mean.milliseconds
                    * Normal.exponential(variance.squareRoot() * normal - variance / 2))
        case .gamma(let mean, let deviation):
            guard deviation > .zero else { return mean.inMilliseconds }
            let ratio = mean.milliseconds / deviation.milliseconds
            let shape = ratio * ratio
            return Self.whole(Self.gamma(shape, &chance) * mean.milliseconds / shape)
        }
    }

    /// The longest span that is drawn: ten days.
    private static let longest = 864_000_000.0

    private static func whole(_ milliseconds: Double) -> Int64 {
        guard milliseconds.isFinite else { return Int64(longest) }
        return Int64(min(longest, max(0, milliseconds)).rounded())
    }

    /// A number of the gamma distribution of a shape, with the scale 1.
    ///
    /// G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables" (2000).
    private static func gamma(_ shape: Double, _ chance: inout Chance) -> Double {
        guard shape >= 1 else {
            let boost = Normal.exponential(Normal.log(chance.unit()) / shape)
            return gamma(shape + 1, &chance) * boost
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = Normal.quantile(chance.unit())
            let base = 1 + c * x
            guard base > 0 else { continue }
            let v = base * base * base
            if Normal.log(chance.unit()) < 0.5 * x * x + d - d * v + d * Normal.log(v) {
                return d * v
            }
        }
    }
}

extension Duration {
    /// The span in milliseconds, with their parts.
    var milliseconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) * 1_000 + Double(attoseconds) / 1e15
    }
}

/// Several things of which one is drawn by weights.
struct Lots<Value: Hashable & Sendable>: Sendable {
    let values: [Value]
    /// The sum of the weights up to each value.
    private let sums: [Double]

    init(_ shares: [SimulationPlan.Share<Value>]) {
        let shares = shares.filter { $0.weight > 0 }
        values = shares.map(\.value)
        var sum = 0.0
        sums = shares.map { share in
            sum += share.weight
            return sum
        }
    }

    /// Of these, each as likely.
    init(even values: [Value]) {
        self.init(values.map { SimulationPlan.Share($0, weight: 1) })
    }

    /// One of them; nil where there are none.
    func draw(from chance: inout Chance) -> Value? {
        guard let all = sums.last else { return nil }
        return drawn(at: chance.unit() * all)
    }

    /// The value of parts whose weights are shares of one; nil for the rest.
    func drawPart(from chance: inout Chance) -> Value? {
        let place = chance.unit()
        guard let all = sums.last, place < all else { return nil }
        return drawn(at: place)
    }

    private func drawn(at place: Double) -> Value? {
        for (value, sum) in zip(values, sums) where place < sum { return value }
        return values.last
    }
}
