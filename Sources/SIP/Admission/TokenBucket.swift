/// A token bucket: so many tokens a second, and as many of them at once as it holds.
///
/// Kept as the one moment at which the bucket would be full again (the generic cell rate
/// algorithm, ITU-T I.371), so that it is 16 bytes and nothing has to be refilled.
struct TokenBucket: Equatable, Sendable {
    private var fullAt = Duration.zero

    /// How a bucket fills.
    struct Rate: Equatable, Sendable {
        /// How long one token takes to come.
        let interval: Duration
        /// How long an empty bucket takes to be full.
        let span: Duration

        /// A rate of tokens a second and the most the bucket holds; both at least one.
        init(perSecond: Int, burst: Int) {
            let interval = Duration.seconds(1) / Double(max(1, perSecond))
            self.interval = interval
            span = interval * Double(max(1, burst))
        }

        /// A rate of tokens a minute, a minute's worth of them at once; at least one.
        init(perMinute: Int) {
            interval = .seconds(60) / Double(max(1, perMinute))
            span = .seconds(60)
        }
    }

    /// A full bucket.
    init() {}

    /// Takes tokens if there are enough; takes none otherwise.
    ///
    /// - Returns: nil when they are taken; else how long to wait until there are enough.
    mutating func take(_ tokens: Int = 1, at rate: Rate, now: Duration) -> Duration? {
        let after = max(fullAt, now) + rate.interval * Double(tokens)
        guard after <= now + rate.span else { return after - now - rate.span }
        fullAt = after
        return nil
    }
}
