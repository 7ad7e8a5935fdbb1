import ArgumentParser

/// A service level to reach, as `80/20s`: 80 % of the calls answered within 20 seconds.
struct ServiceTarget: Hashable, ExpressibleByArgument, CustomStringConvertible {
    /// The share of the calls, between 0 and 1.
    let share: Double
    /// The wait within which they are answered.
    let within: WrittenSpan
    /// As it was written.
    let description: String

    /// 80 % in 20 seconds.
    static let usual = ServiceTarget(share: 0.8, within: WrittenSpan(seconds: 20), "80/20s")

    private init(share: Double, within: WrittenSpan, _ description: String) {
        self.share = share
        self.within = within
        self.description = description
    }

    /// Reads a percentage and a span; nil for anything else.
    init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let percent = Double(parts[0]), percent > 0, percent < 100,
            let within = WrittenSpan(argument: String(parts[1]))
        else { return nil }
        self.init(share: percent / 100, within: within, argument)
    }

    var defaultValueDescription: String { description }
}
