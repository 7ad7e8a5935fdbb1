public import Telephony

/// What a report is to tell.
public struct ReportQuestion: Equatable, Sendable {
    /// The figures, a column each.
    public var figures: [Figure]
    /// What the rows are told by.
    public var dimension: Dimension
    /// The only value of the dimension that counts, as one queue; nil for all of them.
    public var value: String?
    /// How time is divided.
    public var interval: ReportInterval
    /// The first moment, which counts; nil for the first there is.
    public var begin: WallTime?
    /// The end, which does not count; nil for the last there is.
    public var end: WallTime?
    /// The seconds of the service levels and the short abandons.
    public var thresholds: Thresholds
    /// The clocks of the centre.
    public var zone: TimeZoneRules
    /// The moment of asking: it decides what is provisional. Nil where nothing is.
    public var now: WallTime?

    /// Asks for figures. Beginnings and ends count by whole quarters of an hour.
    public init(
        figures: [Figure] = Figure.usual, by dimension: Dimension = .all, value: String? = nil,
        every interval: ReportInterval = .whole, from begin: WallTime? = nil,
        to end: WallTime? = nil, thresholds: Thresholds = Thresholds(), zone: TimeZoneRules,
        now: WallTime? = nil
    ) {
        self.figures = figures
        self.dimension = dimension
        self.value = value
        self.interval = interval
        self.begin = begin
        self.end = end
        self.thresholds = thresholds
        self.zone = zone
        self.now = now
    }

    /// The dimensions whose tallies the report needs: those of others are passed over.
    public var dimensions: Set<Dimension> { [.all, .step, dimension] }

    /// The quarters of an hour that count.
    public var quarters: Range<Int> {
        let first = begin.map(TallyKey.quarter) ?? ReportQuestion.allQuarters.lowerBound
        let length = Int64(TallyKey.quarterLength) * 1_000
        let last =
            end.map { end in
                TallyKey.quarter(of: WallTime(milliseconds: end.milliseconds &+ length &- 1))
            } ?? ReportQuestion.allQuarters.upperBound
        return first..<max(first, last)
    }

    /// From the year 1 to the year 9999, what calendars can tell.
    private static let allQuarters = -69_035_000..<281_563_000
}

extension Figure {
    /// What a service is mostly run by.
    public static let usual: [Figure] = [
        .visits, .answered, .abandoned, .answerRate, .serviceLevelConnect, .qualityOfService,
        .averageSpeedOfAnswer, .abandonRate, .handleTime, .escalationRate, .netPromoterScore,
    ]
}
