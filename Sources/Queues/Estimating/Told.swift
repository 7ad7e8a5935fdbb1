import Telephony

/// What a caller was last told about their wait, so that they are never told more the next time.
struct Told: Equatable, Sendable {
    var position: Int
    /// nil while nobody was there to take them and nothing else was told before.
    var band: WaitBand?
    var at: Duration

    /// What may be told after this.
    ///
    /// The most that was told, less the time since, bounds what is told next.
    func next(position: Int, seconds: Double?, at now: Duration) -> Told {
        Told(
            position: min(position, self.position),
            band: seconds.map { WaitBand(holding: min($0, bound(at: now))) } ?? band,
            at: seconds == nil ? at : now)
    }

    private func bound(at now: Duration) -> Double {
        band?.upper.map { ($0 - (now - at)).inSeconds } ?? .infinity
    }
}

extension WaitBand {
    /// The bounds between the spans that are told, in minutes: up to 1, 1 to 2, … over 10.
    private static let bounds = [1, 2, 3, 5, 10]

    /// The span to tell in which a wait of so many seconds lies; a bound belongs to the span below.
    init(holding seconds: Double) {
        let upper = Self.bounds.first { seconds <= Double($0 * 60) }
        let lower = Self.bounds.last { seconds > Double($0 * 60) }
        self.init(
            lower: .seconds((lower ?? 0) * 60), upper: upper.map { .seconds($0 * 60) })
    }
}
