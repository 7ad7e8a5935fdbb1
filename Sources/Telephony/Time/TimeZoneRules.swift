/// When a place's clocks stand how far from UTC: a value, so that the pure core needs no time-zone
/// database.
public struct TimeZoneRules: Equatable, Sendable {
    /// A moment from which a new offset holds.
    public struct Transition: Equatable, Sendable {
        /// Seconds since 1970-01-01 00:00:00 UTC.
        public let instant: Int
        /// Seconds east of UTC from then on.
        public let offset: Int

        /// Describes a change of the clocks.
        public init(instant: Int, offset: Int) {
            self.instant = instant
            self.offset = offset
        }
    }

    /// The name of the zone, as in `Europe/Paris`.
    public let name: String
    /// Seconds east of UTC before the first transition.
    public let firstOffset: Int
    /// The changes in ascending order.
    public let transitions: [Transition]

    /// Describes a zone; `transitions` are in ascending order.
    public init(name: String, firstOffset: Int, transitions: [Transition]) {
        self.name = name
        self.firstOffset = firstOffset
        self.transitions = transitions
    }

    /// A zone without changes that stands on UTC.
    public static let utc = TimeZoneRules(name: "UTC", firstOffset: 0, transitions: [])

    /// What the clocks show at an instant, given in seconds since 1970-01-01 00:00:00 UTC.
    public func civilTime(at instant: Int) -> CivilTime {
        CivilTime(secondsSince1970: instant + offset(at: instant))
    }

    /// Seconds east of UTC at an instant, given in seconds since 1970-01-01 00:00:00 UTC.
    public func offset(at instant: Int) -> Int {
        // The first transition after the instant, by halving.
        var low = 0
        var high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].instant <= instant { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? firstOffset : transitions[low - 1].offset
    }

    /// The first instant at which the clocks show a time, in seconds since 1970-01-01 00:00:00 UTC.
    ///
    /// A time that the clocks skip in spring is read as if they had not been changed yet.
    public func instant(of time: CivilTime) -> Int {
        let shown = time.secondsSince1970
        let candidates = [offset(at: shown - 86_400), offset(at: shown + 86_400)]
        let valid = candidates.map { shown - $0 }.filter { $0 + offset(at: $0) == shown }
        return valid.min() ?? shown - candidates[0]
    }
}
