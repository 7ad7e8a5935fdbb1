import Telephony

/// A flow file as written, with the place of everything in it.
///
/// The first of three stages: the checker makes a ``Flow`` of it.
struct FlowDocument: Sendable {
    let source: SourceText
    let root: YAMLNode
    let fields: Fields
    let name: YAMLScalar?
    let steps: [StepDocument]
    /// Whether every key and value of it can be read.
    let isWellFormed: Bool

    init(source: SourceText, root: YAMLNode, isWellFormed: Bool) {
        self.source = source
        self.root = root
        self.isWellFormed = isWellFormed
        fields = Fields(root)
        name = fields.scalar(.flow)
        steps = fields.mapping(.steps).compactMap { entry in
            guard let entries = entry.value.mapping,
                let kind = StepDocument.kind(of: entries)
            else { return nil }
            return StepDocument(name: entry.key, kind: kind, fields: Fields(entry.value))
        }
    }

    /// The languages that the flow can be heard in.
    var languages: [LanguageTag] {
        let written = fields.list(.languages).map { LanguageTag(rawValue: $0.text) }
        return written.isEmpty ? [.french] : written
    }

    /// The names of the steps.
    var stepNames: [String] { fields.mapping(.steps).map(\.key.text) }
}

/// A step as written.
struct StepDocument: Sendable {
    let name: YAMLScalar
    let kind: Word
    let fields: Fields

    /// Whether the caller is waited for.
    var listens: Bool { kind == .menu || kind == .collect || kind == .survey }

    /// Where the kind is written.
    var kindPosition: SourcePosition { fields.key(kind)?.position ?? name.position }

    fileprivate static func kind(of entries: [YAMLEntry]) -> Word? {
        guard case .variants(let variants) = FlowLanguage.step.unnamed else { return nil }
        return StepKind.find(in: entries, among: variants)?.word
    }
}

/// The centre file as written.
struct CentreDocument: Sendable {
    let source: SourceText
    let fields: Fields

    init(source: SourceText, root: YAMLNode) {
        self.source = source
        fields = Fields(root)
    }
}

/// A prompts file as written: what is said in one language.
struct PromptDocument: Sendable {
    /// A named prompt.
    struct Prompt: Sendable {
        let name: YAMLScalar
        let text: YAMLScalar
        let recording: YAMLScalar?
    }

    let source: SourceText
    let language: LanguageTag
    let prompts: [Prompt]

    init(source: SourceText, language: LanguageTag, root: YAMLNode) {
        self.source = source
        self.language = language
        prompts = (root.mapping ?? []).compactMap { entry in
            let fields = Fields(entry.value)
            guard let text = entry.value.scalar ?? fields.scalar(.text) else { return nil }
            return Prompt(name: entry.key, text: text, recording: fields.scalar(.recording))
        }
    }
}
