import Foundation
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

/// A Fourier transform of a power of two (radix 2, in place).
private struct Spectrum {
    var real: [Double]
    var imaginary: [Double]

    init(_ samples: [Double], size: Int) {
        real = samples + [Double](repeating: 0, count: size - samples.count)
        imaginary = [Double](repeating: 0, count: size)
        transform()
    }

    /// Becomes the cross-correlation with another, in the domain of time.
    mutating func correlate(with other: Spectrum) {
        let scale = 1 / Double(real.count)
        for index in real.indices {
            let (a, b) = (real[index], imaginary[index])
            let (c, d) = (other.real[index], other.imaginary[index])
            // Conjugated, so that transforming forward again transforms back.
            real[index] = (a * c + b * d) * scale
            imaginary[index] = -(b * c - a * d) * scale
        }
        transform()
    }

    private mutating func transform() {
        real.withUnsafeMutableBufferPointer { real in
            imaginary.withUnsafeMutableBufferPointer { imaginary in
                Self.reorder(real, imaginary)
                var length = 2
                while length <= real.count {
                    Self.combine(real, imaginary, length: length)
                    length *= 2
                }
            }
        }
    }

    private static func reorder(
        _ real: UnsafeMutableBufferPointer<Double>, _ imaginary: UnsafeMutableBufferPointer<Double>
    ) {
        var target = 0
        for index in 1..<max(1, real.count) {
            var bit = real.count / 2
            while target & bit != 0 {
                target ^= bit
                bit /= 2
            }
            target |= bit
            if index < target {
                real.swapAt(index, target)
                imaginary.swapAt(index, target)
            }
        }
    }

    private static func combine(
        _ real: UnsafeMutableBufferPointer<Double>, _ imaginary: UnsafeMutableBufferPointer<Double>,
        length: Int
    ) {
        let half = length / 2
        for pair in 0..<half {
            let angle = -Double.pi * Double(pair) / Double(half)
            let (cosine, sine) = (cos(angle), sin(angle))
            var low = pair
            while low < real.count {
                let high = low + half
                let a = real[high] * cosine - imaginary[high] * sine
                let b = real[high] * sine + imaginary[high] * cosine
                real[high] = real[low] - a
                imaginary[high] = imaginary[low] - b
                real[low] += a
                imaginary[low] += b
                low += length
            }
        }
    }
}

extension Sound {
    /// The same sound at another rate, good enough to compare by: straight lines between samples,
    /// after a mean over the samples that fall into one where the new rate is lower.
    public func resampled(to newRate: Int) -> Sound {
        guard newRate != rate, let last = samples.indices.last else {
            return Sound(samples: samples, rate: newRate)
        }
        let width = max(1, rate / newRate)
        let ratio = Double(rate) / Double(newRate)
        let count = Int(Double(samples.count) / ratio)
        let resampled = (0..<count).map { index in
            let place = Double(index) * ratio
            let first = Int(place)
            let part = place - Double(first)
            var value = 0.0
            for near in 0..<width {
                let shift = near - width / 2
                let low = Double(samples[min(last, max(0, first + shift))])
                let high = Double(samples[min(last, max(0, first + shift + 1))])
                value += low + (high - low) * part
            }
            return Int16(clamping: Int((value / Double(width)).rounded()))
        }
        return Sound(samples: resampled, rate: newRate)
    }
}
