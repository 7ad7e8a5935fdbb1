public import Telephony

/// Where one sound is found in another, and how surely.
///
/// The value is the normalised cross-correlation: 1 for the same shape at any loudness, about 0
/// for another sound. Found means above 0.8; another sound stays below 0.3.
public struct Correlation: Equatable, Sendable {
    /// How alike they are at the best place, -1...1; 0 where there is nothing to compare.
    public let value: Double
    /// The first sample of the best place, at the rate of the sound looked for.
    public let offset: Int
    /// When the best place begins, from the beginning of the sound looked through.
    public let time: Duration

    /// The best place of `needle` in `haystack`, whole.
    ///
    /// Both are looked at coarsely first, at 4,000 Hz or a little more, then exactly around the
    /// best place. The haystack is brought to the needle's rate where it has another.
    public static func best(of needle: Sound, in haystack: Sound) -> Correlation {
        let heard = haystack.resampled(to: needle.rate).samples.map(Double.init)
        let wanted = needle.samples.map(Double.init)
        guard !wanted.isEmpty, wanted.count <= heard.count else {
            return Correlation(value: 0, offset: 0, time: .zero)
        }
        let step = max(1, needle.rate / 4_000)
        let coarse = coarseOffset(of: decimated(wanted, by: step), in: decimated(heard, by: step))
        let nearest = max(0, (coarse - 1) * step)...(coarse + 1) * step
        var best = (value: 0.0, offset: 0)
        for offset in nearest where offset + wanted.count <= heard.count {
            let value = similarity(of: wanted, in: heard, at: offset)
            if value > best.value { best = (value, offset) }
        }
        return Correlation(
            value: best.value, offset: best.offset,
            time: .seconds(1) * best.offset / needle.rate)
    }

    /// The normalised correlation at one place.
    private static func similarity(of needle: [Double], in heard: [Double], at offset: Int)
        -> Double
    {
        needle.withUnsafeBufferPointer { needle in
            heard.withUnsafeBufferPointer { heard in
                var product = 0.0
                var own = 0.0
                var other = 0.0
                for index in 0..<needle.count {
                    let (a, b) = (needle[index], heard[offset + index])
                    product += a * b
                    own += a * a
                    other += b * b
                }
                return normalised(product, own, other, count: needle.count)
            }
        }
    }

    /// Below one step of 16 bits on average there is nothing to compare.
    private static func normalised(
        _ product: Double, _ own: Double, _ other: Double, count: Int
    ) -> Double {
        guard own > Double(count), other > Double(count) else { return 0 }
        return product / (own * other).squareRoot()
    }

    private static func coarseOffset(of needle: [Double], in heard: [Double]) -> Int {
        var size = 1
        while size < heard.count + needle.count { size *= 2 }
        var a = Spectrum(heard, size: size)
        let b = Spectrum(needle, size: size)
        a.correlate(with: b)
        var energy = heard.prefix(needle.count).reduce(0) { $0 + $1 * $1 }
        let own = needle.reduce(0) { $0 + $1 * $1 }
        var best = (value: 0.0, offset: 0)
        for offset in 0...(heard.count - needle.count) {
            let value = normalised(a.real[offset], own, energy, count: needle.count)
            if value > best.value { best = (value, offset) }
            guard offset + needle.count < heard.count else { break }
            energy +=
                heard[offset + needle.count] * heard[offset + needle.count]
                - heard[offset] * heard[offset]
        }
        return best.offset
    }

    /// One sample for each `step`, their mean.
    private static func decimated(_ samples: [Double], by step: Int) -> [Double] {
        guard step > 1 else { return samples }
        return stride(from: 0, through: samples.count - step, by: step).map { start in
            samples[start..<start + step].reduce(0, +) / Double(step)
        }
    }
}
