/// Holds the peaks of a sound under a ceiling by turning it down softly around them.
///
/// The gain falls before a peak and rises after it over ``reach``; it never clips a wave. The
/// sound is known as a whole, so nothing is delayed.
struct PeakLimiter {
    /// The ceiling, as a factor of full scale.
    let ceiling: Float
    /// For how many samples before and after a peak the gain is held.
    let reach: Int

    /// - Parameters:
    ///   - ceiling: in dBTP.
    ///   - rate: samples per second, in hertz.
    init(ceiling: Double, rate: Int) {
        self.ceiling = Decibels.factor(ceiling)
        reach = max(1, rate / 125)  // 8 ms: longer than half a wave of a voice
    }

    /// The sound with its peaks held down.
    ///
    /// `peaks` holds for each sample the highest amplitude at and around it, between the samples
    /// too.
    func limit(_ samples: [Float], peaks: [Float]) -> [Float] {
        let wanted = peaks.map { $0 > ceiling ? ceiling / $0 : 1 }
        // The mean of a minimum held for as long as the mean reaches is never above what is wanted.
        let gain = mean(of: minimum(of: wanted))
        return zip(samples, gain).map { $0 * $1 }
    }

    /// The least value within reach of each, found with a queue of falling candidates.
    private func minimum(of values: [Float]) -> [Float] {
        var candidates: [Int] = []
        var first = 0
        var result: [Float] = []
        result.reserveCapacity(values.count)
        for end in 0..<(values.count + reach) {
            if end < values.count {
                while candidates.count > first,
                    values[candidates[candidates.count - 1]]
                        >= values[end]
                {
                    candidates.removeLast()
                }
                candidates.append(end)
            }
            guard end >= reach else { continue }
            if candidates[first] < end - 2 * reach { first += 1 }
            result.append(values[candidates[first]])
        }
        return result
    }

    /// The mean of all values within reach of each; beyond the ends, the end goes on.
    private func mean(of values: [Float]) -> [Float] {
        guard let start = values.first, let end = values.last else { return [] }
        let width = Double(2 * reach + 1)
        var sum = Double(start) * Double(reach)
        for index in 0...reach { sum += Double(index < values.count ? values[index] : end) }
        return values.indices.map { index in
            defer {
                let entering = index + reach + 1
                let leaving = index - reach
                sum += Double(entering < values.count ? values[entering] : end)
                sum -= Double(leaving >= 0 ? values[leaving] : start)
            }
            return Float(sum / width)
        }
    }
}
