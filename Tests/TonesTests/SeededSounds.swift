import TestSupport
import Glibc

/// The power of samples in dBm0: a sine of full scale has +3.14.
func powerInDBm0(_ samples: [Int16]) -> Double {
    let mean = samples.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(samples.count)
    return 10 * log10(mean / (32_767 * 32_767 / 2)) + 3.14
}

/// White noise of a power in dBm0.
func noise(dBm0: Double, count: Int, seed: UInt64) -> [Int16] {
    var random = SeededGenerator(seed: seed)
    // A uniform value in -1...1 has the power 1/3, a sine of peak 1 the power 1/2.
    let peak = 32_767 * pow(10, (dBm0 - 3.14) / 20) * (1.5).squareRoot()
    return (0..<count).map { _ in
        Int16(clamping: Int(peak * Double.random(in: -1...1, using: &random)))
    }
}

/// Sines of frequencies in hertz and levels in dBm0, at 8,000 Hz.
func sines(_ tones: [(Double, Double)], count: Int) -> [Int16] {
    (0..<count).map { index in
        let value = tones.reduce(0.0) { sum, tone in
            let peak = 32_767 * pow(10, (tone.1 - 3.14) / 20)
            return sum + peak * sin(2 * .pi * tone.0 * Double(index) / 8_000)
        }
        return Int16(clamping: Int(value))
    }
}

/// Something like a voice: syllables of 80 to 300 ms, each a buzz of a gliding pitch whose
/// harmonics are weighted by two formants, with breath between.
func voiceLike(count: Int, seed: UInt64) -> [Int16] {
    var random = SeededGenerator(seed: seed)
    var samples: [Int16] = []
    while samples.count < count {
        let length = Int.random(in: 640...2_400, using: &random)
        let pitch = Double.random(in: 90...260, using: &random)
        let glide = Double.random(in: -0.2...0.2, using: &random)
        let formants = (
            Double.random(in: 300...900, using: &random),
            Double.random(in: 900...2_400, using: &random)
        )
        let weights = (1...12).map { harmonic in
            let frequency = pitch * Double(harmonic)
            let first = exp(-pow((frequency - formants.0) / 250, 2))
            let second = exp(-pow((frequency - formants.1) / 300, 2))
            return first + 0.7 * second + 0.25
        }
        var phase = 0.0
        for index in 0..<length {
            let progress = Double(index) / Double(length)
            phase += 2 * .pi * pitch * (1 + glide * progress) / 8_000
            var value = 0.0
            for (harmonic, weight) in weights.enumerated() {
                value += weight * sin(phase * Double(harmonic + 1))
            }
            samples.append(Int16(clamping: Int(5_000 * value * sin(.pi * progress))))
        }
    }
    return samples
}

extension [Int16] {
    /// Adds another sound, sample by sample.
    mutating func mix(_ other: [Int16]) {
        for index in indices where index < other.count {
            self[index] = Int16(clamping: Int(self[index]) + Int(other[index]))
        }
    }
}
