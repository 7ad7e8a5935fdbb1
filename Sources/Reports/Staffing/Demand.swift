/// What callers ask of a team in a stretch of time.
public struct Demand: Hashable, Sendable {
    /// Calls in the stretch.
    public let calls: Double
    /// How long the stretch is.
    public let span: Duration
    /// How long one call keeps an agent: talk, hold and wrap-up.
    public let handleTime: Duration

    /// Describes what is asked.
    ///
    /// - Throws: ``StaffingError`` where the calls are negative or no number, or a span is not
    ///   positive, or there is more to do than 10,000 agents could.
    public init(calls: Double, in span: Duration, handleTime: Duration) throws(StaffingError) {
        guard calls.isFinite, calls >= 0 else { throw StaffingError(.calls(calls)) }
        guard span > .zero else { throw StaffingError(.span(span)) }
        guard handleTime > .zero else { throw StaffingError(.handleTime(handleTime)) }
        self.calls = calls
        self.span = span
        self.handleTime = handleTime
        guard load <= Demand.largestLoad else { throw StaffingError(.load(load)) }
    }

    /// The most that is reckoned with, in erlangs.
    public static let largestLoad = 10_000.0

    /// Calls a second.
    var rate: Double { calls / span.inSeconds }

    /// How many agents the calls keep busy on average, in erlangs.
    public var load: Double { rate * handleTime.inSeconds }
}

extension Duration {
    /// The span in seconds.
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
