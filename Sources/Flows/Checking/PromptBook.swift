import Telephony

/// The prompts of all prompts files, by language and name.
struct PromptBook: Sendable {
    struct Entry: Sendable {
        let prompt: PromptDocument.Prompt
        let source: SourceText
        /// The text; nil where it can't be read.
        let template: TextTemplate?
    }

    private(set) var entries: [LanguageTag: [String: Entry]] = [:]
    private(set) var diagnostics: [Diagnostic] = []
    private var used: Set<String> = []

    init(_ documents: [PromptDocument], _ resources: ResourceListing) {
        for document in documents {
            for prompt in document.prompts {
                let reading = TemplateReading(prompt.text, in: document.source)
                diagnostics += reading.diagnostics
                entries[document.language, default: [:]][prompt.name.text] = Entry(
                    prompt: prompt, source: document.source, template: reading.template)
                if let path = prompt.recording, let files = resources.soundFiles,
                    !files.contains(path.text)
                {
                    diagnostics.append(
                        Diagnostic(
                            .missingRecording, "there is no recording ‘\(path.text.shortened)’",
                            at: path.position, length: path.length,
                            suggestion: Spelling.suggestion(for: path.text, among: files.sorted())))
                }
            }
        }
    }

    func entry(_ name: String, in language: LanguageTag) -> Entry? { entries[language]?[name] }

    /// The recordings that are named for prompts.
    var recordings: [LanguageTag: [String: String]] {
        entries.mapValues { prompts in prompts.compactMapValues { $0.prompt.recording?.text } }
            .filter { !$0.value.isEmpty }
    }

    /// The names of all prompts, whatever their language.
    var names: [String] { Set(entries.values.flatMap(\.keys)).sorted() }

    mutating func markUsed(_ names: Set<String>) { used.formUnion(names) }

    /// Prompts that no flow says.
    func unused() -> [Diagnostic] {
        entries.values.flatMap(\.values).filter { !used.contains($0.prompt.name.text) }.map {
            Diagnostic(
                .promptNeverUsed, "no flow says the prompt ‘\($0.prompt.name.text)’",
                at: $0.prompt.name.position, length: $0.prompt.name.length)
        }
    }
}

/// A text of a file, read as a template.
struct TemplateReading {
    var template: TextTemplate?
    var diagnostics: [Diagnostic] = []

    init(_ scalar: YAMLScalar, in source: SourceText) {
        do throws(TextTemplateError) {
            template = try TextTemplate.parse(scalar.text)
        } catch {
            diagnostics.append(TemplateReading.diagnostic(error, scalar, source))
        }
    }

    private static func diagnostic(
        _ error: TextTemplateError, _ scalar: YAMLScalar, _ source: SourceText
    ) -> Diagnostic {
        let place = source.position(of: error.offset, in: scalar)
        switch error.reason {
        case .unknownFormat(let name):
            return Diagnostic(
                .unknownSpokenFormat, error.description, at: place,
                length: name.unicodeScalars.count,
                suggestion: Spelling.suggestion(for: name, among: SpokenFormat.names))
        case .unknownCurrency(let code):
            return Diagnostic(
                .unknownSpokenFormat, error.description, at: place,
                length: code.unicodeScalars.count,
                suggestion: Spelling.suggestion(
                    for: code, among: Currency.allCases.map(\.rawValue)))
        case .expression(let reason):
            return Diagnostic(
                .badExpression, error.description, at: place,
                suggestion: reason.suggestion)
        case .tooLong, .unclosedBrace, .loneBrace:
            return Diagnostic(.badTemplate, error.description, at: place)
        }
    }
}

extension ExpressionError.Reason {
    /// What was probably meant.
    var suggestion: String? {
        switch self {
        case .unknownFunction(let name):
            Spelling.suggestion(for: name, among: ExpressionFunction.allCases.map(\.rawValue))
        case .foreign(_, let instead): instead
        default: nil
        }
    }
}
