/// How long a call of a queue keeps an agent, in the mean: talk, hold and wrap-up.
///
/// The mean of the first calls, then one in which older calls count less and less.
struct HandleTime: Equatable, Sendable {
    /// In seconds. It begins with a guess that counts as one call.
    private(set) var mean = 180.0
    private var calls = 1.0

    /// About so many of the latest calls count.
    private static let memory = 20.0

    mutating func add(_ span: Duration) {
        calls = min(calls + 1, Self.memory)
        mean += (max(span.inSeconds, 0) - mean) / calls
    }
}

extension Duration {
    /// The span in seconds, as exactly as an estimate needs it.
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
