public import Flows
import Telephony

/// Calls that a log tells of, dealt out to streams of callers: each call goes to exactly one.
public struct RecordedCalls: Sendable {
    /// Milliseconds since 1970 UTC by what was called, each in order.
    private let times: [String: [Int64]]

    /// Calls by what was called, a number or a flow: their moments in milliseconds since 1970 UTC.
    public init(_ times: [String: [Int64]]) { self.times = times.mapValues { $0.sorted() } }

    /// What was called, in order.
    public var called: [String] { times.keys.sorted() }

    /// Which of what was called streams call too, by their number or else by their flow.
    public func known(to streams: [SimulationPlan.Stream]) -> [String] {
        called.filter { !Self.takers(of: $0, among: streams).isEmpty }
    }

    /// From the first call to the last; nil where there is none.
    public func range(of called: [String]) -> ClosedRange<Int64>? {
        let known = called.compactMap { times[$0] }
        guard let first = known.compactMap(\.first).min(), let last = known.compactMap(\.last).max()
        else { return nil }
        return first...last
    }

    /// The moments of each stream, by name.
    ///
    /// Streams that call the same share its calls: at each half-hour of the week in proportion to
    /// the calls that the plan expects of them there, one after the other, without chance.
    ///
    /// - Parameters:
    ///   - streams: who takes the calls; others have nothing to do with the log.
    ///   - setting: the plan of which they are, over the days of the log.
    ///   - whatever: whether calls go to any of the streams, whatever was called.
    /// - Returns: milliseconds since 1970 UTC, in order; none for a stream of which nothing was called.
    public func dealt(
        to streams: [SimulationPlan.Stream], of setting: SimulationSetting,
        whatever: Bool = false
    ) -> [String: [Int64]] {
        var shared: [[Int]: [Int64]] = [:]
        for called in called {
            let takers =
                whatever ? Array(streams.indices) : Self.takers(of: called, among: streams)
            if !takers.isEmpty { shared[takers, default: []] += times[called] ?? [] }
        }
        let weights = streams.map { Self.weights(of: $0, in: setting) }
        var dealt = streams.map { _ in [Int64]() }
        for (takers, moments) in shared {
            let parts = Self.deal(
                moments.sorted(), by: takers.map { weights[$0] }, in: setting.program.centre.zone)
            for (taker, part) in zip(takers, parts) { dealt[taker] += part }
        }
        return Dictionary(
            zip(streams.map(\.name), dealt.map { $0.sorted() }), uniquingKeysWith: +)
    }

    /// A time without calls in which many were to be expected.
    public struct Silence: Hashable, Sendable {
        /// From when to when, in milliseconds since 1970 UTC, by half-hours.
        public let time: Range<Int64>
        /// So many calls.
        public let expected: Double
    }

    /// The times of a setting in which the log tells of no call, though so many were to be expected
    /// that hardly any chance leaves them without one.
    ///
    /// What is expected follows the days and calendars of the streams, so that nobody is missed on a
    /// Sunday or a holiday, and the log's own number of calls at that half-hour of its days. That a
    /// log begins or ends within a day is no gap.
    ///
    /// - Parameters:
    ///   - streams: who takes the calls.
    ///   - setting: the plan of which they are, over the days that are looked at.
    ///   - whatever: whether calls go to any of the streams, whatever was called.
    /// - Returns: the times, in order.
    public func silences(
        of streams: [SimulationPlan.Stream], in setting: SimulationSetting,
        whatever: Bool = false
    ) -> [Silence] {
        var halves = HalfHours(of: setting)
        for stream in streams {
            let times = ArrivalTimes(
                Self.measurable(stream), in: setting.plan, of: setting.program.centre, seed: 0)
            halves.expect(times)
        }
        let taken = whatever ? called : known(to: streams)
        for moment in taken.flatMap({ times[$0] ?? [] }) { halves.count(moment) }
        return halves.silences(toBeMissed: Self.toBeMissed)
    }

    /// So many expected calls that two stretches in a thousand million have none by chance.
    private static let toBeMissed = 20.0

    private static func takers(
        of called: String, among streams: [SimulationPlan.Stream]
    ) -> [Int] {
        let byNumber = streams.indices.filter { streams[$0].called == called }
        return byNumber.isEmpty
            ? streams.indices.filter { streams[$0].flow == called } : byNumber
    }

    /// The calls expected of a stream in each half-hour of the week; of one that is itself replayed,
    /// in the proportions of its days and hours.
    private static func weights(
        of stream: SimulationPlan.Stream, in setting: SimulationSetting
    ) -> [Double] {
        ArrivalTimes(
            measurable(stream), in: setting.plan, of: setting.program.centre, seed: 0
        ).expectedByHalfHour()
    }

    /// A stream of which calls can be expected: one that is itself replayed tells of none.
    private static func measurable(_ stream: SimulationPlan.Stream) -> SimulationPlan.Stream {
        guard case .replay = stream.volume else { return stream }
        var stream = stream
        stream.volume = .calls(1, every: .day)
        return stream
    }

    private static func deal(
        _ moments: [Int64], by weights: [[Double]], in zone: TimeZoneRules
    ) -> [[Int64]] {
        let totals = weights.map { $0.reduce(0, +) }
        let even = weights.map { _ in 1.0 }
        var owed = weights.map { _ in 0.0 }
        var dealt = weights.map { _ in [Int64]() }
        for moment in moments {
            let slot = WeekSlot(moment, in: zone).number
            // When nobody is expected, calls are shared as those of all the week are.
            let shares =
                [weights.map { $0[slot] }, totals].first { $0.contains { $0 > 0 } } ?? even
            let sum = shares.reduce(0, +)
            for place in owed.indices { owed[place] += shares[place] / sum }
            let taker = owed.indices.filter { shares[$0] > 0 }.reduce(nil as Int?) { best, place in
                best.map { owed[place] > owed[$0] ? place : $0 } ?? place
            }
            guard let taker else { continue }
            owed[taker] -= 1
            dealt[taker].append(moment)
        }
        return dealt
    }
}
