/// Comparing secrets without telling, by the time it takes, where the first difference is.
enum ConstantTime {
    /// Whether both hold the same bytes. Only their lengths are told.
    static func areEqual(
        _ one: some Collection<UInt8>, _ other: some Collection<UInt8>
    ) -> Bool {
        guard one.count == other.count else { return false }
        var difference: UInt8 = 0
        for (first, second) in zip(one, other) { difference |= first ^ second }
        return difference == 0
    }
}
