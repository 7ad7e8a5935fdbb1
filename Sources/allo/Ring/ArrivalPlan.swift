/// When each of many calls is placed: evenly, from the first on.
///
/// Each time is reckoned from the beginning, so that a call that was placed late makes no other
/// one late.
struct ArrivalPlan: Equatable, Sendable {
    /// How many calls are placed; 1 to 1,000,000.
    let calls: Int
    /// How many each second; at least 0.001, so that the last one is placed in this century.
    let rate: Double

    /// When a call is placed, counted from 0, after the beginning.
    func time(of call: Int) -> Duration {
        .nanoseconds(Int64((Double(call) / rate * 1e9).rounded()))
    }

    /// When the last one is placed.
    var length: Duration { time(of: calls - 1) }
}
