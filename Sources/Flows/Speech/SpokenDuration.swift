/// The two greatest units of a span, as it is spoken.
struct SpokenDuration {
    enum Unit { case day, hour, minute, second }

    struct Part {
        let count: Int
        let unit: Unit
    }

    let isNegative: Bool
    let first: Part
    /// The next unit, where there is any of it.
    let second: Part?

    /// Cuts a span up, rounded to seconds.
    init(_ duration: Duration) {
        let (whole, attoseconds) = duration.components
        let half: Int64 = 500_000_000_000_000_000
        let rounded = whole + (attoseconds >= half ? 1 : attoseconds <= -half ? -1 : 0)
        let seconds = Int(rounded.magnitude)
        let parts = [
            Part(count: seconds / 86_400, unit: .day),
            Part(count: seconds / 3_600 % 24, unit: .hour),
            Part(count: seconds / 60 % 60, unit: .minute),
            Part(count: seconds % 60, unit: .second),
        ]
        let start = parts.firstIndex { $0.count > 0 } ?? 3
        isNegative = rounded < 0
        first = parts[start]
        second = parts.dropFirst(start + 1).first.flatMap { $0.count > 0 ? $0 : nil }
    }
}
