import CLinux

/// The system's random numbers, fetched by the handful: a call takes a dozen, and asking the system
/// for each costs more than what is done with it.
struct SystemChance: RandomNumberGenerator {
    /// As many as the system gives without ever stopping half-way (getrandom(2)).
    private static let handful = 32

    private var numbers: [UInt64] = []

    mutating func next() -> UInt64 {
        if let number = numbers.popLast() { return number }
        var fresh = [UInt64](repeating: 0, count: SystemChance.handful)
        let count = fresh.withUnsafeMutableBytes { getrandom($0.baseAddress, $0.count, 0) }
        guard count == fresh.count * MemoryLayout<UInt64>.size, let number = fresh.popLast() else {
            var system = SystemRandomNumberGenerator()
            return system.next()
        }
        numbers = fresh
        return number
    }
}
