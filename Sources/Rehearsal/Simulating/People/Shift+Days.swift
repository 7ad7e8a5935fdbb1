import Flows
import Telephony

// Spans that follow one another at once, over midnight too, are one for whoever works in them.
extension SimulationPlan.Shift {
    private static let day = 86_400

    /// When they come on a day, in seconds since its midnight.
    func comings(on weekday: Weekday) -> [Int] {
        let spans = spans(of: weekday) + spans(of: weekday.before, shiftedBy: -Self.day)
        return self.spans(of: weekday).map(\.lowerBound).filter { start in
            !spans.contains { $0.lowerBound < start && start <= $0.upperBound }
        }
    }

    /// When they go of those who came on a day, in seconds since its midnight; after that of the
    /// next day where they work past it.
    func goings(on weekday: Weekday) -> [Int] {
        let spans = spans(of: weekday) + spans(of: weekday.after, shiftedBy: Self.day)
        return self.spans(of: weekday).map(\.upperBound).filter { end in
            !spans.contains { $0.contains(end) }
        }
    }

    /// Whether they are at work when a day begins.
    func isAtWork(atMidnightOf weekday: Weekday) -> Bool {
        (spans(of: weekday) + spans(of: weekday.before, shiftedBy: -Self.day))
            .contains { $0.contains(0) }
    }

    private func spans(of weekday: Weekday, shiftedBy shift: Int = 0) -> [Range<Int>] {
        (hours[weekday] ?? []).map { $0.start + shift..<$0.end + shift }
    }
}

extension Weekday {
    /// The day before.
    var before: Weekday { neighbour(-1) }

    /// The day after.
    var after: Weekday { neighbour(1) }

    private func neighbour(_ step: Int) -> Weekday {
        let all = Self.allCases
        guard let place = all.firstIndex(of: self) else { return self }
        return all[(place + step + all.count) % all.count]
    }
}
