/// Makes sounds evenly loud: -23 LUFS ±1 with a true peak under -3 dBTP (DESIGN.md §11).
///
/// One gain for the whole sound; where it would lift the peaks too high, a ``PeakLimiter`` holds
/// them and the gain makes up for what it takes. A peak always counts for more than loudness: a
/// sound of nothing but short clicks stays softer.
struct Leveller {
    /// The loudness aimed at, in LUFS.
    static let target = -23.0
    /// The ceiling of the true peak in dBTP: below -3 by what rounding to 16 bits may add.
    static let ceiling = -3.2
    /// What is softer than this, in LUFS, is silence and stays as it is.
    static let silence = -60.0

    private static let tolerance = 0.3
    private static let mostRounds = 8

    /// Samples per second, in hertz.
    let rate: Int
    /// What errors call the sound.
    let name: String

    /// The sound, evenly loud.
    ///
    /// - Throws: ``SoundFileError`` when memory is short.
    func level(_ samples: [Float]) throws(SoundFileError) -> [Float] {
        let loudness = try Loudness(of: samples, rate: rate, name: name)
        guard let integrated = loudness.integrated, let peak = loudness.truePeak,
            integrated > Self.silence
        else { return samples }
        var gain = Self.target - integrated
        guard peak + gain > Self.ceiling else { return samples.scaled(by: gain) }

        let peaks = try peaks(of: samples)
        var ceiling = Self.ceiling
        var limited = samples
        for _ in 0..<Self.mostRounds {
            let limiter = PeakLimiter(ceiling: ceiling, rate: rate)
            limited = limiter.limit(
                samples.scaled(by: gain), peaks: peaks.scaled(by: gain))
            let result = try Loudness(of: limited, rate: rate, name: name)
            guard let reached = result.integrated, let top = result.truePeak else { break }
            let over = max(0, top - Self.ceiling)
            let under = Self.target - reached
            if over == 0, abs(under) < Self.tolerance { break }
            ceiling -= over
            gain += under
        }
        // The last round may have ended over the ceiling: then all of it comes down.
        let top = try Loudness(of: limited, rate: rate, name: name).truePeak ?? Self.ceiling
        return top > Self.ceiling ? limited.scaled(by: Self.ceiling - top) : limited
    }

    /// For each sample the highest amplitude at it and up to its neighbours, between samples too.
    private func peaks(of samples: [Float]) throws(SoundFileError) -> [Float] {
        let fine = 4
        guard Resampler.rates.contains(rate * fine) else { return samples.map(abs) }
        let between = try Resampler.resample(samples, from: rate, to: rate * fine, name: name)
        return samples.indices.map { index in
            let around = max(0, index * fine - fine)..<min(between.count, (index + 1) * fine + 1)
            guard around.lowerBound < around.upperBound else { return abs(samples[index]) }
            return between[around].reduce(abs(samples[index])) { max($0, abs($1)) }
        }
    }
}

extension [Float] {
    /// All samples, louder by some decibels.
    fileprivate func scaled(by decibels: Double) -> [Float] {
        let factor = Decibels.factor(decibels)
        return map { $0 * factor }
    }
}
