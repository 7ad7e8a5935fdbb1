import Telephony

extension FlowCompiler {
    /// The prompt that is composed from what the choices are for: none where no choice says, nil
    /// where something in it is wrong.
    mutating func composedLine(_ fields: Fields) -> [PromptLine]? {
        let choices = fields.choices(.menu).filter { $0.say != nil }
        guard !choices.isEmpty else { return [] }
        var sentences: [LanguageTag: [(wording: YAMLScalar, keys: [Digit])]] = [:]
        for choice in choices {
            guard let say = choice.say, let texts = wording(say) else { return nil }
            for (language, text) in texts {
                sentences[language, default: []].append((text, choice.keys))
            }
        }
        var texts: [LanguageTag: CompiledTextTemplate] = [:]
        for (language, sentences) in sentences.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            texts[language] = composed(sentences, language)
        }
        guard texts.count == languages.count else { return nil }
        return [PromptLine(prompt: nil, texts: texts, bargeIn: bargeIn(fields))]
    }

    private mutating func composed(
        _ sentences: [(wording: YAMLScalar, keys: [Digit])], _ language: LanguageTag
    ) -> CompiledTextTemplate? {
        var isComplete = true
        for (wording, _) in sentences {
            let reading = TemplateReading(wording, in: source)
            diagnostics += reading.diagnostics
            guard let template = reading.template,
                self.template(template, wording, in: source) != nil
            else {
                isComplete = false
                continue
            }
        }
        guard isComplete, let spoken = SpokenLanguage(language) else { return nil }
        let text = MenuSentence.text(
            sentences.map { (wording: $0.wording.text, keys: $0.keys) }, in: spoken)
        // Its parts could be read, so the whole can.
        return (try? TextTemplate.parse(text))?.resolved { variables.slot($0) }
    }
}
