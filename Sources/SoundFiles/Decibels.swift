import Foundation

/// Between factors of amplitude and decibels.
enum Decibels {
    static func of(_ factor: Double) -> Double { 20 * log10(factor) }

    static func factor(_ decibels: Double) -> Float { Float(pow(10, decibels / 20)) }
}
