import Telephony

/// Compiles what is said in queues: messages to callers, and whispers to agents.
///
/// They stand in the centre file and are heard in the language of the call, so that each must be
/// there in every language of the flows that lead to the queue.
struct QueueWords {
    let files: CheckedFiles
    let promptBook: PromptBook
    private(set) var diagnostics: [Diagnostic] = []
    private(set) var promptsUsed: Set<String> = []

    init(files: CheckedFiles, promptBook: PromptBook) {
        self.files = files
        self.promptBook = promptBook
    }

    mutating func add(to centre: inout Centre) {
        for entry in files.centre?.fields.mapping(.queues) ?? [] {
            let written = Fields(entry.value)
            let name = entry.key.text
            if let whispers = written.yesNo(.whisper) {
                centre.queues[name]?.whispers = whispers
            } else {
                centre.queues[name]?.whisper = whisper(written)
            }
            guard let announcements = written[.announcements].map(Fields.init) else { continue }
            let languages = languages(of: name)
            let lines = announcements.saying(.comfort).compactMap { line($0, languages) }
            centre.queues[name]?.announcements.comfort = lines
        }
    }

    /// The languages of the flows that lead to a queue.
    private func languages(of queue: String) -> [LanguageTag] {
        let flows = files.flows.filter { flow in
            flow.steps.contains { $0.kind == .queue && $0.fields.text(.queue) == queue }
        }
        return Set(flows.flatMap(\.languages)).sorted { $0.rawValue < $1.rawValue }
    }

    // MARK: Messages

    private mutating func line(_ item: SayingItem, _ languages: [LanguageTag]) -> PromptLine? {
        var texts: [LanguageTag: CompiledTextTemplate] = [:]
        var prompt: String?
        switch item.content {
        case .prompt(let name):
            prompt = name.text
            promptsUsed.insert(name.text)
            guard promptBook.names.contains(name.text) else {
                add(
                    .unknownPrompt, "there is no prompt ‘\(name.text.shortened)’", at: name,
                    suggestion: Spelling.suggestion(for: name.text, among: promptBook.names))
                return nil
            }
            for language in promptBook.entries.keys {
                guard let entry = promptBook.entry(name.text, in: language) else { continue }
                // What can't be read is told with the prompts file.
                texts[language] = entry.template.flatMap { constant($0, at: name) }
            }
        case .text(let text):
            texts[.french] = template(text).flatMap { constant($0, at: text) }
        case .texts(let written):
            for (language, text) in written {
                texts[LanguageTag(rawValue: language.text)] =
                    template(text).flatMap { constant($0, at: text) }
            }
        }
        tellMissing(item, texts, languages)
        guard !texts.isEmpty else { return nil }
        return PromptLine(
            prompt: prompt, texts: texts, bargeIn: item.bargeIn ?? true, position: item.position)
    }

    private mutating func tellMissing(
        _ item: SayingItem, _ texts: [LanguageTag: CompiledTextTemplate],
        _ languages: [LanguageTag]
    ) {
        let missing = languages.filter { texts[$0] == nil }
        guard !missing.isEmpty, !texts.isEmpty else { return }
        let list = missing.map(\.rawValue).joined(separator: ", ")
        diagnostics.append(
            Diagnostic(
                .textMissingInLanguage,
                "the text is missing in \(list), which flows of this queue speak",
                at: item.position, length: 1))
    }

    /// A text without values, which nothing could be said for here.
    private mutating func constant(
        _ template: TextTemplate, at place: YAMLScalar
    ) -> CompiledTextTemplate? {
        guard let compiled = template.resolved({ _ in nil }), compiled.isConstant else {
            add(.unknownVariable, "messages of a queue can have no values", at: place)
            return nil
        }
        return compiled
    }

    // MARK: Whispers

    private mutating func whisper(_ queue: Fields) -> Centre.Whisper? {
        guard let item = queue[.whisper].flatMap(SayingItem.init) else { return nil }
        let written: [(language: LanguageTag, text: YAMLScalar)]
        switch item.content {
        case .prompt: return nil
        case .text(let text): written = [(.french, text)]
        case .texts(let texts):
            written = texts.map { (LanguageTag(rawValue: $0.language.text), $0.text) }
        }
        var texts: [LanguageTag: CompiledTextTemplate] = [:]
        for (language, text) in written {
            guard let template = template(text) else { continue }
            guard
                let compiled = template.resolved({ name in
                    Centre.Whisper.Value.allCases.first { "\($0)" == name }?.rawValue
                })
            else {
                let known = Centre.Whisper.Value.allCases.map { "\($0)" }.joined(separator: ", ")
                add(.unknownVariable, "a whisper has the values \(known)", at: text)
                continue
            }
            texts[language] = compiled
        }
        return texts.isEmpty ? nil : Centre.Whisper(texts: texts)
    }

    private mutating func template(_ text: YAMLScalar) -> TextTemplate? {
        guard let source = files.centre?.source else { return nil }
        let reading = TemplateReading(text, in: source)
        diagnostics += reading.diagnostics
        return reading.template
    }

    private mutating func add(
        _ code: DiagnosticCode, _ message: String, at place: YAMLScalar, suggestion: String? = nil
    ) {
        diagnostics.append(Diagnostic(code, message, at: place, suggestion: suggestion))
    }
}
