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
        return [
            PromptLine(
                prompt: nil, texts: texts, bargeIn: bargeIn(fields),
                position: choices.first?.say?.position)
        ]
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
        let text = sentences.map { sentence($0.wording.text, $0.keys, in: spoken) }
            .joined(separator: " ")
        // Its parts could be read, so the whole can.
        return (try? TextTemplate.parse(text))?.resolved { variables.slot($0) }
    }

    private func sentence(
        _ function: String, _ keys: [Digit], in language: SpokenLanguage
    ) -> String {
        guard let key = keys.first else { return "" }
        let sentence = MenuSentence.spoken(function, key, in: language)
        guard keys.count > 1 else { return sentence }
        // The key is the last word before the full stop.
        let lead = sentence.dropLast(MenuSentence.name(of: key, in: language).count + 1)
        let names = keys.map { MenuSentence.name(of: $0, in: language) }
        return lead + names.joined(separator: " ") + "."
    }
}
