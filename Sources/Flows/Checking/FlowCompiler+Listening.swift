import Telephony

extension FlowCompiler {
    func listening(_ step: Fields) -> ListeningRules {
        let flow = document.fields
        let usual = ListeningRules()
        func duration(_ word: Word, _ usual: Duration) -> Duration {
            step.duration(word) ?? flow.duration(word) ?? usual
        }
        return ListeningRules(
            timeout: duration(.timeout, usual.timeout),
            interDigitTimeout: duration(.interDigitTimeout, usual.interDigitTimeout),
            termTimeout: duration(.termTimeout, usual.termTimeout),
            termKey: step.termKey(.termKey) ?? flow.termKey(.termKey) ?? usual.termKey)
    }

    mutating func failures(_ step: Fields) -> FailureRules? {
        let noInput = escalation(.noInput, step)
        let noMatch = escalation(.noMatch, step)
        guard let exhausted = exit(.exhausted, of: step), let noInput, let noMatch else {
            return nil
        }
        return FailureRules(
            noInput: noInput, noMatch: noMatch, reprompts: step.yesNo(.reprompt) ?? true,
            limit: step.integer(.failures) ?? document.fields.integer(.failures) ?? 3,
            exhausted: exhausted)
    }

    private mutating func escalation(_ word: Word, _ step: Fields) -> [[PromptLine]]? {
        let written = step.escalation(word) ?? document.fields.escalation(word) ?? []
        let bargeIn = bargeIn(step)
        var answers: [[PromptLine]] = []
        for items in written {
            if let lines = lines(items, bargeIn: bargeIn, role: .failure) { answers.append(lines) }
        }
        return answers.count == written.count ? answers : nil
    }

    /// The choices of a menu, or the keys that leave a step.
    mutating func choices(_ word: Word, of step: Fields) -> [Menu.Choice]? {
        let written = step.choices(word)
        var choices: [Menu.Choice] = []
        var seen: Set<[Digit]> = []
        for choice in written {
            if !seen.insert(choice.keys).inserted {
                add(
                    .duplicateKey, "the key \(choice.keys.spoken) is given twice",
                    at: choice.keyText)
            }
            guard let target = choice.next, let next = exit(target, word) else { continue }
            choices.append(
                Menu.Choice(
                    keys: choice.keys, notes: choice.fields.map(notes) ?? Notes(),
                    language: choice.fields.flatMap { language($0) }, next: next))
        }
        return choices.count == step.mapping(word).count ? choices : nil
    }

    func notes(_ fields: Fields) -> Notes {
        var consent: Notes.Consent?
        if let kind = fields.text(.consents) {
            consent = Notes.Consent(kind: kind, given: true)
        } else if let kind = fields.text(.refuses) {
            consent = Notes.Consent(kind: kind, given: false)
        }
        return Notes(
            motive: fields.text(.motive), done: fields.text(.done), consent: consent,
            tellsOfRecording: fields.text(.notice) == "recording")
    }

    /// The language that a step or a choice switches to.
    mutating func language(_ fields: Fields) -> LanguageTag? {
        guard let written = fields.scalar(.language) else { return nil }
        let language = LanguageTag(rawValue: written.text)
        if SpokenLanguage(language) != nil, !languages.contains(language) {
            add(
                .unknownLanguage,
                "this flow speaks "
                    + languages.map(\.rawValue).joined(separator: ", ")
                    + ", not \(written.text)", at: written)
        }
        return language
    }
}

extension [Digit] {
    /// The keys as files write them.
    var spoken: String {
        switch self {
        case [.star]: "star"
        case [.hash]: "hash"
        default: String(self)
        }
    }
}
