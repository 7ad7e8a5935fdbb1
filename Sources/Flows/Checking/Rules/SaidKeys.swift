import Telephony

/// Compares the keys that callers are told with those that do something.
enum SaidKeys {
    static func check(_ flows: CheckedFlows) -> [Diagnostic] {
        flows.each { draft in
            let uses = Dictionary(grouping: draft.prompts, by: \.step)
            return draft.steps.enumerated().flatMap { index, step in
                check(step, (uses[index] ?? []).compactMap(Heard.init))
            }
        }
    }

    /// A text with the keys that it says.
    private struct Heard {
        let use: FlowDraft.PromptUse
        let keys: [SpokenKey]

        init?(_ use: FlowDraft.PromptUse) {
            guard let language = SpokenLanguage(use.language) else { return nil }
            self.use = use
            keys = SpokenKey.all(in: use.text.text, language)
        }

        /// A fault at a key: in the text where it stands in the flow file, and at the prompt's name
        /// where it does not.
        func fault(_ code: DiagnosticCode, _ message: String, _ key: SpokenKey) -> Diagnostic {
            let place = use.source.position(of: key.offset, in: use.text)
            guard place.file != use.mention.position.file else {
                return Diagnostic(code, message, at: place)
            }
            return Diagnostic(
                code, message, at: use.mention,
                related: [Diagnostic.Note("the key is said here", at: place)])
        }
    }

    private static func check(_ step: StepDocument, _ heard: [Heard]) -> [Diagnostic] {
        switch step.kind {
        case .menu:
            let choices = step.fields.choices(.menu)
            return notBound(step, heard, choices) + keyFirst(heard) + notSaid(heard, choices)
        case .collect, .queue:
            let own = heard.filter { $0.use.role == .own }
            return notBound(step, own, step.fields.choices(.escape)) + keyFirst(own)
        default: return []
        }
    }

    private static func notBound(
        _ step: StepDocument, _ heard: [Heard], _ choices: [WrittenChoice]
    ) -> [Diagnostic] {
        let bound = Set(choices.flatMap(\.keys))
        return heard.flatMap { text in
            text.keys.filter { !bound.contains($0.key) && !isEntry($0.key, in: step) }.map {
                text.fault(
                    .keyNotBound,
                    "callers are told to press \([$0.key].spoken), which does nothing in the step "
                        + "‘\(step.name.text)’", $0)
            }
        }
    }

    /// Whether a key is typed as a part of an entry, or ends one.
    private static func isEntry(_ key: Digit, in step: StepDocument) -> Bool {
        guard step.kind == .collect else { return false }
        return switch key {
        case .star: false
        case .hash: step.fields.text(.termKey) != "none"
        default: true
        }
    }

    private static func keyFirst(_ heard: [Heard]) -> [Diagnostic] {
        heard.filter { $0.use.role == .own }.compactMap { text in
            text.keys.first { !$0.isFunctionFirst }.map { key in
                text.fault(
                    .keyBeforeFunction,
                    "the key \([key.key].spoken) is told before what it is for; callers have "
                        + "forgotten it by then", key)
            }
        }
    }

    private static func notSaid(
        _ heard: [Heard], _ choices: [WrittenChoice]
    ) -> [Diagnostic] {
        let isHandWritten = heard.contains { $0.use.role == .own }
        guard isHandWritten || choices.contains(where: { $0.say != nil }) else { return [] }
        let languages = Set(heard.map(\.use.language)).sorted { $0.rawValue < $1.rawValue }
        return choices.compactMap { choice in
            // Star, hash and 0 are helpers by custom: back, again, a person.
            guard choice.say == nil, choice.keys.count == 1, let key = choice.keys.first,
                ![Digit.zero, .star, .hash].contains(key)
            else { return nil }
            let silent = languages.filter { language in
                !heard.contains { text in
                    text.use.language == language && text.keys.contains { $0.key == key }
                }
            }
            guard !silent.isEmpty || languages.isEmpty else { return nil }
            let tail =
                languages.count > 1
                ? " in " + silent.map(\.rawValue).joined(separator: ", ") : ""
            return Diagnostic(
                .keyNotSaid, "callers are not told of the key \(choice.keys.spoken)\(tail)",
                at: choice.keyText)
        }
    }
}
