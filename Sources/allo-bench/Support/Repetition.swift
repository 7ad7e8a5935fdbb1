extension Effort {
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
