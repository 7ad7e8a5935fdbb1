public import Telephony

/// What went wrong, by weeks and places, beside the week before.
///
/// ```swift
/// var report = DifficultyReport(every: .week, from: begin, to: end, zone: zone)
/// for call in calls { report.add(call.facts, isRepeated: call.isRepeated) }
/// print(report.table(in: .french).text)
/// ```
public struct DifficultyReport: Sendable {
    /// One difficulty at one place in one week.
    public struct Row: Hashable, Sendable {
        /// The week; nil where time is not divided.
        public var slot: ReportSlot?
        /// What went wrong.
        public var kind: Difficulty.Kind
        /// Where.
        public var place: String
        /// How often.
        public var count: Int
        /// In how many calls.
        public var calls: Int
        /// How often for each hundred calls that came in; nil where none did.
        public var rate: Double?
        /// How often in the week before; nil where nothing is known of it.
        public var before: Int?
        /// How often for each hundred calls then.
        public var rateBefore: Double?
        /// Each of them, in the order in which they happened.
        public var difficulties: [Difficulty]

        /// How much more often than in the week before.
        public var change: Int? { before.map { count - $0 } }
    }

    /// How time is divided.
    public let interval: ReportInterval
    /// The first moment that is told, at the beginning of a week; nil for the first there is.
    public let begin: WallTime?
    /// The end, at the end of a week; nil for the last there is.
    public let end: WallTime?
    /// The clocks of the centre.
    public let zone: TimeZoneRules
    private var clock: ReportClock
    private var found: [Key: [Difficulty]] = [:]
    /// The calls that came in, by the weeks.
    private var arrivals: [Int: Int] = [:]

    private struct Key: Hashable {
        let slot: ReportSlot?
        let kind: Difficulty.Kind
        let place: String
    }

    /// Begins a report of whole weeks, or whatever time is divided by.
    ///
    /// - Parameters:
    ///   - interval: week, day, hour or quarter of an hour; or the whole, without a comparison.
    ///   - begin: a moment in the first week; nil for the first there is.
    ///   - end: the end, which does not count, in the last week; nil for the last there is.
    ///   - zone: the clocks of the centre.
    public init(
        every interval: ReportInterval, from begin: WallTime?, to end: WallTime?,
        zone: TimeZoneRules
    ) {
        self.interval = interval
        self.zone = zone
        var clock = ReportClock(zone: zone, interval: interval)
        self.begin = begin.map { clock.begin(of: $0) }
        self.end = end.map { end in
            let last = clock.begin(of: WallTime(milliseconds: end.milliseconds - 1))
            return clock.end(of: last)
        }
        self.clock = clock
    }

    /// The quarters of an hour that have to be looked at: the week before the first too, which it is
    /// compared with.
    public var quarters: Range<Int> {
        var clock = clock
        let first = begin.map { begin in
            interval == .whole
                ? begin : clock.begin(of: WallTime(milliseconds: begin.milliseconds - 1))
        }
        return ReportQuestion(from: first, to: end, zone: zone).quarters
    }

    // MARK: - Counting

    /// Counts a call that came in, or an attempt to call back, with what went wrong in it.
    public mutating func add(_ call: CallFacts, isRepeated: Bool) {
        if call.isIncoming { arrivals[order(of: call.arrived), default: 0] += 1 }
        for difficulty in call.difficulties(isRepeated: isRepeated) { add(difficulty) }
    }

    /// Counts something that went wrong.
    public mutating func add(_ difficulty: Difficulty) {
        let slot = clock.slot(of: TallyKey.quarter(of: difficulty.time))
        let key = Key(slot: slot, kind: difficulty.kind, place: difficulty.place)
        found[key, default: []].append(difficulty)
    }

    private mutating func order(of time: WallTime) -> Int {
        clock.slot(of: TallyKey.quarter(of: time))?.order ?? 0
    }

    // MARK: - Telling

    /// How many calls came in, in all that is told.
    public var calls: Int {
        arrivals.filter { isTold($0.key) }.reduce(0) { $0 + $1.value }
    }

    /// What went wrong, the newest week first, in it the kinds in their order and the worst place
    /// first.
    public var rows: [Row] {
        found.compactMap { key, difficulties in
            isTold(key.slot?.order ?? 0) ? row(key, difficulties) : nil
        }.sorted { left, right in
            let (one, other) = (left.slot?.order ?? 0, right.slot?.order ?? 0)
            guard one == other else { return one > other }
            guard left.kind == right.kind else { return left.kind.order < right.kind.order }
            return left.count == right.count
                ? left.place < right.place : left.count > right.count
        }
    }

    /// Whether a week is told, and not only compared with.
    private func isTold(_ order: Int) -> Bool {
        interval == .whole || begin.map { order >= $0.seconds } ?? true
    }

    private func row(_ key: Key, _ difficulties: [Difficulty]) -> Row {
        let sorted = difficulties.sorted {
            ($0.time, $0.call.rawValue) < ($1.time, $1.call.rawValue)
        }
        let count = difficulties.reduce(0) { $0 + $1.times }
        var row = Row(
            slot: key.slot, kind: key.kind, place: key.place, count: count,
            calls: Set(difficulties.map(\.call)).count,
            rate: rate(count, in: key.slot?.order ?? 0), difficulties: sorted)
        guard let before = slotBefore(key.slot), arrivals[before.order] != nil else { return row }
        let key = Key(slot: before, kind: key.kind, place: key.place)
        let earlier = (found[key] ?? []).reduce(0) { $0 + $1.times }
        row.before = earlier
        row.rateBefore = rate(earlier, in: before.order)
        return row
    }

    private func rate(_ count: Int, in order: Int) -> Double? {
        guard let calls = arrivals[order], calls > 0 else { return nil }
        return 100 * Double(count) / Double(calls)
    }

    private func slotBefore(_ slot: ReportSlot?) -> ReportSlot? {
        guard let slot else { return nil }
        var clock = clock
        return clock.slot(of: TallyKey.quarter(of: WallTime(seconds: slot.order)) - 1)
    }
}

extension Difficulty.Kind {
    fileprivate var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension ReportClock {
    /// When the slot of a moment begins; the moment itself where time is not divided.
    mutating func begin(of time: WallTime) -> WallTime {
        slot(of: TallyKey.quarter(of: time)).map { WallTime(seconds: $0.order) } ?? time
    }

    /// When the slot that begins at a moment ends.
    mutating func end(of begin: WallTime) -> WallTime {
        guard let own = slot(of: TallyKey.quarter(of: begin)) else {
            return WallTime(milliseconds: begin.milliseconds + 1)
        }
        // Weeks have at most 673 quarters of an hour.
        var quarter = TallyKey.quarter(of: begin) + 1
        while slot(of: quarter) == own { quarter += 1 }
        return WallTime(seconds: quarter * TallyKey.quarterLength)
    }
}
