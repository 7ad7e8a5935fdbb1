import Telephony

/// Compares the keys that callers are told with those that do something.
enum SaidKeys {
    static func check(_ flows: CheckedFlows) -> [Diagnostic] {
        flows.each { draft in
            let uses = Dictionary(grouping: draft.prompts, by: \.step)
            return draft.steps.enumerated().flatMap { index, step in
                check(step, uses[index] ?? [])
            }
        }
    }

    private static func check(
        _ step: StepDocument, _ uses: [FlowDraft.PromptUse]
    ) -> [Diagnostic] {
        guard step.kind == .menu || step.kind == .collect || step.kind == .queue else { return [] }
        let choices = step.fields.choices(step.kind == .menu ? .menu : .escape)
        let heard = uses.map { (use: $0, keys: SpokenKeys($0.text)) }
        var found: [Diagnostic] = []
        for (use, keys) in heard {
            found += notBound(keys, use, step, choices)
            if use.role == .own, let key = keys.keyBeforeFunction {
                found.append(
                    Diagnostic(
                        .keyBeforeFunction,
                        "the key \(key.spoken) is told before what it is for; callers have "
                            + "forgotten it by then", at: use.place, length: use.length))
            }
        }
        if step.kind == .menu {
            found += notSaid(heard.map { ($0.use, $0.keys.keys) }, choices)
        }
        return found
    }

    private static func notBound(
        _ keys: SpokenKeys, _ use: FlowDraft.PromptUse, _ step: StepDocument,
        _ choices: [WrittenChoice]
    ) -> [Diagnostic] {
        // What is typed as an entry are digits; a flow's own words for failures serve many steps.
        let isDigitEntry = step.kind == .collect
        if use.role == .failure, step.kind != .menu { return [] }
        return keys.keys.filter { key in
            if isDigitEntry, key != [.star], key != [.hash] { return false }
            if isDigitEntry, key == [.hash] { return step.fields.text(.termKey) == "none"
                && !choices.contains { $0.keys == key }
            }
            return !choices.contains { $0.keys == key }
        }.map { key in
            Diagnostic(
                .keyNotBound,
                "callers are told to press \(key.spoken), which does nothing in the step "
                    + "‘\(step.name.text)’", at: use.place, length: use.length)
        }
    }

    private static func notSaid(
        _ heard: [(use: FlowDraft.PromptUse, keys: [[Digit]])], _ choices: [WrittenChoice]
    ) -> [Diagnostic] {
        let isWritten = heard.contains { $0.use.role == .own }
        guard isWritten || choices.contains(where: { $0.say != nil }) else { return [] }
        let languages = Set(heard.map(\.use.language)).sorted { $0.rawValue < $1.rawValue }
        return choices.compactMap { choice in
            // Helpers by custom: a person, back, again.
            guard choice.say == nil, ![[.zero], [.star], [.hash]].contains(choice.keys) else {
                return nil
            }
            let silent = languages.filter { language in
                !heard.contains { $0.use.language == language && $0.keys.contains(choice.keys) }
            }
            guard !silent.isEmpty || languages.isEmpty else { return nil }
            let tail = languages.count > 1 ? " in " + silent.map(\.rawValue).joined(separator: ", ")
                : ""
            return Diagnostic(
                .keyNotSaid, "no caller is told of the key \(choice.keys.spoken)\(tail)",
                at: choice.keyText)
        }
    }
}
