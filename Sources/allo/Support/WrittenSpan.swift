import ArgumentParser

/// A span of time as it is written on the command line: `20s`, `1m30s`, `180d`.
struct WrittenSpan: Hashable, ExpressibleByArgument, CustomStringConvertible {
    /// How long it is.
    let duration: Duration
    /// As it was written.
    let description: String

    private static let units: [(name: String, milliseconds: Int64)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
    ]

    /// Ten years: nothing that is asked for lasts longer.
    private static let longest: Int64 = 3_653 * 86_400_000

    /// Reads numbers with their units, the larger ones first; nil for anything else.
    init?(argument: String) {
        var rest = argument[...]
        var units = Self.units[...]
        var milliseconds: Int64 = 0
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { ("0"..."9").contains($0) }
            rest = rest[digits.endIndex...]
            let name = rest.prefix { $0.isLetter }
            rest = rest[name.endIndex...]
            guard digits.utf8.count <= 10, let number = Int64(digits),
                let place = units.firstIndex(where: { $0.name == name })
            else { return nil }
            milliseconds += number * units[place].milliseconds
            units = units[(place + 1)...]
        }
        guard milliseconds <= Self.longest else { return nil }
        duration = .milliseconds(milliseconds)
        description = argument
    }

    /// A span of whole minutes.
    init(minutes: Int) {
        duration = .seconds(minutes * 60)
        description = "\(minutes)m"
    }

    /// A span of whole seconds.
    init(seconds: Int) {
        duration = .seconds(seconds)
        description = "\(seconds)s"
    }

    /// So many whole seconds; nil where it is not a number of them.
    var wholeSeconds: Int? {
        let (seconds, attoseconds) = duration.components
        return attoseconds == 0 ? Int(seconds) : nil
    }

    var defaultValueDescription: String { description }
}
