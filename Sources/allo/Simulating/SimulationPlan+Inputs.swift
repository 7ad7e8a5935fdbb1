import Flows
import Telephony

extension SimulationPlan {
    /// What goes in, a line each: of the file, and of the centre how calls are shared out.
    func inputs(in centre: Centre) -> [String] {
        var lines = streams.map { stream in
            "arrivals \(stream.name): \(stream.input("calls")) to \(stream.called)"
                + "\(stream.weights)\(stream.mix)"
        }
        lines += written.map { stream in
            "written \(stream.name): \(stream.arrivals.input("contacts")) to \(stream.queue), "
                + "handle time \(stream.handleTime)\(stream.arrivals.weights)"
        }
        for (name, profile) in profiles.sorted(by: { $0.key < $1.key }) {
            lines += profile.inputs(name)
        }
        lines += staff.flatMap(\.inputs)
        for (queue, time) in talk.sorted(by: { $0.key < $1.key }) {
            lines.append("talk \(queue): \(time)")
        }
        for (queue, parts) in transfers.sorted(by: { $0.key < $1.key }) {
            let shares = parts.map { "\(($0.weight * 100).plain) % to \($0.value)" }
            lines.append("transfers \(queue): \(shares.joined(separator: ", "))")
        }
        lines += routing(in: centre)
        for (name, people) in destinations.sorted(by: { $0.key < $1.key }) {
            lines += people.inputs(name)
        }
        for (name, endpoint) in endpoints.sorted(by: { $0.key < $1.key }) {
            let shares = endpoint.answers.shares { "\($0.outcome)" }
            lines.append("endpoint \(name): \(shares), after \(endpoint.latency)")
        }
        if !callbackAnswers.isEmpty {
            lines.append("called back: \(callbackAnswers.shares(\.rawValue))")
        }
        return lines
    }

    /// How the centre file shares out calls and letters between its agents and others.
    private func routing(in centre: Centre) -> [String] {
        func shares(_ others: [Centre.Share], _ agents: Int) -> String {
            let all = others.reduce(agents) { $0 + $1.weight }
            let parts = others.map { ($0.destination, $0.weight) } + [("agents", agents)]
            return parts.filter { $0.1 > 0 }.map { name, weight in
                let share = (Double(weight) / Double(max(all, 1)) * 1_000).rounded() / 10
                return "\(share.plain) % \(name)"
            }.joined(separator: ", ")
        }
        let levels = centre.levels.values.filter { !$0.destinations.isEmpty }
            .sorted { $0.name < $1.name }
        let letters = Set(written.map(\.queue)).sorted().compactMap { queue in
            centre.queues[queue].map { (queue, $0.written) }
        }.filter { !$0.1.destinations.isEmpty }
        return levels.map {
            "calls of level \($0.name): \(shares($0.destinations, $0.agentsWeight))"
        }
            + letters.map { "letters of \($0): \(shares($1.destinations, $1.agentsWeight))" }
    }
}

extension SimulationPlan.CallerProfile {
    fileprivate func inputs(_ name: String) -> [String] {
        var first = "callers \(name): patience \(patience)"
        if let customers {
            let filter = customers.conditions.map { "\($0.column) \($0.value)" }
            first += ", \(customers.share.inPercent) of \(customers.directory)"
            if !filter.isEmpty { first += " (\(filter.joined(separator: ", ")))" }
        }
        if withheld > 0 { first += ", \(withheld.inPercent) without a number" }
        for (again, whence) in [(repetition, ""), (unresolved, " who talked")] {
            guard let again else { continue }
            first +=
                ", \(again.share.inPercent)\(whence) call again after \(again.after), "
                + "\(again.most) times at most"
        }
        var lines = [first, "  reaction \(reaction), \(bargeIn.inPercent) cut in"]
        for (step, shares) in presses.sorted(by: { $0.key < $1.key }) {
            lines.append("  at \(step): \(shares.shares(\.words))")
        }
        for (question, shares) in answers.sorted(by: { $0.key < $1.key }) {
            lines.append("  asked \(question): \(shares.shares(\.words))")
        }
        return lines
    }
}

extension SimulationPlan.Outside {
    fileprivate func inputs(_ name: String) -> [String] {
        ["outside \(name): \(input)"] + shifts.map(\.input)
    }

    private var input: String {
        let people = shifts.reduce(0) { $0 + $1.count }
        var text =
            shifts.isEmpty ? positions.map { "\($0) positions" } ?? "no limit" : "\(people)"
        text += ", answer after \(answersAfter)"
        text += ", talk \(talk), wrap-up \(wrapUp)"
        if !hours.isEmpty { text += ", \(hours.words)" }
        if let answersWritten { text += ", answers what is written after \(answersWritten)" }
        return text
    }
}

extension SimulationPlan.Stream {
    /// How many come.
    fileprivate func input(_ noun: String) -> String {
        switch volume {
        case .calls(let count, .all): "\(count.plain) \(noun) in all"
        case .calls(let count, let period): "\(count.plain) \(noun) a \(period.rawValue)"
        case .replay(let log): "replayed from \(log), who called again among them,"
        }
    }

    /// When more come and when fewer.
    fileprivate var weights: String {
        if case .replay = volume { return "" }
        let byDay = Weekday.allCases.compactMap { day in
            days[day].map { "\(day.rawValue.prefix(3)) \($0.plain)" }
        }
        let byHour = hours.map { "\($0.span.words) \($0.weight.plain)" }
        let byMonth = months.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.plain)" }
        return [byDay, byHour, byMonth].filter { !$0.isEmpty }
            .map { "; " + $0.joined(separator: ", ") }.joined()
    }
}

extension SimulationPlan.Stream {
    /// Who they are, where they are of several kinds, and when nobody comes.
    fileprivate var mix: String {
        let kinds = callers.count > 1 ? "; \(callers.shares { $0 })" : ""
        return kinds + (calendar.map { "; not when \($0) is closed" } ?? "")
    }
}

extension Array {
    /// Shares in percent of them all.
    fileprivate func shares<Value>(
        _ words: (Value) -> String
    ) -> String where Element == SimulationPlan.Share<Value> {
        let all = reduce(0) { $0 + $1.weight }
        guard all > 0 else { return "" }
        return map { "\((($0.weight / all * 1_000).rounded() / 10).plain) % \(words($0.value))" }
            .joined(separator: ", ")
    }
}

extension SimulationPlan.Press {
    /// What callers do, in the words of the file.
    fileprivate var words: String {
        switch self {
        case .keys(let digits): String(digits)
        case .nothing: "nothing"
        case .wrong: "a wrong key"
        case .hangUp: "hang up"
        case .stay: "stay"
        case .random: "any digits"
        case .column(_, let column): "their \(column)"
        }
    }
}

extension DaySpan {
    /// As in `09:00-12:30`.
    fileprivate var words: String {
        func clock(_ second: Int) -> String {
            let minute = second / 60 % 1_440
            return "\((minute / 60).padded(2)):\((minute % 60).padded(2))"
        }
        return "\(clock(start))-\(end % 86_400 == 0 ? "24:00" : clock(end))"
    }
}

extension [Weekday: [DaySpan]] {
    /// As in `mon-fri 09:00-18:00, sat 10:00-13:00`: days of the same hours told together.
    fileprivate var words: String {
        var parts: [(first: Weekday, last: Weekday, spans: [DaySpan])] = []
        for day in Weekday.allCases {
            guard let spans = self[day], !spans.isEmpty else { continue }
            if let last = parts.indices.last, parts[last].spans == spans,
                parts[last].last.isBefore(day)
            {
                parts[last].last = day
            } else {
                parts.append((day, day, spans))
            }
        }
        return parts.map { first, last, spans in
            let days =
                first == last
                ? "\(first.rawValue.prefix(3))"
                : "\(first.rawValue.prefix(3))-\(last.rawValue.prefix(3))"
            return days + " " + spans.map(\.words).joined(separator: " and ")
        }.joined(separator: ", ")
    }
}

extension Weekday {
    fileprivate func isBefore(_ day: Weekday) -> Bool {
        guard let own = Weekday.allCases.firstIndex(of: self),
            let other = Weekday.allCases.firstIndex(of: day)
        else { return false }
        return own + 1 == other
    }
}

extension SimulationPlan.StaffGroup {
    fileprivate var inputs: [String] {
        [input] + shifts.map(\.input)
    }

    private var input: String {
        "staff \(name): \(count), \((levels + queues).joined(separator: ", "))"
            + (talk.map { ", talk \($0)" } ?? "")
            + ", answer after \(answersAfter), wrap-up "
            + "\(wrapUp.map { "\($0)" } ?? "constant 15s")"
            + (misses > 0 ? ", \(misses.inPercent) of rings missed" : "")
    }
}

extension SimulationPlan.Shift {
    /// How many are there when.
    fileprivate var input: String {
        let hours = hours.isEmpty ? "always" : hours.words
        let breaks = breaks.map { pause in
            let length = "\(Distribution.constant(pause.length))".replacing("constant ", with: "")
            return "; \(length) off in \(pause.window.words)"
        }
        return "  \(count): \(hours)\(breaks.joined())"
    }
}

extension Double {
    /// A share of 1 in percent.
    fileprivate var inPercent: String { "\(((self * 1_000).rounded() / 10).plain) %" }

    /// Without decimals that say nothing.
    fileprivate var plain: String {
        self == rounded() && abs(self) < 1e15 ? String(Int(self)) : String(self)
    }
}
