import TestSupport
import Glibc
import Telephony

/// Something like a prompt: short tones of a voice's pitch and formants, unlike those of any other
/// seed.
func promptLike(seconds: Double, rate: Int, seed: UInt64) -> Sound {
    var random = SeededGenerator(seed: seed)
    var samples: [Int16] = []
    while samples.count < Int(seconds * Double(rate)) {
        let length = Int.random(in: rate / 20...rate / 6, using: &random)
        let parts = (0..<4).map { _ in
            (
                Double.random(in: 150...1_500, using: &random),
                Double.random(in: 0...6, using: &random)
            )
        }
        for index in 0..<length {
            let time = Double(index) / Double(rate)
            let value = parts.reduce(0.0) { $0 + sin(2 * .pi * $1.0 * time + $1.1) }
            let envelope = sin(.pi * Double(index) / Double(length))
            samples.append(Int16(2_500 * value * envelope))
        }
    }
    return Sound(samples: Array(samples.prefix(Int(seconds * Double(rate)))), rate: rate)
}

extension PlaybackID {
    static let first = PlaybackID(rawValue: 1)
    static let second = PlaybackID(rawValue: 2)
    static let third = PlaybackID(rawValue: 3)
}
