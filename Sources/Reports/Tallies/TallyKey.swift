import Telephony

/// What figures are told by.
public enum Dimension: String, Hashable, Sendable, CaseIterable {
    /// Everything together.
    case all
    /// The queue of a visit.
    case queue
    /// The level of a visit's queue.
    case level
    /// The agent who took a visit.
    case agent
    /// The destination outside that took a visit, or was rung last for it; ``house`` for agents.
    case provider
    /// The kind of customer.
    case segment
    /// What the caller called for, as last told.
    case motive
    /// The number that was called, or the flow where it was called by its name.
    case number
    /// The language in which the caller was served.
    case language
    /// The flow that took the call, with its version: `accueil@3fa9c1`.
    case flowVersion = "flow-version"
    /// The step of a flow: `accueil/menu`.
    case step

    /// What stands for the centre's own agents among the names of providers.
    public static let house = "house"

    /// Whether it tells calls by what they were about or how they came, which books without time
    /// leave out.
    var isOfCallAlone: Bool { self == .motive || self == .number || self == .language }

    /// Whether its values have a level: visits of a queue escalate from the queue's level, those of
    /// everything else from the first one.
    public var hasLevel: Bool { self == .queue || self == .level }
}

/// Where a tally belongs: a quarter of an hour, and a value of a dimension.
///
/// Quarters of an hour are the same everywhere, as every zone stands a multiple of them from UTC:
/// local hours, days and weeks are made of whole ones.
public struct TallyKey: Hashable, Sendable {
    /// Seconds in a quarter of an hour.
    public static let quarterLength = 900

    /// The quarter, counted from 1970-01-01 00:00:00 UTC.
    public var quarter: Int
    /// What it is told by.
    public var dimension: Dimension
    /// The queue, level, agent …; empty for ``Dimension/all``.
    public var value: String

    /// Names a place.
    public init(quarter: Int, dimension: Dimension, value: String) {
        self.quarter = quarter
        self.dimension = dimension
        self.value = value
    }

    /// The place of a moment; quarter 0 for none.
    public init(_ time: WallTime?, _ dimension: Dimension, _ value: String = "") {
        self.init(
            quarter: time.map(TallyKey.quarter) ?? 0, dimension: dimension, value: value)
    }

    /// The quarter of an hour that holds a moment.
    public static func quarter(of time: WallTime) -> Int {
        time.seconds.flooredDivision(by: quarterLength).quotient
    }

    /// When the quarter begins.
    public var begin: WallTime { WallTime(seconds: quarter &* TallyKey.quarterLength) }
}
