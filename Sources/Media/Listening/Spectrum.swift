import Foundation

/// A Fourier transform of a power of two (radix 2, in place).
struct Spectrum {
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
