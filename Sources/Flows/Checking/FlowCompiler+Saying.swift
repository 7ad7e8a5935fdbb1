import Telephony

extension FlowCompiler {
    /// Whether a key stops what is said, where an item does not say.
    func bargeIn(_ step: Fields) -> Bool {
        step.yesNo(.bargeIn) ?? document.fields.yesNo(.bargeIn) ?? true
    }

    /// What a step says; nil where something in it is wrong.
    mutating func lines(
        _ items: [SayingItem], bargeIn: Bool = true, role: FlowDraft.PromptUse.Role = .own
    ) -> [PromptLine]? {
        var lines: [PromptLine] = []
        for item in items {
            guard let line = line(item, bargeIn: item.bargeIn ?? bargeIn, role: role) else {
                continue
            }
            lines.append(line)
        }
        return lines.count == items.count ? lines : nil
    }

    private mutating func line(
        _ item: SayingItem, bargeIn: Bool, role: FlowDraft.PromptUse.Role
    ) -> PromptLine? {
        switch item.content {
        case .prompt(let name):
            guard let texts = texts(ofPrompt: name, role) else { return nil }
            return PromptLine(
                prompt: name.text, texts: texts, bargeIn: bargeIn, position: name.position)
        case .text, .texts:
            guard let written = wording(item) else { return nil }
            var texts: [LanguageTag: CompiledTextTemplate] = [:]
            for (language, scalar) in written {
                note(scalar, in: source, language, role, mention: scalar)
                texts[language] = text(scalar)
            }
            guard texts.count == languages.count else { return nil }
            return PromptLine(
                prompt: nil, texts: texts, bargeIn: bargeIn, position: item.position)
        }
    }

    /// A text of the flow file in every language of the flow; nil where one is missing.
    mutating func wording(_ item: SayingItem) -> [(LanguageTag, YAMLScalar)]? {
        switch item.content {
        case .prompt: return nil
        case .text(let scalar):
            guard languages.count == 1, let language = languages.first else {
                add(
                    .textMissingInLanguage,
                    "this flow speaks \(list(languages)), so that a text is written for each",
                    at: scalar)
                return nil
            }
            return [(language, scalar)]
        case .texts(let written):
            for (language, _) in written
            where !languages.contains(LanguageTag(rawValue: language.text))
                && SpokenLanguage(LanguageTag(rawValue: language.text)) != nil
            {
                add(
                    .unknownLanguage,
                    "this flow speaks \(list(languages)), not \(language.text)", at: language)
            }
            var texts: [(LanguageTag, YAMLScalar)] = []
            var missing: [LanguageTag] = []
            for language in languages {
                if let text = written.first(where: { $0.language.text == language.rawValue }) {
                    texts.append((language, text.text))
                } else {
                    missing.append(language)
                }
            }
            guard missing.isEmpty else {
                add(
                    .textMissingInLanguage, "the text is missing in \(list(missing))",
                    at: item.position)
                return nil
            }
            return texts
        }
    }

    private func list(_ languages: [LanguageTag]) -> String {
        languages.map(\.rawValue).joined(separator: ", ")
    }

    private mutating func text(_ scalar: YAMLScalar) -> CompiledTextTemplate? {
        let reading = TemplateReading(scalar, in: source)
        diagnostics += reading.diagnostics
        return reading.template.flatMap { template($0, scalar, in: source) }
    }

    private mutating func texts(
        ofPrompt name: YAMLScalar, _ role: FlowDraft.PromptUse.Role
    ) -> [LanguageTag: CompiledTextTemplate]? {
        use(prompt: name.text)
        var texts: [LanguageTag: CompiledTextTemplate] = [:]
        var missing: [LanguageTag] = []
        for language in languages {
            guard let entry = scope.promptBook.entry(name.text, in: language) else {
                missing.append(language)
                continue
            }
            note(entry.prompt.text, in: entry.source, language, role, mention: name)
            // What can't be read is told with the prompts file.
            texts[language] = entry.template.flatMap {
                template($0, entry.prompt.text, in: entry.source)
            }
        }
        if !missing.isEmpty { report(missing: name, in: missing) }
        return texts.count == languages.count ? texts : nil
    }

    private mutating func report(missing name: YAMLScalar, in missing: [LanguageTag]) {
        let names = scope.promptBook.names
        guard names.contains(name.text) else {
            return add(
                .unknownPrompt, "there is no prompt ‘\(name.text.shortened)’", at: name,
                suggestion: Spelling.suggestion(for: name.text, among: names))
        }
        add(
            .promptMissingInLanguage,
            "the prompt ‘\(name.text.shortened)’ is missing in \(list(missing))", at: name)
    }

    private mutating func note(
        _ text: YAMLScalar, in source: SourceText, _ language: LanguageTag,
        _ role: FlowDraft.PromptUse.Role, mention: YAMLScalar
    ) {
        promptUses.append(
            FlowDraft.PromptUse(
                step: currentStep, role: role, language: language, text: text, source: source,
                mention: mention))
    }
}
