import Foundation
import Telephony

extension Sound {
    /// A tone of a frequency in hertz, loud and clear.
    static func tone(_ frequency: Double, lasting span: Duration, rate: Int = 8_000) -> Sound {
        let count = Int(span / .seconds(1) * Double(rate))
        let step = 2 * Double.pi * frequency / Double(rate)
        return Sound(
            samples: (0..<count).map { Int16(8_000 * sin(step * Double($0))) }, rate: rate)
    }

    /// From when to when a tone is to be heard, without regard to breaks in it; nil where it is
    /// not.
    func span(of frequency: Double) -> Range<Duration>? {
        let length = rate / 100
        let block = Duration.milliseconds(10)
        let heard = (0..<samples.count / length).filter { number in
            share(of: frequency, in: samples[number * length..<(number + 1) * length]) > 0.6
        }
        guard let first = heard.first, let last = heard.last else { return nil }
        return block * first..<block * (last + 1)
    }

    /// How much of the power of some samples is of one frequency (Goertzel).
    private func share(of frequency: Double, in samples: ArraySlice<Int16>) -> Double {
        let factor = 2 * cos(2 * Double.pi * frequency / Double(rate))
        var (before, last, power) = (0.0, 0.0, 0.0)
        for sample in samples {
            let next = Double(sample) + factor * last - before
            (before, last) = (last, next)
            power += Double(sample) * Double(sample)
        }
        guard power > 1e4 * Double(samples.count) else { return 0 }
        let found = before * before + last * last - factor * before * last
        return found / (power * Double(samples.count) / 2)
    }
}
