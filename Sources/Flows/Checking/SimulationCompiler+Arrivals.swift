import Telephony

// Who calls when.
extension SimulationCompiler {
    mutating func streams(_ fields: Fields, profiles: [String]) -> [SimulationPlan.Stream] {
        fields.mapping(.arrivals).compactMap { entry in
            let written = Fields(entry.value)
            guard let called = called(written, entry.key), let volume = volume(written) else {
                return nil
            }
            check(
                written.scalar(.calendar), .unknownCalendar, "calendar",
                among: centre.calendars.keys.sorted())
            return SimulationPlan.Stream(
                name: entry.key.text, called: called.text, flow: called.flow, volume: volume,
                process: written.text(.by).flatMap(SimulationPlan.Stream.Process.init) ?? .chance,
                days: days(written), hours: hours(written), months: months(written),
                calendar: written.text(.calendar), callers: callers(written, profiles, entry.key))
        }
    }

    /// The number or the flow that is called.
    private mutating func called(
        _ stream: Fields, _ name: YAMLScalar
    ) -> (text: String, flow: String)? {
        if let both = stream.key(.flow), stream.scalar(.to) != nil {
            add(.badArrivals, "they call a number or a flow, not both", at: both)
            return nil
        }
        if let flow = stream.scalar(.flow) {
            check(flow, .unknownFlow, "flow", among: program.flows.keys.sorted())
            return (flow.text, flow.text)
        }
        guard let number = stream.scalar(.to) else {
            add(
                .badArrivals,
                "‘\(name.text.shortened)’ calls nothing: ‘\(Word.to.rawValue)’ tells the number, "
                    + "or ‘\(Word.flow.rawValue)’ the flow", at: name)
            return nil
        }
        guard let known = PhoneNumber(number.text).flatMap({ centre.numbers[$0] }) else {
            add(
                .badArrivals, "‘\(number.text.shortened)’ is no number of the centre file",
                at: number,
                suggestion: Spelling.suggestion(
                    for: number.text, among: centre.numbers.keys.map(\.text).sorted()))
            return nil
        }
        return (number.text, known.flow)
    }

    private func volume(_ stream: Fields) -> SimulationPlan.Stream.Volume? {
        stream.scalar(.replay).map { .replay(path(from: $0)) }
            ?? stream.text(.calls).flatMap(ScalarReading.volume)
    }

    /// The path of a log from the folder of the first file, though another may name it.
    private func path(from log: YAMLScalar) -> String {
        func folder(_ path: String?) -> Substring {
            guard let path, let slash = path.lastIndex(of: "/") else { return "" }
            return path[...slash]
        }
        let own = folder(sources.first?.path)
        let other = folder(log.position.file)
        guard !log.text.hasPrefix("/"), own != other else { return log.text }
        return (other.hasPrefix(own) ? other.dropFirst(own.count) : other) + log.text
    }

    mutating func days(_ stream: Fields) -> [Weekday: Double] {
        var days: [Weekday: Double] = [:]
        for (key, weight) in weights(stream.texts(.days), of: stream.key(.days)) {
            for day in weekdays(key) {
                if days[day] != nil {
                    add(.badCalendar, "\(day.rawValue) has a weight already", at: key)
                }
                days[day] = weight
            }
        }
        return days
    }

    mutating func hours(_ stream: Fields) -> [SimulationPlan.Stream.HourWeight] {
        var hours: [SimulationPlan.Stream.HourWeight] = []
        for (key, weight) in weights(stream.texts(.hours), of: stream.key(.hours)) {
            for span in spans(key) {
                if hours.contains(where: { $0.span.overlapsDaily(span) }) {
                    add(.badCalendar, "a part of it has a weight already", at: key)
                }
                hours.append(.init(span: span, weight: weight))
            }
        }
        return hours
    }

    func months(_ stream: Fields) -> [Int: Double] {
        var months: [Int: Double] = [:]
        for (month, weight) in stream.texts(.months) {
            guard let number = FlowLanguage.monthNames.firstIndex(of: month.text) else { continue }
            months[number + 1] = ScalarReading.decimal(weight.text)
        }
        return months
    }

    private mutating func callers(
        _ stream: Fields, _ profiles: [String], _ name: YAMLScalar
    ) -> [SimulationPlan.Share<String>] {
        if let profile = stream.scalar(.callers) {
            check(profile, .unknownProfile, "profile of callers", among: profiles)
            return [.init(profile.text, weight: 1)]
        }
        let written = weights(stream.texts(.callers), of: stream.key(.callers))
        for (profile, _) in written {
            check(profile, .unknownProfile, "profile of callers", among: profiles)
        }
        guard written.isEmpty else {
            return written.map { .init($0.key.text, weight: $0.weight) }
        }
        if profiles.count > 1 {
            add(
                .unknownProfile,
                "‘\(name.text.shortened)’ does not say which of the ‘\(Word.callers.rawValue)’ call",
                at: name)
        }
        return profiles.first.map { [.init($0, weight: 1)] } ?? []
    }
}
