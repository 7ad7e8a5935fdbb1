/// How much is measured.
struct Effort {
    /// Runs of which the median counts.
    var runs: Int
    /// How long one run lasts of work that can be cut anywhere.
    var run: Duration
    /// Prompts of which the first sample is timed.
    var prompts: Int
    /// Calls in the month that is reported.
    var calls: Int

    static let full = Effort(runs: 9, run: .seconds(1), prompts: 60, calls: 100_000)
    static let quick = Effort(runs: 3, run: .milliseconds(300), prompts: 30, calls: 10_000)

    /// How often a second something can be done, one figure a run. The work does it some times and
    /// gives how often.
    func rates(of work: () throws -> Int) rethrows -> [Double] {
        // A first run, which nobody counts, fills caches.
        _ = try work()
        return try (0..<runs).map { _ in
            var done = 0
            let start = ContinuousClock.now
            repeat { done += try work() } while .now - start < run
            return Double(done) / ((.now - start) / .seconds(1))
        }
    }
}
