import Flows
import Telephony

/// The half-hours of the days of a setting: how many calls were to be expected in each, and how many
/// a log tells of.
struct HalfHours {
    private static let perDay = 48

    private let period: Range<Int64>
    /// The half-hour of the day that each is, on the clocks of the centre.
    private let timesOfDay: [Int]
    /// Calls by the plan.
    private var planned: [Double]
    /// Calls of the log.
    private var told: [Int]

    /// Nothing expected yet, and nothing told.
    init(of setting: SimulationSetting) {
        let period = setting.period
        let zone = setting.program.centre.zone
        timesOfDay = stride(
            from: period.lowerBound, to: period.upperBound, by: Int(WeekSlot.length)
        )
        .map { WeekSlot($0, in: zone).number % Self.perDay }
        planned = timesOfDay.map { _ in 0 }
        told = timesOfDay.map { _ in 0 }
        self.period = period
    }

    /// Adds what is expected of a stream.
    mutating func expect(_ times: ArrivalTimes) {
        times.eachStretch { stretch, rate in
            var begin = stretch.lowerBound
            while begin < stretch.upperBound, let place = place(of: Int64(begin * 1_000)) {
                let end = Double(period.lowerBound + Int64(place + 1) * WeekSlot.length) / 1_000
                let stop = min(stretch.upperBound, end)
                planned[place] += (stop - begin) * rate
                begin = stop
            }
        }
    }

    /// Adds a call of the log; nothing outside the days.
    mutating func count(_ moment: Int64) {
        if let place = place(of: moment) { told[place] += 1 }
    }

    private func place(of moment: Int64) -> Int? {
        guard period.contains(moment) else { return nil }
        let place = Int((moment - period.lowerBound) / WeekSlot.length)
        return told.indices.contains(place) ? place : nil
    }

    /// The stretches without a call in which at least so many were to be expected.
    func silences(toBeMissed: Double) -> [RecordedCalls.Silence] {
        var silences: [RecordedCalls.Silence] = []
        var first: Int?
        var last = 0
        var sum = 0.0
        func close() {
            guard let begin = first, sum >= toBeMissed else { return }
            let times = [begin, last + 1].map { period.lowerBound + Int64($0) * WeekSlot.length }
            silences.append(
                RecordedCalls.Silence(
                    time: times[0]..<min(times[1], period.upperBound), expected: sum))
        }
        for (place, expected) in expected.enumerated() {
            if told[place] > 0 {
                close()
                (first, sum) = (nil, 0)
            } else if expected > 0 {
                first = first ?? place
                last = place
                sum += expected
            }
        }
        close()
        return silences
    }

    /// What was to be expected by the plan, at each half-hour of the day in proportion to what the log
    /// tells of it; nothing on the rest of the days on which the log begins and ends.
    private var expected: [Double] {
        var plannedThen = Array(repeating: 0.0, count: Self.perDay)
        var toldThen = Array(repeating: 0, count: Self.perDay)
        for (place, time) in timesOfDay.enumerated() {
            plannedThen[time] += planned[place]
            toldThen[time] += told[place]
        }
        guard let first = told.firstIndex(where: { $0 > 0 }),
            let last = told.lastIndex(where: { $0 > 0 })
        else { return planned.map { _ in 0 } }
        let firstDay = timesOfDay[...first].lastIndex(of: 0) ?? 0
        let dayAfter = timesOfDay[last...].dropFirst().firstIndex(of: 0) ?? timesOfDay.endIndex
        return planned.indices.map { place in
            let isBeforeOrAfter =
                (firstDay..<first).contains(place) || (last..<dayAfter).contains(place)
            let time = timesOfDay[place]
            guard !isBeforeOrAfter, plannedThen[time] > 0 else { return 0 }
            return planned[place] / plannedThen[time] * Double(toldThen[time])
        }
    }
}
