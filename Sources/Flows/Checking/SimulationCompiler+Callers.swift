import Telephony

// Who callers are and what they do.
extension SimulationCompiler {
    mutating func profiles(_ fields: Fields) -> [String: SimulationPlan.CallerProfile] {
        var profiles: [String: SimulationPlan.CallerProfile] = [:]
        for entry in fields.mapping(.callers) {
            let written = Fields(entry.value)
            var profile = SimulationPlan.CallerProfile()
            profile.customers = customers(written)
            profile.withheld = written.share(.withheld) ?? 0
            profile.patience = written.distribution(.patience) ?? .never
            profile.reaction = written.distribution(.reaction) ?? profile.reaction
            profile.bargeIn = written.share(.bargeIn) ?? 0
            profile.repetition = repetition(written, .callAgain)
            profile.unresolved = repetition(written, .unresolved)
            profile.speech = written.distribution(.speaks) ?? profile.speech
            profile.presses = presses(written)
            profile.answers = answers(written)
            profiles[entry.key.text] = profile
        }
        return profiles
    }

    private func repetition(
        _ profile: Fields, _ word: Word
    ) -> SimulationPlan.Repetition? {
        guard let node = profile[word] else { return nil }
        let written = Fields(node)
        return SimulationPlan.Repetition(
            share: written.share(.share) ?? 0,
            after: written.distribution(.after) ?? .constant(.seconds(600)),
            most: written.integer(.most) ?? 1)
    }

    // MARK: Customers

    private mutating func customers(_ profile: Fields) -> SimulationPlan.Customers? {
        guard let node = profile[.customers] else { return nil }
        let written = Fields(node)
        guard let name = written.scalar(.directory) else { return nil }
        check(name, .unknownDirectory, "customer file", among: centre.directories.keys.sorted())
        guard let directory = centre.directories[name.text] else { return nil }
        let columns = directory.customers.columns
        check(written.scalar(.column), .unknownColumn, "column", among: columns)
        let conditions = written.texts(.where).map { column, value in
            check(column, .unknownColumn, "column", among: columns)
            return SimulationPlan.Customers.Condition(column: column.text, value: value.text)
        }
        let column = written.text(.column) ?? callerColumn(of: name.text)
        if column == nil {
            add(
                .unknownColumn,
                "no flow looks callers up in it: say in which ‘\(Word.column.rawValue)’ their "
                    + "numbers are", at: name)
        }
        return SimulationPlan.Customers(
            directory: name.text, column: column, conditions: conditions,
            share: written.share(.share) ?? 1)
    }

    /// The column in which flows look the caller's number up.
    private func callerColumn(of directory: String) -> String? {
        for flow in program.flows.values.sorted(by: { $0.name < $1.name }) {
            for case .lookUp(let lookUp) in flow.steps.map(\.kind)
            where lookUp.directory == directory && lookUp.key.text == BuiltIn.caller.name {
                return lookUp.column
            }
        }
        return nil
    }

    // MARK: What they do

    private mutating func presses(
        _ profile: Fields
    ) -> [String: [SimulationPlan.Share<SimulationPlan.Press>]] {
        var presses: [String: [SimulationPlan.Share<SimulationPlan.Press>]] = [:]
        for entry in profile.mapping(.presses) {
            let steps = steps(called: entry.key)
            let shares = weights(entry.value.texts, of: entry.key)
            presses[entry.key.text] = shares.compactMap { key, weight in
                guard let press = press(key) else { return nil }
                if !steps.isEmpty, !steps.contains(where: { $0.allows(press) }) {
                    add(
                        .badPress,
                        "nobody can do ‘\(key.text.shortened)’ at ‘\(entry.key.text.shortened)’, "
                            + "which takes \(steps[0].allowed)", at: key)
                }
                return .init(press, weight: weight)
            }
        }
        return presses
    }

    private mutating func answers(
        _ profile: Fields
    ) -> [String: [SimulationPlan.Share<SimulationPlan.Press>]] {
        let surveys = program.flows.values.flatMap(\.steps).compactMap { step -> Survey? in
            if case .survey(let survey) = step.kind { survey } else { nil }
        }
        let questions = surveys.flatMap(\.questions)
        var answers: [String: [SimulationPlan.Share<SimulationPlan.Press>]] = [:]
        for entry in profile.mapping(.answers) {
            check(
                entry.key, .unknownStep, "question", among: questions.map(\.name).sorted())
            let asked = questions.filter { $0.name == entry.key.text }
            answers[entry.key.text] = weights(entry.value.texts, of: entry.key).compactMap {
                key, weight in
                guard let press = press(key) else { return nil }
                if !asked.isEmpty, !asked.contains(where: { $0.allows(press) }) {
                    add(
                        .badPress,
                        "‘\(key.text.shortened)’ is no answer to ‘\(entry.key.text.shortened)’",
                        at: key)
                }
                return .init(press, weight: weight)
            }
        }
        return answers
    }

    /// The steps of a name, `STEP` or `FLOW/STEP`.
    private mutating func steps(called name: YAMLScalar) -> [Step] {
        let parts = name.text.split(separator: "/", maxSplits: 1).map(String.init)
        let flows =
            parts.count == 2
            ? [program.flows[parts[0]]].compactMap(\.self) : Array(program.flows.values)
        let steps = flows.flatMap(\.steps)
        let found = steps.filter { $0.name == parts.last }
        if found.isEmpty {
            let known = Set(
                program.flows.values.flatMap { flow in
                    flow.steps.flatMap { [$0.name, "\(flow.name)/\($0.name)"] }
                })
            check(name, .unknownStep, "step", among: known.sorted())
        }
        return found
    }

    private mutating func press(_ key: YAMLScalar) -> SimulationPlan.Press? {
        switch key.text {
        case "nothing": return .nothing
        case "wrong": return .wrong
        case Word.hangUp.rawValue: return .hangUp
        case "stay": return .stay
        case "random": return .random
        case "star": return .keys([.star])
        case "hash": return .keys([.hash])
        default: break
        }
        if key.text.hasPrefix("column ") { return column(key) }
        let digits = key.text.compactMap(Digit.init)
        guard !digits.isEmpty, digits.count == key.text.count, digits.count <= 64 else {
            add(
                .badPress,
                "‘\(key.text.shortened)’ is nothing to do: keys, nothing, wrong, hang-up, stay, "
                    + "random or column FILE.COLUMN are", at: key,
                suggestion: Spelling.suggestion(
                    for: key.text, among: ["nothing", "wrong", "hang-up", "stay", "random"]))
            return nil
        }
        return .keys(digits)
    }

    private mutating func column(_ key: YAMLScalar) -> SimulationPlan.Press? {
        let words = key.text.dropFirst("column ".count).split(separator: ".", maxSplits: 1)
            .map(String.init)
        guard words.count == 2, let directory = centre.directories[words[0]] else {
            add(
                .unknownDirectory,
                "‘\(key.text.shortened)’ names no customer file with a column, as "
                    + "column clients.numero does", at: key)
            return nil
        }
        guard directory.customers.columns.contains(words[1]) else {
            add(
                .unknownColumn, "there is no column ‘\(words[1].shortened)’", at: key,
                suggestion: Spelling.suggestion(
                    for: words[1], among: directory.customers.columns))
            return nil
        }
        return .column(directory: words[0], column: words[1])
    }
}

extension YAMLNode {
    /// The entries of a mapping whose values are texts.
    var texts: [(key: YAMLScalar, value: YAMLScalar)] {
        (mapping ?? []).compactMap { entry in entry.value.scalar.map { (entry.key, $0) } }
    }
}

extension Step {
    /// Whether a caller can do something here.
    fileprivate func allows(_ press: SimulationPlan.Press) -> Bool {
        switch (kind, press) {
        case (_, .hangUp): true
        case (.menu(let menu), .keys(let keys)): menu.choices.contains { $0.keys == keys }
        case (.collect, .keys), (.collect, .random), (.collect, .column): true
        case (.survey(let survey), .keys): survey.questions.contains { $0.allows(press) }
        case (.menu, .nothing), (.menu, .wrong), (.collect, .nothing), (.collect, .wrong),
            (.survey, .nothing), (.survey, .wrong):
            true
        case (.queue(let visit), .keys(let keys)): visit.escapes.contains { $0.keys == keys }
        case (.menu, _), (.collect, _), (.survey, _): false
        case (_, .stay): true
        default: false
        }
    }

    /// What a caller can do here, in words.
    fileprivate var allowed: String {
        func keys(_ choices: [Menu.Choice]) -> String {
            choices.map { $0.keys.map { String($0.character) }.joined() }.joined(separator: ", ")
        }
        return switch kind {
        case .menu(let menu): "\(keys(menu.choices)), nothing, wrong and hang-up"
        case .collect: "keys, random, column, nothing, wrong and hang-up"
        case .survey: "answers, nothing, wrong and hang-up"
        case .queue(let visit) where !visit.escapes.isEmpty:
            "\(keys(visit.escapes)), stay and hang-up"
        default: "stay and hang-up"
        }
    }
}

extension Survey.Question {
    fileprivate func allows(_ press: SimulationPlan.Press) -> Bool {
        switch press {
        case .keys(let digits):
            Int(String(digits.map(\.character))).map(answers.contains) ?? false
        case .nothing, .wrong, .hangUp: true
        case .stay, .random, .column: false
        }
    }
}
