/// A text whose variables are slots: what the interpreter renders.
public struct CompiledTextTemplate: Hashable, Sendable {
    /// A piece of a text.
    enum Part: Hashable, Sendable {
        case text(String)
        case value(CompiledExpression, as: SpokenFormat?, offset: Int)
    }

    let parts: [Part]

    /// The text as a designer writes it, with its values in braces.
    public var written: String {
        parts.map { part in
            switch part {
            case .text(let text):
                text.replacing("{", with: "{{").replacing("}", with: "}}")
            case .value(let expression, let format, _):
                "{\(expression.text)\(format.map { " as \($0.written)" } ?? "")}"
            }
        }.joined()
    }

    /// Whether it is the same in every call.
    public var isConstant: Bool {
        parts.allSatisfy { if case .text = $0 { true } else { false } }
    }

    /// How it begins, for people who look for it: its words, with `{…}` for each value.
    public var beginning: String {
        let words = parts.map { if case .text(let text) = $0 { text } else { "{…}" } }.joined()
        return words.count > 40 ? words.prefix(39) + "…" : words
    }

    /// Whether one of its variables holds a secret now, so that it can't be rendered.
    public func readsSecret(_ slots: [Value]) -> Bool {
        parts.contains { part in
            if case .value(let expression, _, _) = part {
                expression.readsSecret(slots)
            } else {
                false
            }
        }
    }

    /// The text with its values in words.
    ///
    /// A value without a format is spoken by its kind: a text as it is, nothing as no words at all.
    ///
    /// - Throws: ``EvaluationError`` where an expression has no value, or one that can't be spoken
    ///   so.
    public func render(
        _ slots: [Value], in language: SpokenLanguage, _ context: inout EvaluationContext
    ) throws(EvaluationError) -> String {
        try render(slots, &context) { value, format throws(SpeechError) in
            try Speller(language).spoken(value, as: format)
        }
    }

    /// The text with its values as they read back (`12.5`, `2026-07-14`): for addresses, bodies of
    /// requests and logs.
    ///
    /// - Throws: ``EvaluationError`` where an expression has no value, or one without a text.
    public func renderPlain(
        _ slots: [Value], _ context: inout EvaluationContext
    ) throws(EvaluationError) -> String {
        try render(slots, &context) { value, _ throws(SpeechError) in
            guard let text = value.plainText else {
                throw SpeechError(reason: .wrongKind(value.kind), format: .text)
            }
            return text
        }
    }

    private func render(
        _ slots: [Value], _ context: inout EvaluationContext,
        _ text: (Value, SpokenFormat?) throws(SpeechError) -> String
    ) throws(EvaluationError) -> String {
        var rendered = ""
        for part in parts {
            switch part {
            case .text(let text):
                rendered += text
            case .value(let expression, let format, let offset):
                let value = try expression.value(slots, &context)
                do throws(SpeechError) {
                    rendered += try text(value, format)
                } catch {
                    throw EvaluationError(reason: .unspeakable(error), offset: offset)
                }
            }
            guard rendered.utf8.count <= EvaluationContext.maximumTextSize else {
                throw EvaluationError(reason: .textTooLong, offset: 0)
            }
        }
        return rendered
    }
}
