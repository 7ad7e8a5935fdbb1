import Telephony

// Who is there to answer.
extension SimulationCompiler {
    mutating func staff(_ fields: Fields) -> [SimulationPlan.StaffGroup] {
        fields.mapping(.staff).map { entry in
            let written = Fields(entry.value)
            for level in written.list(.levels) {
                check(level, .unknownLevel, "level", among: centre.levels.keys.sorted())
            }
            for queue in written.list(.queues) {
                check(queue, .unknownQueue, "queue", among: centre.queues.keys.sorted())
            }
            let shifts = shifts(written)
            if written.integer(.count) == nil, written[.shifts] == nil {
                add(
                    .badShifts,
                    "‘\(entry.key.text.shortened)’ has neither a ‘\(Word.count.rawValue)’ nor "
                        + "‘\(Word.shifts.rawValue)’", at: entry.key)
            }
            var group = SimulationPlan.StaffGroup(
                name: entry.key.text,
                count: written.integer(.count) ?? shifts.reduce(0) { $0 + $1.count },
                levels: written.list(.levels).map(\.text),
                queues: written.list(.queues).map(\.text), shifts: shifts,
                wrapUp: written.distribution(.wrapUp), talk: written.distribution(.talk))
            for (skill, level) in written.texts(.skills) {
                group.skills[skill.text] = ScalarReading.integer(level.text)
            }
            group.answersAfter = written.distribution(.answersAfter) ?? group.answersAfter
            group.misses = written.share(.misses) ?? 0
            if group.levels.isEmpty, group.queues.isEmpty {
                add(
                    .agentWithoutQueue, "‘\(entry.key.text.shortened)’ serves no queue",
                    at: entry.key)
            }
            return group
        }
    }

    private mutating func shifts(_ group: Fields) -> [SimulationPlan.Shift] {
        let count = group.integer(.count)
        guard let list = group[.shifts]?.sequence else {
            return [
                SimulationPlan.Shift(
                    count: max(1, count ?? 0), hours: weekly(.hours, of: group),
                    breaks: breaks(group))
            ]
        }
        if let key = group.key(.hours) ?? group.key(.breaks) {
            add(
                .badShifts, "hours and breaks stand in the ‘\(Word.shifts.rawValue)’ here",
                at: key)
        }
        let shifts = shifts(list)
        let all = shifts.reduce(0) { $0 + $1.count }
        if let count, all != count, let key = group.key(.shifts) {
            add(.badShifts, "the shifts are of \(all) agents, and the group of \(count)", at: key)
        }
        return shifts
    }

    private mutating func shifts(_ list: [YAMLNode]) -> [SimulationPlan.Shift] {
        list.map { node in
            let written = Fields(node)
            return SimulationPlan.Shift(
                count: written.integer(.count) ?? 0, hours: weekly(.hours, of: written),
                breaks: breaks(written))
        }
    }

    private mutating func breaks(_ fields: Fields) -> [SimulationPlan.Break] {
        (fields[.breaks]?.sequence ?? []).compactMap { node in
            let written = Fields(node)
            guard let window = written.scalar(.window), let length = written.duration(.length)
            else { return nil }
            let spans = spans(window)
            guard let span = spans.first else { return nil }
            if spans.count > 1 || .seconds(span.end - span.start) < length {
                add(
                    .badShifts, "a break has one window, at least as long as itself", at: window)
            }
            return SimulationPlan.Break(window: span, length: length)
        }
    }

    // MARK: Talks

    mutating func talk(_ fields: Fields) -> [String: Distribution] {
        var talk: [String: Distribution] = [:]
        for (name, text) in fields.texts(.talk) {
            checkQueueOrLevel(name)
            talk[name.text] = Distribution(text.text)
        }
        return talk
    }

    mutating func transfers(_ fields: Fields) -> [String: [SimulationPlan.Share<String>]] {
        var transfers: [String: [SimulationPlan.Share<String>]] = [:]
        for entry in fields.mapping(.transfers) {
            checkQueueOrLevel(entry.key)
            let parts = entry.value.texts.compactMap { queue, percent in
                check(queue, .unknownQueue, "queue", among: centre.queues.keys.sorted())
                return ScalarReading.decimal(percent.text).map {
                    SimulationPlan.Share(queue.text, weight: $0 / 100)
                }
            }
            if parts.reduce(0, { $0 + $1.weight }) > 1.000_001 {
                add(.badShares, "more than 100 percent of the talks are handed on", at: entry.key)
            }
            transfers[entry.key.text] = parts
        }
        return transfers
    }

    mutating func callbackAnswers(
        _ fields: Fields
    ) -> [SimulationPlan.Share<SimulationPlan.CallbackAnswer>] {
        weights(fields[.callbacks]?.texts ?? [], of: fields.key(.callbacks)).compactMap {
            key, weight in
            SimulationPlan.CallbackAnswer(rawValue: key.text).map { .init($0, weight: weight) }
        }
    }

    // MARK: Outside

    mutating func destinations(_ fields: Fields) -> [String: SimulationPlan.Outside] {
        var destinations: [String: SimulationPlan.Outside] = [:]
        for entry in fields.mapping(.destinations) {
            check(
                entry.key, .unknownDestination, "destination",
                among: centre.destinations.keys.sorted())
            let written = Fields(entry.value)
            var outside = SimulationPlan.Outside(
                positions: written.integer(.positions), hours: weekly(.hours, of: written))
            if let list = written[.shifts]?.sequence {
                if let key = written.key(.positions) ?? written.key(.hours) {
                    add(
                        .badShifts,
                        "how many there are and when stands in the ‘\(Word.shifts.rawValue)’ here",
                        at: key)
                }
                outside.shifts = shifts(list)
            }
            outside.answersAfter = written.distribution(.answersAfter) ?? outside.answersAfter
            outside.talk = written.distribution(.talk) ?? outside.talk
            outside.wrapUp = written.distribution(.wrapUp) ?? outside.wrapUp
            outside.answersWritten = written.distribution(.answersWritten)
            destinations[entry.key.text] = outside
        }
        return destinations
    }

    mutating func endpoints(_ fields: Fields) -> [String: SimulationPlan.Endpoint] {
        var endpoints: [String: SimulationPlan.Endpoint] = [:]
        for entry in fields.mapping(.endpoints) {
            check(
                entry.key, .unknownEndpoint, "endpoint", among: centre.endpoints.keys.sorted())
            let written = Fields(entry.value)
            let answers = (written[.answers]?.sequence ?? []).map { node in
                let answer = Fields(node)
                return SimulationPlan.Share(
                    SimulationPlan.Answer(
                        outcome: answer.text(.outcome).flatMap(CallEvent.Outcome.init) ?? .found,
                        values: answer.texts(.values).map { name, value in
                            .init(name: name.text, value: value.text)
                        }.sorted { $0.name < $1.name }),
                    weight: answer.text(.share).flatMap { ScalarReading.decimal($0) } ?? 0)
            }
            if answers.allSatisfy({ $0.weight == 0 }) {
                add(
                    .badShares, "no answer of ‘\(entry.key.text.shortened)’ has a share",
                    at: entry.key)
            }
            endpoints[entry.key.text] = SimulationPlan.Endpoint(
                latency: written.distribution(.latency) ?? .constant(.milliseconds(200)),
                answers: answers)
        }
        return endpoints
    }

    // MARK: Whether anybody answers

    /// Tells of queues that nobody serves, and of those of whose talks nobody knows how long they
    /// take.
    mutating func checkService(_ fields: Fields, _ plan: SimulationPlan) {
        let words = [Word.staff, .arrivals, .written, .simulation]
        guard let place = words.lazy.compactMap(fields.key).first ?? fields.entries.first?.key
        else { return }
        var alone: [Centre.Queue] = []
        for queue in usedQueues(plan) {
            let outside = centre.levels[queue.level]?.destinations.map(\.destination) ?? []
            if !outside.isEmpty {
                for destination in outside where plan.destinations[destination] == nil {
                    add(
                        .noTalkTime,
                        "‘\(destination)’ takes the calls of ‘\(queue.name)’: say under "
                            + "‘\(Word.destinations.rawValue)’ how long is talked there",
                        at: fields.key(.destinations) ?? place)
                }
                continue
            }
            let groups = plan.staff.filter { $0.serves(queue) }
            if groups.isEmpty { alone.append(queue) }
            if plan.talk[queue.name] == nil, plan.talk[queue.level] == nil,
                groups.contains(where: { $0.talk == nil })
            {
                add(
                    .noTalkTime,
                    "say under ‘\(Word.talk.rawValue)’ how long is talked in ‘\(queue.name)’",
                    at: fields.key(.talk) ?? place)
            }
        }
        tell(of: alone, isStaffed: fields.key(.staff) != nil, at: place)
    }

    /// Tells of queues that nobody serves: of each where there is a staff, else of all together, at
    /// those who call in vain.
    private mutating func tell(
        of alone: [Centre.Queue], isStaffed: Bool, at place: YAMLScalar
    ) {
        guard isStaffed else {
            guard let level = alone.first?.level else { return }
            let names = alone.map { "‘\($0.name)’" }.joined(separator: ", ")
            let group = "\(Word.staff.rawValue): {agents: {count: 1, levels: [\(level)]}}"
            return add(
                .noStaff,
                "nobody of the staff serves \(names): there is none; say who is at work, "
                    + "as ‘\(group)’", at: place)
        }
        for queue in alone {
            add(
                .noStaff,
                "nobody of the staff serves ‘\(queue.name)’: \(Self.wayToServe(queue))", at: place)
        }
    }

    /// How a group of the staff is told to serve a queue.
    static func wayToServe(_ queue: Centre.Queue) -> String {
        "a group has it under ‘\(Word.queues.rawValue)’, or ‘\(queue.level)’ under "
            + "‘\(Word.levels.rawValue)’"
    }
}

extension SimulationCompiler {
    /// The queues in which somebody may wait: those of flows, and those that talks lead to.
    fileprivate func usedQueues(_ plan: SimulationPlan) -> [Centre.Queue] {
        var names = Set(plan.transfers.values.flatMap { $0.map(\.value) })
        for step in program.flows.values.flatMap(\.steps) {
            switch step.kind {
            case .queue(let visit): names.insert(visit.queue)
            case .callback(let callback): names.insert(callback.queue)
            default: continue
            }
        }
        return names.sorted().compactMap { centre.queues[$0] }
    }
}
