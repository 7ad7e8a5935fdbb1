import Flows
import Telephony

// When people outside are there, and how many of them.
extension SimulationPlan.Outside {
    /// How many are there when clocks show a time; nil for as many as it takes.
    func present(at time: CivilTime) -> Int? {
        guard shifts.isEmpty else { return shifts.reduce(0) { $0 + $1.present(at: time) } }
        return SimulationPlan.Shift(count: 1, hours: hours).isAtWork(at: time) ? positions : 0
    }

    /// When somebody may come to be there on a day, in seconds since its midnight.
    func comings(on weekday: Weekday) -> [Int] {
        let all = shifts.isEmpty ? [SimulationPlan.Shift(count: 1, hours: hours)] : shifts
        return Set(
            all.flatMap { shift in
                shift.comings(on: weekday)
                    + shift.breaks.flatMap { taken in
                        (0..<min(shift.count, taken.turns)).map { taken.span(of: $0).upperBound }
                    }
            }
        ).sorted()
    }

    /// How long all of them are there on a day, in seconds times people; nil where nobody counts
    /// them.
    func presence(on weekday: Weekday) -> Int? {
        guard shifts.isEmpty else { return shifts.reduce(0) { $0 + $1.presence(on: weekday) } }
        return positions.map {
            SimulationPlan.Shift(count: $0, hours: hours).presence(on: weekday)
        }
    }
}

extension SimulationPlan.Shift {
    /// How many are there when clocks show a time: those who are not on a break.
    fileprivate func present(at time: CivilTime) -> Int {
        guard isAtWork(at: time) else { return 0 }
        let away = breaks.reduce(0) { away, taken in
            away + taken.takers(at: time.secondOfDay, of: count)
                + taken.takers(at: time.secondOfDay + 86_400, of: count)
        }
        return max(0, count - away)
    }

    /// Whether they are at work when clocks show a time.
    fileprivate func isAtWork(at time: CivilTime) -> Bool {
        guard !hours.isEmpty else { return true }
        func covers(_ weekday: Weekday, _ second: Int) -> Bool {
            (hours[weekday] ?? []).contains { $0.start <= second && second < $0.end }
        }
        return covers(time.date.weekday, time.secondOfDay)
            || covers(time.date.weekday.before, time.secondOfDay + 86_400)
    }

    /// How long all of them are there who come on a day, in seconds times people.
    fileprivate func presence(on weekday: Weekday) -> Int {
        let spans =
            hours.isEmpty ? [0..<86_400] : (hours[weekday] ?? []).map { $0.start..<$0.end }
        let open = count * spans.reduce(0) { $0 + $1.count }
        // A break is at an hour of each day, be it of the one after they came.
        let pauses = breaks.flatMap { taken in
            (0..<count).flatMap { person in
                let pause = taken.span(of: person)
                return [pause, pause.lowerBound + 86_400..<pause.upperBound + 86_400]
            }
        }
        let away = pauses.reduce(0) { away, pause in
            away + spans.reduce(0) { $0 + $1.clamped(to: pause).count }
        }
        return max(0, open - away)
    }
}

extension SimulationPlan.Break {
    /// How many of some people take it at a second of a day.
    fileprivate func takers(at second: Int, of count: Int) -> Int {
        let length = span(of: 0).count
        guard length > 0, second >= window.start else { return 0 }
        let turn = (second - window.start) / length
        guard turn < turns, turn < count else { return 0 }
        return (count - turn - 1) / turns + 1
    }
}
