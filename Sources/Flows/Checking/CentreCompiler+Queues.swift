import Telephony

// Levels and the queues of callers.
extension CentreCompiler {
    mutating func levels(_ fields: Fields) -> [String: Centre.Level] {
        var levels: [String: Centre.Level] = [:]
        for entry in fields.mapping(.levels) {
            let written = Fields(entry.value)
            guard
                let rank = (entry.value.scalar?.text ?? written.text(.rank))
                    .flatMap({ ScalarReading.integer($0) })
            else { continue }
            levels[entry.key.text] = Centre.Level(
                name: entry.key.text, rank: rank,
                destinations: destinations(written, fields.names(.destinations)),
                agentsWeight: agentsWeight(written))
        }
        return levels
    }

    /// The destinations of a level, each with its share.
    private mutating func destinations(_ level: Fields, _ known: [String]) -> [Centre.Share] {
        guard let destination = level.scalar(.destination) else { return shares(level, known) }
        checkDestination(destination, known)
        if let key = level.key(.destinations) {
            add(.badShares, "the level has a ‘\(Word.destination.rawValue)’ already", at: key)
        }
        return [Centre.Share(destination.text)]
    }

    /// The share of the agents, which is one beside others only.
    private mutating func agentsWeight(_ fields: Fields) -> Int {
        guard let written = fields.scalar(.agents) else { return 0 }
        if fields[.destinations] == nil {
            add(
                .badShares,
                "agents have a share where there are ‘\(Word.destinations.rawValue)’ beside them",
                at: fields.key(.agents) ?? written)
        }
        return ScalarReading.integer(written.text) ?? 0
    }

    /// Destinations, each with its share.
    private mutating func shares(_ level: Fields, _ known: [String]) -> [Centre.Share] {
        let written = level.texts(.destinations)
        for (destination, _) in written { checkDestination(destination, known) }
        let shares = written.compactMap { destination, weight in
            ScalarReading.integer(weight.text).map {
                Centre.Share(destination.text, weight: $0)
            }
        }
        if let key = level.key(.destinations), !shares.isEmpty,
            shares.allSatisfy({ $0.weight == 0 })
        {
            add(.badShares, "no destination has a share", at: key)
        }
        return shares.filter { $0.weight > 0 }
    }

    private mutating func checkDestination(_ destination: YAMLScalar, _ known: [String]) {
        guard !known.contains(destination.text) else { return }
        add(
            .unknownDestination, "there is no destination ‘\(destination.text.shortened)’",
            at: destination, suggestion: Spelling.suggestion(for: destination.text, among: known))
    }

    /// The queues; what is said in them is added where the prompts are known.
    mutating func queues(_ fields: Fields, _ centre: Centre) -> [String: Centre.Queue] {
        var queues: [String: Centre.Queue] = [:]
        for entry in fields.mapping(.queues) {
            let written = Fields(entry.value)
            if let level = written.scalar(.level) { checkLevel(level, centre) }
            check(written.scalar(.music), .unknownMusic, "music", among: fields.names(.music))
            check(
                written.scalar(.hours), .unknownCalendar, "calendar",
                among: fields.names(.calendars))
            var queue = Centre.Queue(
                name: entry.key.text, level: written.text(.level) ?? "",
                music: written.text(.music) ?? fields.names(.music).first ?? "",
                limit: written.duration(.maxWait) ?? Centre.Queue.usualLimit,
                maxLength: written.integer(.maxLength), priority: written.integer(.priority) ?? 0,
                ring: written.duration(.ring) ?? Centre.Queue.usualRing,
                skills: skills(written), calendar: written.text(.hours),
                number: written.text(.number))
            if let strategy = written.text(.strategy).flatMap(Centre.Queue.Strategy.init) {
                queue.strategy = strategy
            }
            if let needed = written.text(.needsAgents).flatMap(Centre.Queue.AgentsNeeded.init) {
                queue.agentsNeeded = needed
            }
            queue.recordsTalks = written.yesNo(.record) ?? false
            queue.announcements = announcements(written)
            queue.written = self.written(written, fields.names(.destinations))
            queues[entry.key.text] = queue
        }
        return queues
    }

    /// How letters and e-mails of a queue are treated; as usual where nothing is written.
    private mutating func written(_ queue: Fields, _ known: [String]) -> Centre.Written {
        guard let node = queue[.written] else { return Centre.Written() }
        let written = Fields(node)
        return Centre.Written(
            due: written.duration(.due) ?? Centre.Written.usualDue,
            destinations: shares(written, known), agentsWeight: agentsWeight(written))
    }

    /// Whoever writes announcements wants position and wait told, unless they say otherwise.
    private func announcements(_ queue: Fields) -> Centre.Announcements {
        guard let node = queue[.announcements] else { return Centre.Announcements() }
        let written = Fields(node)
        return Centre.Announcements(
            first: written.duration(.first) ?? Centre.Announcements.usualFirst,
            every: written.duration(.every) ?? Centre.Announcements.usualEvery,
            tellsPosition: written.yesNo(.position) ?? true,
            tellsWait: written.yesNo(.wait) ?? true)
    }

    func skills(_ fields: Fields) -> [String: Int] {
        var skills: [String: Int] = [:]
        for (name, level) in fields.texts(.skills) {
            skills[name.text] = ScalarReading.integer(level.text)
        }
        return skills
    }

    mutating func checkLevel(_ level: YAMLScalar, _ centre: Centre) {
        check(level, .unknownLevel, "level", among: centre.levels.keys.sorted())
    }

    /// Tells where a name stands for nothing.
    mutating func check(
        _ name: YAMLScalar?, _ code: DiagnosticCode, _ noun: String, among known: [String]
    ) {
        guard let name, !known.contains(name.text) else { return }
        add(
            code, "there is no \(noun) ‘\(name.text.shortened)’", at: name,
            suggestion: Spelling.suggestion(for: name.text, among: known))
    }
}
